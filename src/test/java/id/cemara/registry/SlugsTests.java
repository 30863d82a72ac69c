package id.cemara.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Mawar Putih II, mawar-putih-ii",
                "Ma'ruf & Café (Łódź), maruf-cafe-lodz",
                "مجموعة النور, kelompok-17-07-0012",
                "Кафе 5, kelompok-17-07-0012",
                "..., kelompok-17-07-0012"
            })
    void a_name_without_latin_letters_is_read_by_its_number(String name, String slug) {
        assertThat(Slugs.of(name, "kelompok", "17.07-0012")).isEqualTo(slug);
    }
}
