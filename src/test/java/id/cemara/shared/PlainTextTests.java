package id.cemara.shared;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The normalisation of texts is the same in Java and in the database.
class PlainTextTests {

    private static final long SEED = 17;

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Bu.Sri  Rejeki| bu sri rejeki",
                "Kopi/Teh (Mandiri) & Co.| kopi teh mandiri co",
                "D’Anggrek Ungu| danggrek ungu",
                "Ma'ruf, Maʿruf| maruf maruf",
                "CAFÉ MÁDU| cafe madu",
                "Straße Łódź Æon| strasse lodz aeon",
                "ﬁlm № ① １２| film no 1 12",
                "Sari-Rasa_Lebong| sari rasa lebong",
                "ΟΔΟΣ οδός| οδοσ οδοσ",
                "부산 か\u3099| 부산 が",
                "...| ''"
            })
    void letters_and_digits_stay_and_all_else_is_a_blank(String written, String plain) throws SQLException {
        String expected = plain.equals("''") ? "" : plain;
        assertThat(PlainText.of(written)).isEqualTo(expected);
        assertThat(inDatabase(List.of(written))).containsExactly(expected);
    }

    @Test
    void an_accent_and_its_letter_are_found_as_one_sign_or_two() {
        assertThat(PlainText.of(Normalizer.normalize("Café Mádu", Form.NFD))).isEqualTo("cafe madu");
    }

    @Test
    void the_database_and_the_program_agree_on_every_code_point() throws SQLException {
        List<String> written = new ArrayList<>();
        var piece = new StringBuilder();
        for (int letter = 1; letter <= Character.MAX_CODE_POINT; letter++) {
            if (letter < Character.MIN_SURROGATE || letter > Character.MAX_SURROGATE) {
                piece.append('x').appendCodePoint(letter).append("y|");
            }
            if (letter % 512 == 0 || letter == Character.MAX_CODE_POINT) {
                written.add(piece.toString());
                piece.setLength(0);
            }
        }
        assertAgreement(written);
    }

    @Test
    void they_agree_on_random_texts_and_a_plain_text_stays_as_it_is() throws SQLException {
        String signs =
                "aAbzZ01 9.'’´`-/&()éÉe\u0301\u0323n\u0303İıŁßẞœΣσςΆ\u1100\u1161\u11a8각か\u3099ｶﾞ\u0931\u093c\u094d٣½²ﷺ㎒ŉ\u200d\u00ad\ufeff😀𝟙𝒜";
        int[] letters = signs.codePoints().toArray();
        var random = new Random(SEED);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(1, 12); length > 0; length--) {
                text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            written.add(text.toString());
        }
        assertAgreement(written);
        for (String text : written) {
            String plain = PlainText.of(text);
            assertThat(PlainText.of(plain)).as("seed %d: %s", SEED, text).isEqualTo(plain);
        }
    }

    private static void assertAgreement(List<String> written) throws SQLException {
        List<String> inDatabase = inDatabase(written);
        for (int i = 0; i < written.size(); i++) {
            assertThat(PlainText.of(written.get(i)))
                    .as("number %d of seed %d", i, SEED)
                    .isEqualTo(inDatabase.get(i));
        }
    }

    private static List<String> inDatabase(List<String> written) throws SQLException {
        try (var statement = owner.prepareStatement("select platform.plain(t.text)"
                + " from unnest(?::text[]) with ordinality as t (text, position) order by t.position")) {
            statement.setArray(1, owner.createArrayOf("text", written.toArray()));
            List<String> plain = new ArrayList<>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    plain.add(row.getString(1));
                }
            }
            return plain;
        }
    }
}
