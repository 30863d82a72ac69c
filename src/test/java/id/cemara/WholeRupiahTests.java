package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Money is in whole rupiah: no floating point in code or SQL that computes with it.
class WholeRupiahTests {

    /// Floating-point types and methods of Java and SQL; comments and strings are ignored.
    private static final Pattern FLOATING = Pattern.compile(
            "\\b(float|double|Float|Double|floatValue|doubleValue|float4|float8|real|double precision)\\b"
                    + "|\\b\\d[\\d_]*\\.\\d+[fFdD]?\\b|\\b\\d+[fFdD]\\b");

    @ParameterizedTest
    @ValueSource(strings = {"payment", "market"})
    void nothing_floats_where_money_is_counted(String module) throws IOException {
        assertThat(floating(Path.of("src/main/java/id/cemara", module), ".java"))
                .isEmpty();
        assertThat(floating(Path.of("src/sample/java/id/cemara", module), ".java"))
                .isEmpty();
        assertThat(floating(Path.of("src/main/resources/db/migration", module), ".sql"))
                .isEmpty();
    }

    private static List<String> floating(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(WholeRupiahTests::lines)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> FLOATING.matcher(code(line)).find())
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String code(String line) {
        return line.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("(//|--).*", "");
    }
}
