package id.cemara.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every message exists in both languages.
class MessageBundlesTests {

    private static final Path FOLDER = Path.of("src/main/resources/messages");

    @ParameterizedTest
    @MethodSource
    void a_bundle_says_the_same_in_both_languages_with_the_same_gaps(String module) throws IOException {
        Map<String, Long> indonesian = gaps(FOLDER.resolve(module + ".properties"));
        Map<String, Long> english = gaps(FOLDER.resolve(module + "_en.properties"));
        assertThat(english).isNotEmpty().isEqualTo(indonesian);
    }

    static Stream<String> a_bundle_says_the_same_in_both_languages_with_the_same_gaps() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString().replaceAll("(_en)?\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /// The number of arguments of each message, by key.
    private static Map<String, Long> gaps(Path file) throws IOException {
        List<String> keys = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
        assertThat(keys).as("a second sentence under one key hides the first").doesNotHaveDuplicates();
        var bundle = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        }
        Map<String, Long> gaps = new TreeMap<>();
        bundle.stringPropertyNames().forEach(key -> {
            assertThat(bundle.getProperty(key)).as(key).isNotBlank();
            gaps.put(
                    key,
                    Arrays.stream(new MessageFormat(bundle.getProperty(key)).getFormatsByArgumentIndex())
                            .count());
        });
        return gaps;
    }
}
