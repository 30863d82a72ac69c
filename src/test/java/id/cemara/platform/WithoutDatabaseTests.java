package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import id.cemara.Cemara;
import id.cemara.Poll;
import id.cemara.Web;
import id.cemara.platform.jobs.QueueLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The embedded server is killed, stays down for a while, and recovers.
class WithoutDatabaseTests {

    private static final String[] PAGES = {"/", "/kelompok", "/pasar", "/masuk", "/statistik"};

    @TempDir
    static Path data;

    static ConfigurableApplicationContext application;
    static Web web;

    @BeforeAll
    static void start() throws Exception {
        UnpackedPrograms.linkInto(data);
        var cemara = new SpringApplication(Cemara.class);
        cemara.setLogStartupInfo(false);
        application = cemara.run(
                "--cemara.data=" + data, "--server.port=0", "--cemara.areas=bengkulu", "--cemara.sample.mode=off");
        web = Web.of(application.getEnvironment());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void pages_say_that_the_data_are_away_and_work_again_when_they_are_back() throws Exception {
        for (String page : PAGES) {
            assertThat(web.get(page).status()).as(page).isEqualTo(200);
        }
        assertThat(web.get("/readyz").status()).isEqualTo(200);

        assertThat(((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList())
                .as("without it the queue logs a stack trace at every poll")
                .hasAtLeastOneElementOfType(QueueLog.class);

        Path control = data.resolve("postgres/global/pg_control");
        Path away = control.resolveSibling("pg_control.away");
        Files.move(control, away);
        ProcessHandle server = postmaster();
        server.destroyForcibly();
        Poll.until(() -> web.get("/readyz").status() == 503);
        var first = web.get("/kelompok?q=melati", "Cookie", "SESSION=MTIzNDU2Nzg");
        assertThat(first.status()).as(first.text()).isEqualTo(503);

        assertThat(web.get("/livez").status()).as("the process lives").isEqualTo(200);
        var list = web.get("/kelompok?q=mawar", "Cookie", "SESSION=MTIzNDU2Nzg");
        assertThat(list.status()).isEqualTo(503);
        assertThat(list.header("Retry-After")).isEqualTo("5");
        assertThat(list.text()).contains("Data Cemara sedang tidak dapat dijangkau");
        var program = web.get("/api/v1/groups?q=mawar");
        assertThat(program.status()).isEqualTo(503);
        assertThat(program.header("Retry-After")).isEqualTo("5");
        assertThat(program.json().get("type").asString()).isEqualTo("urn:cemara:problem:data-unreachable");

        Files.move(away, control);
        Poll.until(() -> web.get("/readyz").status() == 200);
        for (String page : PAGES) {
            Poll.until(() -> web.get(page).status() == 200);
        }
        assertThat(postmaster().pid()).isNotEqualTo(server.pid());
    }

    private static ProcessHandle postmaster() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }
}
