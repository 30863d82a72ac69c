package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The formatter moves the tail of a doc comment that is too long into a plain comment on the next line, where no
/// reader of the documentation sees it. Wrap such comments by hand.
class CommentsTests {

    private static final List<String> CODE = List.of("src/main/java", "src/sample/java", "src/test/java");

    @Test
    void no_plain_comment_continues_a_doc_comment() throws IOException {
        List<String> cut = new ArrayList<>();
        for (String folder : CODE) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (file.toString().endsWith(".java")) {
                        cut.addAll(cutLines(file.toString(), Files.readAllLines(file)));
                    }
                }
            }
        }
        assertThat(cut).as("lines that belong to the doc comment above them").isEmpty();
    }

    @Test
    void a_cut_doc_comment_is_found() {
        List<String> lines = List.of(
                "/// A long line that the formatter",
                "// cut",
                "class Some {",
                "    /// Whole.",
                "    // Not part of it.",
                "    int a; // beside code",
                "    // plain",
                "    /// Doc.",
                "    int b;",
                "}");

        assertThat(cutLines("Some.java", lines))
                .containsExactly("Some.java:2 // cut", "Some.java:5 // Not part of it.");
    }

    private static List<String> cutLines(String file, List<String> lines) {
        List<String> cut = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("//")
                    && !line.startsWith("///")
                    && lines.get(i - 1).strip().startsWith("///")) {
                cut.add(file + ":" + (i + 1) + " " + line);
            }
        }
        return cut;
    }
}
