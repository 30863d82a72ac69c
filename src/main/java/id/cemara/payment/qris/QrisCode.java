package id.cemara.payment.qris;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A payment code that was read whole. Its text is exactly what was read.
public final class QrisCode {

    private static final int NATIONAL_REPOSITORY = 51;
    private static final String NATIONAL_NAME = "ID.CO.QRIS.WWW";

    private final String text;
    private final List<Field> fields;

    QrisCode(String text, List<Field> fields) {
        this.text = text;
        this.fields = List.copyOf(fields);
    }

    /// The code itself.
    public String text() {
        return text;
    }

    /// Whether it says that it is for one payment only. One that says neither is for many.
    public boolean isDynamic() {
        return value(Tag.INITIATION).filter("12"::equals).isPresent();
    }

    /// The name as it was read, which may be longer than the 25 characters it should have.
    public String merchantName() {
        return required(Tag.MERCHANT_NAME);
    }

    public String city() {
        return required(Tag.CITY);
    }

    /// The number of the merchant in the national repository, `ID` and thirteen digits; empty when there is none.
    public Optional<String> nmid() {
        return inner(NATIONAL_REPOSITORY)
                .filter(inner ->
                        Field.find(inner, 0).filter(NATIONAL_NAME::equals).isPresent())
                .flatMap(inner -> Field.find(inner, 2))
                .filter(number -> number.matches("ID\\d{13}"));
    }

    /// ISO 4217 as digits: 360 is rupiah.
    public String currency() {
        return required(Tag.CURRENCY);
    }

    /// ISO 3166 in two letters.
    public String country() {
        return required(Tag.COUNTRY);
    }

    /// What is to be paid, as written: in whole rupiah or with decimals; null when the payer types it.
    public @Nullable String amount() {
        return value(Tag.AMOUNT).orElse(null);
    }

    /// The reference of what is paid, or the number of the bill; null when there is neither.
    public @Nullable String reference() {
        Optional<List<Field>> additional = inner(Tag.ADDITIONAL);
        return additional
                .flatMap(inner -> Field.find(inner, Tag.REFERENCE))
                .or(() -> additional.flatMap(inner -> Field.find(inner, Tag.BILL_NUMBER)))
                .orElse(null);
    }

    List<Field> fields() {
        return fields;
    }

    Optional<String> value(int tag) {
        return Field.find(fields, tag);
    }

    /// What a template holds; it was read before, so it can be read again.
    Optional<List<Field>> inner(int tag) {
        return value(tag).map(QrisReader::inner);
    }

    private String required(int tag) {
        return value(tag).orElseThrow();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QrisCode code && code.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return "QrisCode[" + text + "]";
    }
}
