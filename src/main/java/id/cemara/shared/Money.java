package id.cemara.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An amount of money in whole rupiah, never negative; in JSON and as text its number. Arithmetic is exact:
/// a result that does not fit throws an [ArithmeticException].
///
/// @param rupiah at least 0
public record Money(@JsonValue long rupiah) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    /// @throws IllegalArgumentException when the amount is negative
    @JsonCreator
    public Money {
        if (rupiah < 0) {
            throw new IllegalArgumentException("a negative amount: " + rupiah);
        }
    }

    public Money plus(Money more) {
        return new Money(Math.addExact(rupiah, more.rupiah));
    }

    /// @throws IllegalArgumentException when the other amount is larger
    public Money minus(Money less) {
        return new Money(Math.subtractExact(rupiah, less.rupiah));
    }

    /// The amount for that many at this price.
    public Money times(long quantity) {
        return new Money(Math.multiplyExact(rupiah, quantity));
    }

    public boolean isZero() {
        return rupiah == 0;
    }

    public boolean isMoreThan(Money other) {
        return rupiah > other.rupiah;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(rupiah, other.rupiah);
    }

    /// The number without a currency, as in form values and addresses.
    @Override
    public String toString() {
        return Long.toString(rupiah);
    }
}
