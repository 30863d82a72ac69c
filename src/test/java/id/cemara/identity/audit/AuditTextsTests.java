package id.cemara.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.registry.groups.ReviewStep;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Every action and field that the code writes into the audit trail has a text.
@WritingTest
class AuditTextsTests {

    private static final Path CODE = Path.of("src/main/java/id/cemara");

    /// An action, complete or as the end of a concatenation: `"order.read"`, `note("move-refused", …)`.
    private static final Pattern ACTION = Pattern.compile("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"");

    private static final Pattern FIELD = Pattern.compile(
            "\"([a-zA-Z]+)\",\\s*(?:new Change\\(|areas\\()|(?:Change\\.note|\\bput)\\(\\s*(?:facts|changes|personal|all),\\s*\"([a-zA-Z]+)\"");

    private static final Set<String> KINDS = Set.of(
            "account",
            "assessment",
            "complaint",
            "family-planning",
            "figures",
            "group",
            "member",
            "members",
            "officer",
            "order",
            "payment",
            "payment-destination",
            "permit",
            "photo",
            "product",
            "review",
            "shop",
            "token");

    /// Actions concatenated at run time.
    private static final List<String> MADE_UP = List.of(
            "group.merged",
            "group.unmerged",
            "group.moved",
            "group.moved-away",
            "group.move-proposed",
            "group.move-refused",
            "group.move-withdrawn",
            "payment.claimed",
            "payment.confirmed",
            "payment.taken-back",
            "payment.refunded");

    @Autowired
    private Environment environment;

    @Test
    void every_action_and_every_field_has_words_in_both_languages() throws IOException {
        Set<String> actions = new TreeSet<>(MADE_UP);
        Arrays.stream(OrderStep.values()).map(step -> "order." + step.key()).forEach(actions::add);
        Arrays.stream(ReviewStep.values()).map(step -> "group." + step.noted()).forEach(actions::add);
        Set<String> fields = new TreeSet<>();
        for (String code : audited()) {
            matches(ACTION, code).stream()
                    .filter(action -> KINDS.contains(action.replaceAll("\\..*", "")))
                    .forEach(actions::add);
            fields.addAll(matches(FIELD, code));
        }
        assertThat(actions).contains("order.listed", "order.read", "order.recorded", "member.identity-shown");
        assertThat(fields).contains("into", "corrects", "hash", "hidden", "rubric", "source", "whatsapp", "kind");
        for (String language : List.of("", "_en")) {
            Properties words = words(language);
            assertThat(actions.stream().filter(action -> !words.containsKey("audit.action." + action)))
                    .as("actions without words" + language)
                    .isEmpty();
            assertThat(fields.stream()
                            .filter(field -> words.stringPropertyNames().stream()
                                    .noneMatch(key -> key.startsWith("audit.field.") && key.endsWith("." + field))))
                    .as("fields without words" + language)
                    .isEmpty();
        }
    }

    @Test
    void a_merge_a_role_and_a_day_are_told_in_their_own_words() throws IOException {
        Properties words = words("");
        assertThat(words.getProperty("audit.field.group.merged.into")).isEqualTo("Kelompok yang berlanjut");
        Web web = Web.of(environment);
        String[] office = web.session("lebong");
        web.get("/kerja/pesanan?semua=ya", office);
        String trail = web.get("/kerja/jejak", office).text();
        assertThat(trail)
                .contains("Masuk", ">lebong, ")
                .doesNotContain("· lebong ·", "GROUP_OFFICER", ">order.listed<", ": kosong →");
        assertThat(web.get("/kerja/jejak?action=order.listed", office).text())
                .contains(
                        "<strong>Daftar pesanan dibuka</strong> <a href=\"/kerja/pesanan/", "href=\"/kerja/kelompok/");
    }

    /// The source files that write audit entries.
    private static List<String> audited() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(AuditTextsTests::read)
                    .filter(code -> code.contains("AuditEntry") || code.contains("AuditTrail"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> matches(Pattern pattern, String code) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(code);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    found.add(matcher.group(group));
                }
            }
        }
        return found;
    }

    private static Properties words(String language) throws IOException {
        var words = new Properties();
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/messages"))) {
            for (Path bundle : bundles.toList()) {
                String name = bundle.getFileName().toString().toLowerCase(Locale.ROOT);
                if (name.endsWith("_en.properties") == language.equals("_en")) {
                    try (Reader reader = Files.newBufferedReader(bundle)) {
                        words.load(reader);
                    }
                }
            }
        }
        return words;
    }
}
