package id.cemara;

import id.cemara.platform.CannotStart;
import id.cemara.platform.Settings;
import id.cemara.platform.backup.Backup;
import id.cemara.platform.backup.BackupSummary;
import id.cemara.platform.backup.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The commands `backup FILE [--force]` and `restore FILE`, with `--data DIR` and the settings of `run`.
final class BackupCommands {

    private BackupCommands() {}

    static int backup(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        boolean replace = rest.remove("--force");
        Path file = file("backup", rest);
        BackupSummary summary = new Backup(settings(rest)).write(file, replace);
        System.out.printf(Locale.ROOT, "Wrote %s: %s, %,.1f MB.%n", file, told(summary), megabytes(file));
        return 0;
    }

    static int restore(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        Path file = file("restore", rest);
        try {
            BackupSummary summary = new Restore(settings(rest), Cemara.class).from(file);
            System.out.printf(Locale.ROOT, "Restored %s: %s.%n", file, told(summary));
            return 0;
        } catch (RuntimeException e) {
            throw CommandLine.reason(e, settings(rest).data());
        }
    }

    /// Removes the one argument that is not an option from the list.
    private static Path file(String command, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.get(i).startsWith("--")) {
                return Path.of(arguments.remove(i));
            }
            if (arguments.get(i).equals("--data")) {
                i++; // the option's value
            }
        }
        throw new CannotStart("Name the file: ./cemara " + command + " FILE.");
    }

    /// The settings as for `run`, from environment, options and files.
    private static Settings settings(List<String> options) {
        try (var context = new SpringApplicationBuilder(SettingsOnly.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(CommandLine.properties(options).toArray(String[]::new))) {
            return context.getBean(Settings.class);
        }
    }

    private static String told(BackupSummary summary) {
        return String.format(
                Locale.ROOT,
                "%,d rows in %d tables, %,d stored files",
                summary.rows(),
                summary.tables(),
                summary.files());
    }

    private static double megabytes(Path file) {
        try {
            return Files.size(file) / 1e6;
        } catch (IOException e) {
            return 0;
        }
    }

    @EnableConfigurationProperties(Settings.class)
    private static final class SettingsOnly {}
}
