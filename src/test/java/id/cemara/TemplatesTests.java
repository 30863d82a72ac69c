package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads the templates as text.
class TemplatesTests {

    private static final int WIDTH = 160;

    /// jte writes such an attribute to the page as it stands in the template.
    private static final Pattern BROKEN_ATTRIBUTE = Pattern.compile("[\\w-]=\"[^\"]*\\$\\{[^}\\n]*\\n");

    /// `OrderStep.SEND`, `Permission.SELL`: what such a constant means here is for the code to know.
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z]\\w*\\.[A-Z][A-Z_]*\\b");

    /// `order.state().equals("ended")`, `key().startsWith("…")`: the record says it, by a name.
    private static final Pattern CODE = Pattern.compile("\\)\\.(equals|startsWith|endsWith)\\(\"");

    @Test
    void no_template_knows_a_constant() throws IOException {
        assertThat(lines(line -> CONSTANT.matcher(line).find())).isEmpty();
    }

    @Test
    void no_template_compares_a_code() throws IOException {
        assertThat(lines(line -> CODE.matcher(line).find())).isEmpty();
    }

    @Test
    void no_line_is_wider_than_a_screen() throws IOException {
        assertThat(lines(line -> line.length() > WIDTH)).isEmpty();
    }

    @Test
    void no_expression_within_an_attribute_goes_over_a_line() throws IOException {
        assertThat(lines(line -> BROKEN_ATTRIBUTE.matcher(line + "\n").find())).isEmpty();
    }

    private interface Finding {
        boolean isIn(String line);
    }

    /// The lines in question, each with its file and number.
    private static List<String> lines(Finding finding) throws IOException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, List<String>> template : templates().entrySet()) {
            List<String> lines = template.getValue();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).startsWith("@import ") && finding.isIn(lines.get(i))) {
                    found.add(template.getKey() + ":" + (i + 1) + " "
                            + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    /// Lines by file.
    private static Map<String, List<String>> templates() throws IOException {
        Map<String, List<String>> templates = new TreeMap<>();
        Path root = Path.of("src/main/jte");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                templates.put(root.relativize(file).toString(), Files.readAllLines(file));
            }
        }
        return templates;
    }
}
