package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares what the pages in `docs` name with what the code has.
class DocsTests {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void the_architecture_names_every_module_in_its_diagram_and_in_its_table() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        Map<String, Set<String>> used = TopModules.dependencies();
        Map<String, Set<String>> drawn = new TreeMap<>();
        matches(page, "(?m)^    ([a-z]+) --> ([a-z]+)$")
                .forEach(arrow -> drawn.computeIfAbsent(arrow.group(1), from -> new TreeSet<>())
                        .add(arrow.group(2)));
        Set<String> named = Stream.concat(
                        drawn.keySet().stream(), drawn.values().stream().flatMap(Set::stream))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(used.keySet());
        drawn.forEach((from, to) -> assertThat(used.get(from)).as(from).containsAll(to));
        assertThat(matches(page, "(?m)^\\| ([a-z]+) \\| ")
                        .map(row -> row.group(1))
                        .filter(name -> !name.equals("module")))
                .containsExactlyInAnyOrderElementsOf(used.keySet());
    }

    @Test
    void every_identifier_of_the_glossary_exists() throws IOException {
        String code = sources();
        List<String> missing = new ArrayList<>();
        matches(Files.readString(Path.of("docs/glossary.md")), "(?m)^\\| .*? \\| (.*?) \\| .* \\|$")
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .map(identifier -> identifier.group(1))
                .filter(identifier -> !exists(identifier, code))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    @Test
    void every_path_of_finding_your_way_has_at_most_seven_files_and_each_exists() throws IOException {
        String page = Files.readString(Path.of("docs/finding-your-way.md"));
        String[] questions = page.split("(?m)^## ");
        assertThat(questions).hasSizeGreaterThanOrEqualTo(6);
        for (String question : List.of(questions).subList(1, questions.length)) {
            List<String> files = matches(question, "(?m)^\\d+\\. `([^`]+)`")
                    .map(step -> step.group(1))
                    .toList();
            assertThat(files).as(question).hasSizeBetween(1, 7).startsWith("README.md");
            assertThat(files).allSatisfy(file -> assertThat(Path.of(file)).exists());
        }
    }

    @Test
    void files_named_in_the_pages_exist() throws IOException {
        for (String page : List.of("finding-your-way.md", "requests.md", "personal-data.md", "adding-a-role.md")) {
            String text = Files.readString(Path.of("docs", page));
            List<String> files = CODE.matcher(text)
                    .results()
                    .map(name -> name.group(1))
                    .filter(name -> name.startsWith("src/") || name.startsWith("docs/"))
                    .toList();
            assertThat(files)
                    .as(page)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Path.of(file)).exists());
        }
    }

    private static boolean exists(String identifier, String code) {
        String last = identifier.substring(identifier.lastIndexOf('.') + 1);
        String pattern = last.matches("[A-Z]\\w*[a-z]\\w*")
                ? "(?:class|record|enum|interface) " + last + "\\b"
                : "(?<![\\w-])" + Pattern.quote(last) + "(?![\\w-])";
        return Pattern.compile(pattern).matcher(code).find();
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|sql)"))
                    .map(DocsTests::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results();
    }
}
