package id.cemara.payment.qris;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A valid payment code, with its text unchanged.
public final class QrisCode {

    private static final int NATIONAL_REPOSITORY = 51;
    private static final String NATIONAL_NAME = "ID.CO.QRIS.WWW";

    private final String text;
    private final List<Field> fields;

    QrisCode(String text, List<Field> fields) {
        this.text = text;
        this.fields = List.copyOf(fields);
    }

    /// The encoded text.
    public String text() {
        return text;
    }

    /// Whether it is marked for a single payment; an unmarked code counts as static.
    public boolean isDynamic() {
        return value(Tag.INITIATION).filter("12"::equals).isPresent();
    }

    /// The name as read, which may exceed the permitted 25 characters.
    public String merchantName() {
        return required(Tag.MERCHANT_NAME);
    }

    public String city() {
        return required(Tag.CITY);
    }

    /// The merchant's number in the national repository, `ID` and thirteen digits; empty when absent.
    public Optional<String> nmid() {
        return inner(NATIONAL_REPOSITORY)
                .filter(inner ->
                        Field.find(inner, 0).filter(NATIONAL_NAME::equals).isPresent())
                .flatMap(inner -> Field.find(inner, 2))
                .filter(number -> number.matches("ID\\d{13}"));
    }

    /// The ISO 4217 number; 360 is rupiah.
    public String currency() {
        return required(Tag.CURRENCY);
    }

    /// The ISO 3166 code of two letters.
    public String country() {
        return required(Tag.COUNTRY);
    }

    /// The amount as written, whole or with decimals; null when the payer enters it.
    public @Nullable String amount() {
        return value(Tag.AMOUNT).orElse(null);
    }

    /// The reference label, else the bill number; null when both are absent.
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

    /// The fields of a template, which was validated on reading.
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
