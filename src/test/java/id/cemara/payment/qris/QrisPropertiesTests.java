package id.cemara.payment.qris;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/// What holds of every code that is made, and of every text that is read.
class QrisPropertiesTests {

    @Property(tries = 2000, seed = "20260505")
    void what_is_made_is_read_back_whole_with_amount_reference_and_merchant(
            @ForAll("names") String name,
            @ForAll("names") String city,
            @ForAll @LongRange(min = 1, max = 9_999_999_999_999L) long amount,
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 25) String reference) {
        String text = StaticCode.sealed(body(name, city));
        StaticCode own = ReadingQrisTests.fit(text);
        IssuedCode issued = own.forOnePayment(amount, reference);
        QrisCode code = ReadingQrisTests.read(issued.text()).orElseThrow();
        assertThat(code.isDynamic()).isTrue();
        assertThat(code.amount()).isEqualTo(Long.toString(amount));
        assertThat(code.reference()).isEqualTo(reference);
        assertThat(code.nmid()).contains(own.nmid());
        assertThat(name).startsWith(code.merchantName());
        assertThat(code.merchantName()).hasSizeLessThanOrEqualTo(25);
        assertThat(code.city()).hasSizeLessThanOrEqualTo(15);
        assertThat(OtherReader.isSound(issued.text())).isTrue();
        assertThat(own.code().text()).isEqualTo(text);
    }

    @Property(tries = 5000, seed = "20260506")
    void no_text_makes_the_reader_fail(@ForAll @StringLength(max = 700) String text) {
        assertThat(QrisReader.read(text)).isInstanceOf(QrisReading.Broken.class);
        assertThat(QrisReader.read("000201" + text)).isInstanceOf(QrisReading.Broken.class);
        QrisReader.read(StaticCode.sealed("000201" + text));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withChars(" .-&'0123456789")
                .ofMinLength(1)
                .ofMaxLength(44)
                .map(name -> "K" + name.stripTrailing());
    }

    private static String body(String name, String city) {
        return "00020101021126660013ID.CONTOH.WWW0119936000000000000000002150000000000000010303UMI51440014ID.CO.QRIS.WWW"
                + "0215ID00000000000000303UMI5204549953033605802ID"
                + new Field(59, name).text() + new Field(60, city).text();
    }
}
