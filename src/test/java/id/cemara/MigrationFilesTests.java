package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Versioned migrations make tables; what is replaced over time is defined in one repeatable file and nowhere else.
class MigrationFilesTests {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern DEFINITION =
            Pattern.compile("(?im)^\\s*create (?:or replace )?(function|procedure|view)\\s+([a-z_]+\\.[a-z_]+)");

    /// What fails when it runs a second time, but for what can be dropped before.
    private static final Pattern ONLY_ONCE = Pattern.compile(
            "(?im)(?:^\\s*|')create (?!or replace (?:function|procedure|view|trigger)\\b|constraint trigger|policy).*"
                    + "|^(?:alter table|insert into) .*");

    private static final Pattern DROPPED_BEFORE =
            Pattern.compile("(?m)^create (?:constraint )?(trigger|policy) ([a-z_]+)[^;]*? on ([a-z_.]+)");

    /// "function module.name" of those that a table's definition uses, and that a versioned migration had to replace
    /// together with what was made with them.
    private static final Set<String> REPLACED_WITH_THEIR_TABLES = Set.of();

    @Test
    void no_function_or_view_is_defined_in_more_than_one_file() throws IOException {
        Map<String, Set<String>> files = new TreeMap<>();
        for (Path file : files("*")) {
            DEFINITION
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(definition -> files.computeIfAbsent(
                                    definition.group(1) + " " + definition.group(2), name -> new TreeSet<>())
                            .add(MIGRATIONS.relativize(file).toString()));
        }
        assertThat(files).containsKeys("function market.buyable", "view registry.counted_groups");
        files.keySet().removeAll(REPLACED_WITH_THEIR_TABLES);
        files.values().removeIf(definedIn -> definedIn.size() == 1);
        assertThat(files)
                .as("replaced by a second file; move it to one R__ file: see docs/adding-a-module.md")
                .isEmpty();
    }

    @Test
    void repeatable_files_can_run_again() throws IOException {
        Map<String, List<String>> onlyOnce = new TreeMap<>();
        for (Path file : files("R__*")) {
            String text = Files.readString(file)
                    .replaceAll("(?s)\\bas \\$\\$.*?\\$\\$;", "")
                    .replaceAll("(?s)\\bbegin atomic.*?\\nend;", "");
            Stream<String> undropped = DROPPED_BEFORE
                    .matcher(text)
                    .results()
                    .map(made -> "drop %s if exists %s on %s;".formatted(made.group(1), made.group(2), made.group(3)))
                    .filter(dropped -> !text.contains(dropped));
            List<String> lines = Stream.concat(
                            ONLY_ONCE
                                    .matcher(text)
                                    .results()
                                    .map(found -> found.group().strip()),
                            undropped.map(dropped -> "missing: " + dropped))
                    .toList();
            if (!lines.isEmpty()) {
                onlyOnce.put(file.toString(), lines);
            }
        }
        assertThat(onlyOnce).isEmpty();
    }

    private static List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            var matcher = MIGRATIONS.getFileSystem().getPathMatcher("glob:" + pattern + ".sql");
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
