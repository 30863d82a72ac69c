package id.cemara.registry.members;

import java.util.Optional;

/// The number of a family card (nomor KK): 16 digits from place, date and serial number, like a
/// [NationalId].
public final class FamilyCardNumber {

    private FamilyCardNumber() {}

    /// Strips blanks, dots and hyphens; empty if the rest is not a plausible number.
    public static Optional<String> parse(String typed) {
        String digits = NationalId.digits(typed);
        return digits.matches("\\d{16}") && !NationalId.isCutShort(digits) ? Optional.of(digits) : Optional.empty();
    }
}
