package id.cemara.shell.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/// Typed values are filled into a page; the rest of the page does not change.
class FormFillerTests {

    private static final String PAGE = """
            <!doctype html><html><body><!-- <form method="post" action="/a/1"> -->
            <script>const s = "<form method='post' action='/a/1'>";</script>
            <details><summary>Lagi</summary>
            <form method="post" action="/a/1"><input type="hidden" name="id" value="7"><input name="name" value="lama">
            <input type="hidden" name="version" value="4"><button>Kirim</button></form>
            </details>
            <form method="post" action="/a/1?x=y"><input type="hidden" name="id" value="8">
            <input name="name" value="lama" required aria-describedby="name-bantu"><input type="number" name="count">
            <label><input type="checkbox" name="on" value="ya" checked> Ya</label>
            <label><input type="radio" name="way" value="a" checked> A</label><label><input type="radio" name="way" value="b"> B</label>
            <select name="kind"><option value="">Pilih</option><option value="x" selected>X</option><option>Y &amp; Z</option></select>
            <textarea name="note" rows="3">lama <b></textarea><input type="password" name="secret"><input type="file" name="photo">
            <button formaction="/b/2">Lain</button></form>
            <form method="get" action="/a/1"><input name="name"></form></body></html>
            """;

    private static String fill(String action, Map<String, List<String>> values, Map<String, String> fields) {
        return FormFiller.fill(
                        PAGE,
                        new TypedForm(action, null, values, true),
                        new FormPages.Said(
                                true,
                                List.of("Ada <yang> salah."),
                                fields,
                                "Semua tersimpan.",
                                "Sebagian tersimpan.",
                                "Ketik lagi.",
                                "Pilih berkas lagi.",
                                null))
                .orElseThrow();
    }

    @Test
    void every_kind_of_field_holds_what_was_typed() {
        String page = fill(
                "/a/1",
                Map.of(
                        "id", List.of("8"),
                        "name", List.of("\"><script>x</script>"),
                        "count", List.of("tujuh"),
                        "way", List.of("b"),
                        "kind", List.of("Y & Z"),
                        "note", List.of("baru </textarea>"),
                        "secret", List.of("rahasia")),
                Map.of());
        assertThat(page)
                .contains("name=\"name\" value=\"&#34;&gt;&lt;script&gt;x&lt;/script&gt;\" required")
                .contains("<input type=\"number\" name=\"count\" value=\"tujuh\">")
                .contains("<input type=\"checkbox\" name=\"on\" value=\"ya\"> Ya")
                .contains("value=\"a\"> A", "value=\"b\" checked> B")
                .contains("<option value=\"x\">X", "<option selected>Y &amp; Z")
                .contains("<textarea name=\"note\" rows=\"3\">\nbaru &lt;/textarea&gt;</textarea>")
                .contains("Ada &lt;yang&gt; salah.", "Pilih berkas lagi.", "role=\"alert\"")
                .contains(
                        "aria-describedby=\"secret-salah\"><small class=\"field-error\" id=\"secret-salah\">Ketik lagi.")
                .contains("Sebagian tersimpan.")
                .doesNotContain("rahasia", "<script>x", "Semua tersimpan.");
    }

    @Test
    void of_several_forms_the_one_whose_hidden_fields_were_sent_is_filled_and_its_fold_opened() {
        String page =
                fill("/a/1", Map.of("id", List.of("7"), "name", List.of("baru"), "version", List.of("3")), Map.of());
        assertThat(page)
                .contains("<details open>", "<input name=\"name\" value=\"baru\">", "Semua tersimpan.")
                .contains("name=\"version\" value=\"4\"")
                .contains("name=\"name\" value=\"lama\" required");
        assertThat(page.indexOf("Ada &lt;yang&gt;")).isLessThan(page.indexOf("</details>"));
    }

    @Test
    void a_form_is_also_that_of_its_buttons() {
        assertThat(fill("/b/2", Map.of("name", List.of("baru")), Map.of())).contains("value=\"baru\" required");
        assertThat(FormFiller.fill(
                        PAGE,
                        new TypedForm("/c", null, Map.of(), false),
                        new FormPages.Said(true, List.of(), Map.of(), "", "", "", "", null)))
                .isEmpty();
    }

    @Test
    void a_sentence_stands_beside_its_field_or_above_the_form() {
        String page = fill(
                "/a/1",
                Map.of("id", List.of("8")),
                Map.of("name", "Nama salah.", "way", "Cara salah.", "note", "Catatan salah.", "none", "Lain salah."));
        assertThat(page)
                .contains("aria-invalid=\"true\"", "aria-describedby=\"name-bantu name-salah\"")
                .contains("<small class=\"field-error\" id=\"name-salah\">Nama salah.</small>")
                .contains("A</label><small class=\"field-error\" id=\"way-salah\">Cara salah.</small>")
                .contains("</textarea><small class=\"field-error\" id=\"note-salah\">Catatan salah.</small>")
                .contains("<p>Lain salah.</p>");
        assertThat(page.split(" autofocus", -1)).hasSize(2);
    }

    @Test
    void a_form_that_could_not_be_read_stays_as_its_page_has_it() {
        assertThat(fill("/b/2", Map.of(), Map.of())).contains("value=\"ya\" checked", "value=\"lama\" required");
    }

    @Test
    void whatever_is_typed_stays_text() {
        String letters = "<>\"'&;= /abc\n-!";
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var typed = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                typed.append(letters.charAt(random.nextInt(letters.length())));
            }
            String text = typed.toString();
            String page =
                    fill("/a/1", Map.of("id", List.of("8"), "name", List.of(text), "note", List.of(text)), Map.of());
            assertThat(inputs(page))
                    .as("seed %d, typed %s", seed, text)
                    .hasSameSizeAs(inputs(PAGE))
                    .filteredOn(input -> input.attr("name").equals("name"))
                    .extracting(Element::val)
                    .contains(text);
        }
    }

    private static Elements inputs(String page) {
        return Jsoup.parse(page).select("input");
    }
}
