package id.cemara.shell;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Two windows edit the same form: the second to save is shown both versions, and overwrites nothing.
@WritingTest
class EditFormsTests {

    private static final String VILLAGE = "17.07.04.1003";

    @Autowired
    private Environment environment;

    private Web web;
    private String[] office = {};
    private String[] program = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        office = web.session("lebong");
        program = web.bearer("lebong");
    }

    /// The changes of two windows.
    ///
    /// @param label of the first window's field on the page
    private record Windows(
            String page, String action, String theirs, String theirText, String mine, String myText, String label) {}

    @Test
    void who_saves_second_erases_nothing_that_was_written_meanwhile() throws IOException {
        String group = "/kerja/kelompok/" + registered("Dua Jendela Bersama");
        String member = made(group, "anggota", "{\"name\": \"Contoh Bersama\", \"phone\": \"081234567801\"}");
        String permit = made(group, "izin", "{\"kind\": \"nib\", \"number\": \"1234567890199\"}");
        String product = group + "/produk/" + product(group);
        String photo = photo(group);
        List<Windows> forms = List.of(
                new Windows(
                        group + "/ubah",
                        group + "/ubah",
                        "note",
                        "Jalan rusak, naik motor",
                        "address",
                        "Jalan Contoh 7",
                        "Catatan"),
                new Windows(member, member, "birthDate", "1980-05-06", "phone", "081234567802", "Tanggal lahir"),
                new Windows(
                        member, member + "/tanggal", "joinedOn", "2026-11-20", "reason", "Salah tulis", "Bergabung"),
                new Windows(permit, permit, "holder", "Ibu Contoh", "issuedOn", "2026-01-02", "Atas nama"),
                new Windows(product, product, "ingredients", "Pisang, garam", "price", "13500", "Bahan"),
                new Windows(
                        group + "/toko",
                        group + "/toko",
                        "pickupHours",
                        "Senin, 08.00",
                        "welcome",
                        "Halo",
                        "Jam ambil"),
                new Windows(group + "/foto", photo, "takenOn", "2026-11-02", "caption", "Dapur bersama", "Tanggal"));
        for (Windows form : forms) {
            Map<String, String> first = opened(web.get(form.page(), office), form.action());
            Map<String, String> second = new LinkedHashMap<>(first);
            second.put(form.theirs(), form.theirText());
            if (form.action().endsWith("/tanggal")) {
                second.put("reason", "Lain");
            }
            Answer saved = web.post(form.action(), encoded(second), office);
            assertThat(saved.status()).as(form.action() + saved.text()).isEqualTo(302);

            first.put(form.mine(), form.myText());
            Answer told = web.post(form.action(), encoded(first), office);
            assertThat(told.status()).as(form.action() + " " + told.text()).isEqualTo(412);
            assertThat(told.text())
                    .as(form.action())
                    .contains("Yang tersimpan sekarang", "tidak Ibu/Bapak ubah", form.label());
            Map<String, String> again = opened(told, form.action());
            assertThat(again)
                    .as(form.action())
                    .containsEntry(form.theirs(), form.theirText())
                    .containsEntry(form.mine(), form.myText());

            Answer kept = web.post(form.action(), encoded(again), office);
            assertThat(kept.status()).as(form.action() + kept.text()).isEqualTo(302);
            Map<String, String> stored = opened(web.get(form.page(), office), form.action());
            assertThat(stored.get(form.theirs())).as(form.action()).isEqualTo(form.theirText());
            if (!form.mine().equals("reason")) {
                assertThat(stored.getOrDefault(form.mine(), "").replaceAll("^\\+62", "0"))
                        .as(form.action())
                        .isEqualTo(form.myText());
            }
        }
    }

    @Test
    void a_form_with_a_wrong_field_goes_on_saying_which_state_it_was_made_for() {
        String page = "/kerja/kelompok/" + registered("Dua Jendela Keliru") + "/ubah";
        Map<String, String> first = opened(web.get(page, office), page);
        Map<String, String> second = new LinkedHashMap<>(first);
        second.put("note", "Ditulis orang lain");
        assertThat(web.post(page, encoded(second), office).status()).isEqualTo(302);
        first.put("phone", "12");
        Answer wrong = web.post(page, encoded(first), office);
        assertThat(wrong.status()).isEqualTo(422);
        Map<String, String> again = opened(wrong, page);
        again.put("phone", "");
        Answer told = web.post(page, encoded(again), office);
        assertThat(told.status()).isEqualTo(412);
        assertThat(opened(told, page)).containsEntry("note", "Ditulis orang lain");
    }

    @Test
    void only_who_sent_a_file_is_asked_to_choose_it_again() {
        String permits = "/kerja/kelompok/" + registered("Berkas Dipilih Lagi") + "/izin";
        for (String file : List.of("izin.png", "")) {
            Answer wrong = web.upload(permits, office, file, new byte[0], "kind", "nib", "number", "salah");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text()).contains("name=\"file\"", "value=\"salah\"");
            assertThat(wrong.text().contains("Berkas yang dipilih belum ikut tersimpan"))
                    .as("sent '%s'", file)
                    .isEqualTo(!file.isEmpty());
        }
    }

    /// Forms with a version but without stored values: a single button, or a reason.
    private static final Set<String> STEPS = Set.of(
            "assessment/form.jte",
            "market/buying/order.jte",
            "market/desk/reasoned.jte",
            "market/desk/step.jte",
            "market/feedback/complaint.jte",
            "market/feedback/reviews.jte",
            "payment/destination.jte",
            "payment/reason.jte",
            "permit/form.jte",
            "registry/moves/form.jte",
            "registry/moves/move.jte",
            "registry/public-changes.jte",
            "registry/work-member-form.jte",
            "registry/work-members.jte",
            "registry/work-status.jte",
            "registry/work-step.jte",
            "shell/opened.jte");

    @Test
    void every_form_that_edits_carries_along_what_it_showed() throws IOException {
        Set<String> plain = new TreeSet<>();
        Path root = Path.of("src/main/jte");
        try (Stream<Path> templates = Files.walk(root)) {
            for (Path template :
                    templates.filter(path -> path.toString().endsWith(".jte")).toList()) {
                if (Files.readString(template).contains("name=\"version\"")) {
                    plain.add(root.relativize(template).toString().replace('\\', '/'));
                }
            }
        }
        assertThat(plain).isEqualTo(new TreeSet<>(STEPS));
    }

    private String registered(String name) {
        Answer made = web.postJson(
                "/api/v1/groups",
                "{\"name\": \"%s\", \"village\": \"%s\", \"sector\": \"home-industry\", \"kind\": \"chips\"}"
                        .formatted(name, VILLAGE),
                program);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().get("number").asString();
    }

    /// @return the page of the new object
    private String made(String group, String what, String json) {
        String api = "/api/v1/groups/" + group.replaceAll(".*/", "") + (what.equals("izin") ? "/permits" : "/members");
        Answer made = web.postJson(api, json, program);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return group + '/' + what + '/' + made.header("Location").replaceAll(".*/", "");
    }

    private String product(String group) {
        Answer made = web.postJson(
                "/api/v1/products",
                "{\"group\": \"%s\", \"name\": \"Keripik Dua Jendela\", \"unit\": \"bungkus\", \"category\": \"snacks\", \"price\": 12500}"
                        .formatted(group.replaceAll(".*/", "")),
                program);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().get("slug").asString();
    }

    private String photo(String group) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
        Answer sent = web.upload(
                group + "/foto", office, "foto.png", bytes.toByteArray(), "caption", "Dapur", "agreed", "yes");
        assertThat(sent.status()).as(sent.text()).isEqualTo(302);
        return Jsoup.parse(web.get(group + "/foto", office).text()).select("form").stream()
                .map(form -> form.attr("action"))
                .filter(action -> action.startsWith(group + "/foto/") && !action.endsWith("/hapus"))
                .findFirst()
                .orElseThrow();
    }

    /// The fields of an untouched form, as a browser would send them.
    private static Map<String, String> opened(Answer answer, String action) {
        Element form = Jsoup.parse(answer.text()).select("form").stream()
                .filter(each -> action.equals(each.attr("action")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form for " + action + " in " + answer.text()));
        Map<String, String> values = new LinkedHashMap<>();
        for (Element field : form.select("[name]:not([type=file])")) {
            String name = field.attr("name");
            switch (field.normalName()) {
                case "textarea" -> values.put(name, field.wholeText().strip());
                case "select" ->
                    values.put(name, field.select("option[selected]").attr("value"));
                case "input" -> {
                    boolean isChoice = Set.of("checkbox", "radio").contains(field.attr("type"));
                    if (!isChoice || field.hasAttr("checked")) {
                        values.put(name, field.attr("value"));
                    }
                }
                default -> {}
            }
        }
        return values;
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
