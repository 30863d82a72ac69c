package id.cemara.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Labels of figures on pages.
@CemaraTest
class FiguresOnPagesTests {

    private static final Pattern CARD = Pattern.compile("<div class=\"figure-card\">.*?</div>", Pattern.DOTALL);

    @Autowired
    private Environment environment;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/statistik", "/wilayah/17", "/wilayah/17.07"})
    void every_figure_says_its_day_and_what_is_counted_over_time_says_its_period(String page) {
        List<String> cards = CARD.matcher(Web.of(environment).get(page).text())
                .results()
                .map(card -> card.group().replaceAll("\\s+", " "))
                .toList();
        assertThat(cards).hasSizeGreaterThan(4).allMatch(card -> card.contains("Dihitung Cemara "));
        assertThat(cards)
                .filteredOn(card -> card.contains("Penjualan (Rp)") || card.contains("Pesanan dibayar"))
                .hasSize(2)
                .allMatch(card -> card.contains("Dihitung Cemara dari 1 Januari 2026 sampai 24 November 2026."));
        assertThat(cards)
                .filteredOn(card -> card.contains("laporan keadaan"))
                .allMatch(card -> card.contains("laporan keadaan 31 Desember 2020"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/statistik", "/wilayah/17", "/wilayah/17.07.04.1003"})
    void an_english_page_says_in_english_where_in_its_source_a_figure_stands(String page) {
        assertThat(Web.of(environment).get(page, "Cookie", "bahasa=en-GB").text())
                .doesNotContain("Laporan hanya menyebut")
                .containsPattern("paragraph \\d+, sentence \\d+")
                .doesNotContainPattern("(?i)(paragraf|kalimat) \\d");
    }

    @Test
    void an_indonesian_page_says_it_as_the_source_has_it() {
        assertThat(Web.of(environment).get("/statistik").text()).containsPattern("paragraf \\d+, kalimat \\d+");
    }
}
