package id.cemara.payment.qris;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.shared.Money;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Properties of all derived codes and of all parsed texts.
class QrisPropertiesTests {

    private static final String NAME_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ .-&'0123456789";
    private static final String REFERENCE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    @Test
    void what_is_made_is_read_back_whole_with_amount_reference_and_merchant() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String name = name(random);
            String city = name(random);
            long amount = amount(random);
            String reference = text(random, REFERENCE_CHARACTERS, 1, 25);
            String of = "seed %d: %s, %s, %d, %s".formatted(seed, name, city, amount, reference);

            String text = StaticCode.sealed(body(name, city));
            StaticCode own = ReadingQrisTests.fit(text);
            IssuedCode issued = own.forOnePayment(new Money(amount), reference);
            QrisCode code = ReadingQrisTests.read(issued.text()).orElseThrow();
            assertThat(code.isDynamic()).as(of).isTrue();
            assertThat(code.amount()).as(of).isEqualTo(Long.toString(amount));
            assertThat(code.reference()).as(of).isEqualTo(reference);
            assertThat(code.nmid()).as(of).contains(own.nmid());
            assertThat(name).as(of).startsWith(code.merchantName());
            assertThat(code.merchantName()).as(of).hasSizeLessThanOrEqualTo(25);
            assertThat(code.city()).as(of).hasSizeLessThanOrEqualTo(15);
            assertThat(OtherReader.isSound(issued.text())).as(of).isTrue();
            assertThat(own.code().text()).as(of).isEqualTo(text);
        }
    }

    @Test
    void no_text_makes_the_reader_fail() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            String text = anyText(random);
            assertThat(QrisReader.read(text)).as("seed %d", seed).isInstanceOf(QrisReading.Broken.class);
            assertThat(QrisReader.read("000201" + text)).as("seed %d", seed).isInstanceOf(QrisReading.Broken.class);
            assertThat(QrisReader.read(StaticCode.sealed("000201" + text)))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    /// Amounts of all magnitudes with equal frequency, the limits included.
    private static long amount(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> 1;
            case 1 -> 9_999_999_999_999L;
            default -> random.nextLong(1, (long) Math.pow(10, 1 + random.nextInt(13)));
        };
    }

    private static String name(Random random) {
        return "K" + text(random, NAME_CHARACTERS, 1, 44).stripTrailing();
    }

    private static String text(Random random, String characters, int shortest, int longest) {
        int length = random.nextInt(shortest, longest + 1);
        return random.ints(length, 0, characters.length())
                .map(characters::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// At most 700 UTF-16 units: half of the texts only digits and letters, the others from the whole range
    /// including lone surrogates.
    private static String anyText(Random random) {
        if (random.nextBoolean()) {
            return text(random, REFERENCE_CHARACTERS, 0, 700);
        }
        var text = new StringBuilder();
        for (int length = random.nextInt(701); length > 0; length--) {
            text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }

    private static String body(String name, String city) {
        return "00020101021126660013ID.CONTOH.WWW0119936000000000000000002150000000000000010303UMI51440014ID.CO.QRIS.WWW"
                + "0215ID00000000000000303UMI5204549953033605802ID"
                + new Field(59, name).text() + new Field(60, city).text();
    }
}
