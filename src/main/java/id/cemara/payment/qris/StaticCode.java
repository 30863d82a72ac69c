package id.cemara.payment.qris;

import id.cemara.shared.Keys;
import id.cemara.shared.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A merchant's static code, for any number of payments of any amount; the basis of codes for single
/// payments.
public final class StaticCode {

    private static final String RUPIAH = "360";
    private static final String INDONESIA = "ID";

    /// The field for the amount holds 13 digits.
    private static final Money MOST = new Money(9_999_999_999_999L);

    private final QrisCode code;
    private final String nmid;

    private StaticCode(QrisCode code, String nmid) {
        this.code = code;
        this.nmid = nmid;
    }

    /// Whether a code can serve as a static code.
    public sealed interface Fitness {

        record Fit(StaticCode code) implements Fitness {}

        record Unfit(Fault fault) implements Fitness {}
    }

    /// Why a valid code cannot be used.
    public enum Fault {
        /// It is for a single payment, which may be over.
        FOR_ONE_PAYMENT,
        /// It contains an amount.
        HAS_AMOUNT,
        NOT_RUPIAH,
        NOT_INDONESIA,
        /// It has no number in the national repository, so it is not a QRIS code.
        NO_NMID,
        /// It adds a fee, which buyers must not be charged. Source: DOMAIN 4.3, "surcharging buyers is
        /// forbidden".
        HAS_FEE;

        /// The fault in the API and in message keys.
        public String key() {
            return Keys.of(this);
        }
    }

    /// Checks whether a code is usable as a static code.
    public static Fitness of(QrisCode code) {
        return fault(code)
                .<Fitness>map(Fitness.Unfit::new)
                .orElseGet(
                        () -> new Fitness.Fit(new StaticCode(code, code.nmid().orElseThrow())));
    }

    /// The static code if it is usable.
    public static Optional<StaticCode> whenFit(Fitness fitness) {
        return switch (fitness) {
            case Fitness.Fit fit -> Optional.of(fit.code());
            case Fitness.Unfit unfit -> Optional.empty();
        };
    }

    private static Optional<Fault> fault(QrisCode code) {
        if (code.isDynamic()) {
            return Optional.of(Fault.FOR_ONE_PAYMENT);
        }
        if (code.amount() != null) {
            return Optional.of(Fault.HAS_AMOUNT);
        }
        if (!code.currency().equals(RUPIAH)) {
            return Optional.of(Fault.NOT_RUPIAH);
        }
        if (!code.country().equals(INDONESIA)) {
            return Optional.of(Fault.NOT_INDONESIA);
        }
        if (code.nmid().isEmpty()) {
            return Optional.of(Fault.NO_NMID);
        }
        return code.value(Tag.FIXED_FEE).or(() -> code.value(Tag.PERCENT_FEE)).map(fee -> Fault.HAS_FEE);
    }

    public String nmid() {
        return nmid;
    }

    public QrisCode code() {
        return code;
    }

    /// A code for one payment to this merchant. Keeps all other fields; truncates a name or city that is
    /// too long.
    ///
    /// @param amount from 1 to 9,999,999,999,999 rupiah
    /// @param reference of the payment, 1 to 25 letters and digits
    /// @throws IllegalArgumentException when either is outside these ranges
    public IssuedCode forOnePayment(Money amount, String reference) {
        if (amount.isZero() || amount.isMoreThan(MOST)) {
            throw new IllegalArgumentException("an amount that no code can say: " + amount);
        }
        if (!reference.matches("[0-9A-Za-z]{1,25}")) {
            throw new IllegalArgumentException("a reference that no code can say");
        }
        List<Field> made = new ArrayList<>();
        boolean hasReference = false;
        made.add(new Field(Tag.FORMAT, "01"));
        made.add(new Field(Tag.INITIATION, "12"));
        for (Field field : code.fields()) {
            switch (field.tag()) {
                case Tag.FORMAT, Tag.INITIATION -> {}
                case Tag.CURRENCY -> {
                    made.add(field);
                    made.add(new Field(Tag.AMOUNT, amount.toString()));
                }
                case Tag.MERCHANT_NAME -> made.add(cut(field, 25));
                case Tag.CITY -> made.add(cut(field, 15));
                case Tag.ADDITIONAL -> {
                    made.add(withReference(field, reference));
                    hasReference = true;
                }
                case Tag.CHECKSUM -> {
                    if (!hasReference) {
                        made.add(new Field(Tag.ADDITIONAL, new Field(Tag.REFERENCE, reference).text()));
                    }
                }
                default -> made.add(field);
            }
        }
        return new IssuedCode(sealed(Field.text(made)), reference);
    }

    /// Appends the checksum to encoded fields. For codes of invented merchants.
    public static String sealed(String fields) {
        String open = fields + "6304";
        return open + Checksum.of(open);
    }

    private static Field cut(Field field, int most) {
        return field.value().length() <= most
                ? field
                : new Field(field.tag(), field.value().substring(0, most).stripTrailing());
    }

    private static Field withReference(Field additional, String reference) {
        List<Field> inner = new ArrayList<>(QrisReader.inner(additional.value()));
        inner.removeIf(field -> field.tag() == Tag.REFERENCE);
        int at = (int)
                inner.stream().takeWhile(field -> field.tag() < Tag.REFERENCE).count();
        inner.add(at, new Field(Tag.REFERENCE, reference));
        String text = Field.text(inner);
        if (text.length() > Field.LONGEST) {
            throw new IllegalArgumentException("no room for a reference in this code");
        }
        return new Field(Tag.ADDITIONAL, text);
    }
}
