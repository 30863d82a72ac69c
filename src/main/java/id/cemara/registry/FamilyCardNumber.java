package id.cemara.registry;

import java.util.Optional;

/// The number of a family card (nomor KK): 16 digits, made like a [NationalId] from a place, a day and a serial number.
public final class FamilyCardNumber {

    private FamilyCardNumber() {}

    /// The digits that a person typed, with or without blanks, dots and hyphens; empty when it cannot be such a number.
    public static Optional<String> parse(String typed) {
        String digits = NationalId.digits(typed);
        return digits.matches("\\d{16}") && !NationalId.isCutShort(digits) ? Optional.of(digits) : Optional.empty();
    }
}
