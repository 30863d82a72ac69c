package id.cemara.registry.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Normalisation of names and phone numbers for comparison.
class NormalNameTests {

    private static Connection owner;

    @BeforeAll
    static void connect() throws SQLException {
        owner = TestDatabases.owner(Content.EMPTY);
    }

    @AfterAll
    static void disconnect() throws SQLException {
        owner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mawar Putih",
                "KELOMPOK UPPKS MAWAR PUTIH",
                "UPPKA \"Mawar Putih\"",
                "U.P.P.K.S. Mawar Putih",
                "Poktan Mawar-Putih",
                "Klp. Mawar  Putih",
                "Kelompok Usaha Mawar Putih",
                "Ibu Hj. Mawar Putih",
                "Ibu-ibu Mawar Putih",
                "Dra. Mawar Putih, S.Pd.",
                "Maawar Poetih",
                "Usaha Peningkatan Pendapatan Keluarga Sejahtera Mawar Putih",
                "Usaha Peningkatan Pendapatan Keluarga Akseptor (UPPKA) Mawar Putih"
            })
    void the_same_name_in_many_spellings_is_one(String written) throws SQLException {
        assertThat(normal(written)).isEqualTo("mawar putih");
    }

    @ParameterizedTest
    @CsvSource({
        "Sumber Jaya, Soember Djaja",
        "Cahaya Fajar, Tjahaja Fadjar",
        "Syukur Rezeki, Sukur Rejeki",
        "Khadijah, Kadijah",
        "Fitri Novita, Pitri Nopita",
        "Barokkah, Barokah",
        "Mawar II, Mawar 2",
        "Mawar 02, Mawar Dua",
        "Sehati No. 3, Sehati No III",
        "Se'ase Seijean, Sease Seijean"
    })
    void spellings_of_before_1972_and_letters_heard_alike_are_one(String one, String other) throws SQLException {
        assertThat(normal(one)).isEqualTo(normal(other));
    }

    @ParameterizedTest
    @CsvSource({
        "Mawar 1, Mawar 2",
        "Mawar, Mawar II",
        "Mawar A, Mawar B",
        "Mawar Putih, Mawar Merah",
        "Karya Ibu, Karya Wanita",
        "Ibu Sri, Ibu Sari"
    })
    void other_names_and_other_numbers_stay_apart(String one, String other) throws SQLException {
        assertThat(normal(one)).isNotEqualTo(normal(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kelompok", "Ibu", "UPPKS", "---", "I", "7", "Hj. Ibu", "№ ☺", "Ḿáẃ"})
    void a_name_of_nothing_but_such_words_is_no_error(String written) throws SQLException {
        assertThat(normal(written)).isNotNull();
    }

    @Test
    void the_normal_form_of_any_text_is_short_plain_and_its_own_normal_form_up_to_letters() throws SQLException {
        var random = new Random(7);
        List<String> parts = List.of(
                "Kelompok ",
                "UPPKS ",
                "Ibu ",
                "Mawar ",
                "oe",
                "dj",
                "II ",
                "2",
                " ",
                ".",
                "é",
                "aa",
                "sy",
                "X ",
                "'",
                "B",
                "Z");
        for (int i = 0; i < 500; i++) {
            var text = new StringBuilder();
            for (int part = random.nextInt(8); part >= 0; part--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            String normal = normal(text.toString());
            assertThat(normal).as("%s", text).matches("([a-z0-9]+( [a-z0-9]+)*)?( ?#[a-z0-9]+( [a-z0-9]+)*)?");
            assertThat(normal(text + " ")).isEqualTo(normal);
            assertThat(normal(text.toString().toUpperCase(java.util.Locale.ROOT)))
                    .isEqualTo(normal);
            assertThat(normal("  " + text)).isEqualTo(normal);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0812 3456-789", "62812 3456 789", "+62 812 3456789", "+62 (0)812-3456-789", "0062812 3456789"})
    void a_telephone_number_is_one_however_it_is_written(String written) throws SQLException {
        assertThat(text("select registry.phone_key(?)", written)).isEqualTo("628123456789");
    }

    private static String normal(String name) throws SQLException {
        return text("select registry.normal_name(?)", name);
    }

    private static String text(String sql, String value) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
