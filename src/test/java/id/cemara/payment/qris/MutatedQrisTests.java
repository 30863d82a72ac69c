package id.cemara.payment.qris;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.payment.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Codes damaged by typing, cutting or pasting. A 16-bit CRC detects every error within two bytes, so
/// replacing a character of one or two UTF-8 bytes is always detected. Errors within three bytes, as in
/// Chinese characters, are accepted by chance in about one of 65,536 cases, by every reader.
class MutatedQrisTests {

    private static final List<String> WHOLE =
            List.of(Vectors.A, Vectors.B, Vectors.C, Vectors.D, Vectors.STATIC, Vectors.DYNAMIC);

    private static final String ALPHABET = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
            + "abcdefghijklmnopqrstuvwxyz{|}~\n\té";

    @Test
    void no_single_substitution_cut_or_insertion_is_ever_accepted() {
        List<String> accepted = new ArrayList<>();
        for (String whole : WHOLE) {
            for (int at = 0; at <= whole.length(); at++) {
                if (at < whole.length()) {
                    note(whole.substring(0, at) + whole.substring(at + 1), accepted);
                    note(whole.substring(0, at), accepted);
                    note(whole.substring(at + 1), accepted);
                }
                for (int i = 0; i < ALPHABET.length(); i++) {
                    char other = ALPHABET.charAt(i);
                    note(whole.substring(0, at) + other + whole.substring(at), accepted);
                    if (at < whole.length() && whole.charAt(at) != other) {
                        note(whole.substring(0, at) + other + whole.substring(at + 1), accepted);
                    }
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void no_letter_of_two_bytes_is_accepted_for_another() {
        String whole = ReadingQrisTests.sealed(Vectors.A.replace("最佳运输", "éüñç"));
        assertThat(QrisReader.read(whole)).isInstanceOf(QrisReading.Whole.class);
        List<String> accepted = new ArrayList<>();
        for (char one : "éüñç".toCharArray()) {
            for (char other = 0x80; other < 0x800; other++) {
                if (other != one) {
                    note(whole.replace(one, other), accepted);
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void a_letter_of_three_bytes_for_another_is_accepted_only_where_a_second_reader_agrees() {
        List<String> accepted = new ArrayList<>();
        for (char one : "最佳运输".toCharArray()) {
            for (int other = 0x800; other < 0xFFFF; other++) {
                if (other != one) {
                    note(Vectors.A.replace(one, (char) other), accepted);
                }
            }
        }
        assertThat(accepted).contains(Vectors.A.replace('最', '\u7321')).hasSizeLessThan(10);
        assertThat(accepted).allMatch(OtherReader::isSound);
    }

    @Test
    void any_other_mutation_is_accepted_only_where_a_second_reader_agrees() {
        var chance = new SplittableRandom(20_260_505);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            String text = mutated(WHOLE.get(chance.nextInt(WHOLE.size())), chance);
            if (QrisReader.read(text) instanceof QrisReading.Whole && !OtherReader.isSound(text)) {
                wrong.add(text);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void note(String text, List<String> accepted) {
        if (QrisReader.read(text) instanceof QrisReading.Whole) {
            accepted.add(text);
        }
    }

    /// One to four changes. Half of the texts get a valid checksum again, so that the structure is tested
    /// as well.
    private static String mutated(String whole, SplittableRandom chance) {
        var text = new StringBuilder(whole);
        int changes = chance.nextInt(1, 5);
        for (int i = 0; i < changes && text.length() > 8; i++) {
            int at = chance.nextInt(text.length());
            int to = at + chance.nextInt(1, 6);
            switch (chance.nextInt(7)) {
                case 0 -> text.setCharAt(at, chance.nextInt(20) == 0 ? '最' : letter(chance));
                case 1 -> text.delete(at, Math.min(to, text.length()));
                case 2 -> text.insert(at, letter(chance));
                case 3 -> text.insert(at, text.substring(at, Math.min(to, text.length())));
                case 4 -> text.setLength(at);
                case 5 -> text.setCharAt(at, (char) chance.nextInt(0x10000));
                default -> {
                    char one = text.charAt(at);
                    int other = chance.nextInt(text.length());
                    text.setCharAt(at, text.charAt(other));
                    text.setCharAt(other, one);
                }
            }
        }
        String mutated = text.toString();
        return chance.nextBoolean() && mutated.length() > 8 ? ReadingQrisTests.sealed(mutated) : mutated;
    }

    private static char letter(SplittableRandom chance) {
        return ALPHABET.charAt(chance.nextInt(ALPHABET.length()));
    }
}
