package id.cemara;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases.Content;
import id.cemara.Web.Answer;
import id.cemara.market.buying.Shopper;
import id.cemara.platform.DatabaseAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A refused form comes back on its page with the typed values and the reason. The forms are found by
/// following links in several roles.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RefusedFormsTests.OnItsOwnSample.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedFormsTests {

    /// A sample of its own, because the available forms depend on pending decisions.
    static final class OnItsOwnSample extends OnTestDatabase {

        OnItsOwnSample() {
            super(Content.SAMPLE);
        }
    }

    private static final List<String> WALKERS =
            List.of("petugas-lebong", "lebong", "provinsi", "nasional", "admin", "cemara-indah");
    private static final int MOST_OF_A_KIND = 3;
    private static final String TYPED = "isian-uji";
    private static final String ALL_KEPT = "Isian lain tetap tersimpan di halaman ini.";

    /// Addresses without fields that could be invalid, or without a form on a page.
    private static final Set<String> NOTHING_TYPED = Set.of(
            // The passkey script sends JSON.
            "/kerja/akun/saya/kunci",
            "/kerja/akun/saya/kunci/pilihan",
            "/masuk/kunci",
            "/masuk/kunci/pilihan",
            // Answers failed log-ins; the form itself is sent to /masuk.
            "/masuk/gagal",
            // A single button each.
            "/kerja/akun/saya/keluar",
            "/kerja/akun/saya/kunci/{id}/hapus",
            "/kerja/akun/saya/token/{token}/cabut",
            "/kerja/akun/{username}/kunci/{key}/hapus",
            "/bahasa");

    /// Forms that appear only in a state that the sample does not contain. Add a new form here, or create
    /// its state in [#something_to_decide].
    private static final Set<String> NOT_IN_THIS_STATE = Set.of(
            "/kerja/akun/{username}/aktif",
            "/kerja/ganda/{id}/gabungan/batal",
            "/kerja/gerbang-bayar/{id}/selesai",
            "/kerja/gerbang-bayar/{id}/tanya",
            "/kerja/perubahan/{id}/benar",
            "/kerja/perubahan/{id}/kembalikan",
            "/kerja/pindah/{id}/tarik",
            "/kerja/pindah/{id}/terima",
            "/kerja/pindah/{id}/tolak",
            "/kerja/impor/{id}/batal",
            "/kerja/impor/{id}/kolom",
            "/kerja/impor/{id}/simpan",
            "/kerja/kelompok/{number}/foto/{id}",
            "/kerja/kelompok/{number}/foto/{id}/hapus",
            "/kerja/kelompok/{number}/produk/{slug}/foto/{id}",
            "/kerja/kelompok/{number}/produk/{slug}/foto/{id}/hapus",
            "/kerja/kelompok/{number}/toko/kurir/hapus",
            "/kerja/kelompok/{number}/toko/ongkir/hapus",
            "/kerja/ulasan/{id}/tampilkan",
            "/pesanan/{code}/bayar",
            "/pesanan/{code}/halaman-bayar",
            "/pesanan/{code}/keluhan/{deed}",
            "/pesanan/{code}/ulasan",
            "/undangan/{link}");

    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern CONTROL =
            Pattern.compile("<(input|select|textarea|button)\\b((?:[^>\"]|\"[^\"]*\")*+)>(?:([^<]*)</textarea>)?");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");
    private static final Pattern LINK = Pattern.compile("href=\"(/kerja[^\"#]*)");

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private Web web;

    /// A form found on a page.
    ///
    /// @param kinds of its fields, by name
    /// @param kept values of hidden fields, buttons and boxes
    private record Found(
            String page, String action, boolean isUpload, Map<String, String> kinds, Map<String, String> kept) {

        boolean isTyped() {
            return !kinds.isEmpty();
        }

        Map<String, String> wrong() {
            Map<String, String> all = new LinkedHashMap<>(kept);
            kinds.forEach((name, kind) -> all.put(
                    name,
                    switch (kind) {
                        case "number", "date", "month", "time" -> TYPED;
                        case "select" -> "tidak-ada";
                        case "password" -> "x";
                        default -> TYPED + "<\"&'>" + "z".repeat(5_000);
                    }));
            return all;
        }

        /// The fields whose typed text is missing in that form.
        List<String> lostIn(String form) {
            List<String> lost = new ArrayList<>();
            Matcher controls = CONTROL.matcher(form);
            while (controls.find()) {
                Map<String, String> control = attributes(controls.group(2));
                String kind = kinds.getOrDefault(control.getOrDefault("name", ""), "select");
                String shown = controls.group(1).equals("textarea") ? controls.group(3) : control.get("value");
                if (!kind.equals("select") && (shown == null || !shown.contains(TYPED))) {
                    lost.add(control.get("name"));
                }
            }
            return lost;
        }

        boolean showsTyped() {
            return kinds.values().stream()
                    .anyMatch(kind -> !Set.of("select", "password", "file").contains(kind));
        }
    }

    @BeforeAll
    void caller() {
        web = Web.of(environment);
    }

    @Test
    void come_back_filled_in_with_a_sentence() throws SQLException {
        something_to_decide();
        List<String> wrong = new ArrayList<>();
        Set<String> tried = new TreeSet<>();
        for (String walker : WALKERS) {
            String[] session = web.session(walker);
            for (Map.Entry<String, Found> form : walk(session).entrySet()) {
                if (tried.add(form.getKey()) && form.getValue().isTyped()) {
                    send(form.getValue(), session, true).ifPresent(told -> wrong.add(walker + ": " + told));
                    send(form.getValue(), session, false)
                            .ifPresent(told -> wrong.add(walker + ", without a word of the page: " + told));
                }
            }
        }
        tried.addAll(ofBuyers(wrong));
        assertThat(wrong).isEmpty();
        Set<String> untried = posts();
        untried.removeAll(tried);
        untried.removeAll(NOTHING_TYPED);
        untried.removeAll(NOT_IN_THIS_STATE);
        assertThat(untried).as("forms that nobody found").isEmpty();
    }

    @Test
    void an_error_below_the_work_space_has_its_layout() {
        String[] session = web.session("petugas-lebong");
        for (String path :
                List.of("/kerja/tidak-ada", "/kerja/kelompok/17.07-9999", "/kerja/perlindungan-konsumen/x")) {
            Answer answer = web.get(path, session);
            assertThat(answer.status()).as(path).isBetween(400, 499);
            assertThat(answer.text()).as(path).contains("class=\"wrap work-space\"", "action=\"/keluar\"");
        }
        assertThat(web.get("/tidak-ada", session).text()).doesNotContain("work-space");
    }

    @Test
    void a_language_chosen_on_a_refused_form_leads_to_a_page() {
        for (String post : posts()) {
            String back = post.replaceAll("[{][^}]*[}]", "17.07-0001");
            Answer chosen = web.post("/bahasa", "language=id&back=" + back, "Origin", web.address());
            String page = chosen.header("Location");
            assertThat(matching(page, RequestMethod.GET))
                    .as(back + " -> " + page)
                    .isPresent();
        }
    }

    @Test
    void a_form_of_another_site_is_filled_in_for_nobody() {
        String[] session = web.session("lebong");
        session[3] = "https://contoh.id";
        Answer answer = web.post("/kerja/akun/petugas-lebong/cakupan", "areas=" + TYPED, session);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain(TYPED);
    }

    /// Creates pending decisions for every role.
    private void something_to_decide() throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct("barang-uji-isian").of("wanita-mandiri").onHand(50).insert(owner);
            aProduct("barang-uji-isian-dua").of("wanita-mandiri").onHand(50).insert(owner);
        }
    }

    private Optional<String> send(Found form, String[] session, boolean tellsPage) {
        List<String> headers = new ArrayList<>(Arrays.asList(session));
        if (tellsPage) {
            headers.addAll(List.of("Referer", web.address() + form.page()));
        }
        String[] all = headers.toArray(String[]::new);
        Map<String, String> fields = form.wrong();
        Answer answer;
        if (form.isUpload()) {
            answer = web.upload(
                    form.action(),
                    all,
                    "",
                    new byte[0],
                    fields.entrySet().stream()
                            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                            .toArray(String[]::new));
        } else {
            answer = web.post(form.action(), encoded(fields), all);
        }
        return complaint(form, answer);
    }

    private static Optional<String> complaint(Found form, Answer answer) {
        String about = form.page() + " -> " + form.action() + " " + answer.status() + " ";
        if (answer.status() < 400 || answer.status() > 499) {
            return Optional.of(about + "is not refused, Location " + answer.header("Location"));
        }
        String page = answer.text();
        Optional<String> again = FORM.matcher(page)
                .results()
                .map(found -> found.group())
                .filter(found -> found.contains("action=\"" + form.action()))
                .filter(found -> !form.showsTyped() || found.contains(TYPED))
                .findFirst();
        if (again.isEmpty()) {
            return Optional.of(about
                    + (page.contains(form.action() + "\"") ? "has the form without what was typed" : "has no form"));
        }
        if (!page.contains("role=\"alert\"") && !page.contains("field-error")) {
            return Optional.of(about + "does not say why");
        }
        List<String> lost = form.lostIn(again.get());
        if (page.contains(ALL_KEPT) && !lost.isEmpty()) {
            return Optional.of(about + "says that all was kept, without " + lost);
        }
        if (form.action().startsWith("/kerja") && !page.contains("class=\"wrap work-space\"")) {
            return Optional.of(about + "has another layout");
        }
        return Optional.empty();
    }

    /// The forms behind the links of the work space, by address pattern.
    private Map<String, Found> walk(String[] session) {
        Map<String, Found> forms = new TreeMap<>();
        Map<String, Integer> seen = new HashMap<>();
        Set<String> known = new LinkedHashSet<>(List.of("/kerja"));
        Deque<String> next = new ArrayDeque<>(known);
        while (!next.isEmpty()) {
            String page = next.poll();
            String kind = pattern(page, RequestMethod.GET);
            if (seen.merge(kind, 1, Integer::sum) > MOST_OF_A_KIND) {
                continue;
            }
            Answer answer = web.get(page, session);
            if (answer.status() != 200 || !answer.header("Content-Type").startsWith("text/html")) {
                continue;
            }
            forms(page, answer.text()).forEach(form -> {
                String pattern = pattern(form.action(), RequestMethod.POST);
                forms.merge(pattern, form, (one, other) -> one.isTyped() ? one : other);
            });
            Matcher links = LINK.matcher(answer.text());
            while (links.find()) {
                String link = links.group(1).replace("&amp;", "&");
                if (!link.contains("format=") && known.add(link)) {
                    next.add(link);
                }
            }
        }
        return forms;
    }

    private static List<Found> forms(String page, String html) {
        List<Found> forms = new ArrayList<>();
        Matcher found = FORM.matcher(html);
        while (found.find()) {
            String form = found.group();
            Map<String, String> attributes = attributes(form.substring(0, form.indexOf('>')));
            if (!"post".equals(attributes.get("method"))) {
                continue;
            }
            Map<String, String> kinds = new LinkedHashMap<>();
            Map<String, String> kept = new LinkedHashMap<>();
            Set<String> actions = new LinkedHashSet<>(List.of(attributes.getOrDefault("action", page)));
            Matcher controls = CONTROL.matcher(form);
            while (controls.find()) {
                Map<String, String> control = attributes(controls.group(2));
                String name = control.get("name");
                Optional.ofNullable(control.get("formaction")).ifPresent(actions::add);
                String type =
                        controls.group(1).equals("input") ? control.getOrDefault("type", "text") : controls.group(1);
                if (name == null || control.containsKey("disabled")) {
                    continue;
                }
                switch (type) {
                    case "hidden", "checkbox", "radio" -> kept.putIfAbsent(name, control.getOrDefault("value", "on"));
                    case "button", "submit", "file" -> {}
                    default -> kinds.put(name, type);
                }
            }
            for (String action : actions) {
                forms.add(
                        new Found(page, action, "multipart/form-data".equals(attributes.get("enctype")), kinds, kept));
            }
        }
        return forms;
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            attributes.put(
                    attribute.group(1),
                    Optional.ofNullable(attribute.group(2)).orElse("").replace("&amp;", "&"));
        }
        return attributes;
    }

    private String pattern(String address, RequestMethod method) {
        return matching(address, method).orElse(address);
    }

    private Optional<String> matching(String address, RequestMethod method) {
        PathContainer path = PathContainer.parsePath(address.split("[?#]")[0]);
        return mapping.getHandlerMethods().keySet().stream()
                .filter(info -> info.getMethodsCondition().getMethods().contains(method))
                .map(RequestMappingInfo::getPathPatternsCondition)
                .filter(Objects::nonNull)
                .flatMap(condition -> condition.getPatterns().stream())
                .filter(pattern -> pattern.matches(path))
                .sorted()
                .map(Object::toString)
                .findFirst();
    }

    /// The patterns of page addresses that accept POST.
    private Set<String> posts() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("id.cemara"))
                .filter(entry ->
                        entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
                .flatMap(entry -> entry.getKey().getPatternValues().stream())
                .filter(pattern -> !pattern.startsWith("/api/") && !pattern.startsWith("/example"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The forms for buyers, from product to order.
    private Set<String> ofBuyers(List<String> wrong) {
        var buyer = new Shopper(web);
        Set<String> tried = new TreeSet<>();
        String code = buyer.buys("barang-uji-isian", "wanita-mandiri", 1);
        buyer.add("barang-uji-isian-dua", 2);
        for (String page : List.of("/pasar/barang-uji-isian", "/keranjang", "/keranjang/pesan", "/pesanan/" + code)) {
            for (Found form : forms(page, buyer.get(page).text())) {
                String pattern = pattern(form.action(), RequestMethod.POST);
                if (form.isTyped() && tried.add(pattern)) {
                    String[] fields = form.wrong().entrySet().stream()
                            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                            .toArray(String[]::new);
                    Answer answer = form.isUpload()
                            ? buyer.upload(form.action(), "", new byte[0], fields)
                            : buyer.post(form.action(), fields);
                    complaint(form, answer).ifPresent(told -> wrong.add("a buyer: " + told));
                }
            }
        }
        return tried;
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
