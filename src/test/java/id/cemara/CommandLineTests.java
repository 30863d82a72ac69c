package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.platform.CannotStart;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/// Starting through the command line, with a stub application.
class CommandLineTests {

    @TempDir
    Path data;

    @Test
    void what_starts_is_running() {
        try (var running = CommandLine.start(application(Fine.class), List.of("--cemara.data=" + data))) {
            assertThat(running.isActive()).isTrue();
        }
    }

    @Test
    void a_disk_that_is_full_is_told_with_the_folder_on_it() {
        assertThatThrownBy(() -> CommandLine.start(application(Full.class), List.of("--cemara.data=" + data)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("The disk that holds " + data + " is full");
    }

    private static SpringApplication application(Class<?> type) {
        var application = new SpringApplication(type);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        return application;
    }

    static final class Fine {}

    static final class Full {

        Full() throws SQLException {
            throw new SQLException("could not extend file", "53100");
        }
    }
}
