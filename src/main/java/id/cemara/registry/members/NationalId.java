package id.cemara.registry.members;

import java.time.LocalDate;
import java.util.Optional;

/// A NIK: 16 digits. Six for the kecamatan of first registration, six for the date of birth (DDMMYY, 40
/// added to the day for women), four for a serial number from 0001. It never changes, not even when its
/// owner moves or the date of birth is corrected. A mismatch is therefore a warning, not an error.
///
/// @param digits sixteen of them
public record NationalId(String digits) {

    private static final int WOMEN = 40;

    /// Strips blanks, dots, hyphens and apostrophes; empty if the rest is not a plausible NIK.
    public static Optional<NationalId> parse(String typed) {
        String digits = digits(typed);
        if (!digits.matches("\\d{16}") || isCutShort(typed)) {
            return Optional.empty();
        }
        int day = Integer.parseInt(digits.substring(6, 8));
        int month = Integer.parseInt(digits.substring(8, 10));
        boolean plausible = (day >= 1 && day <= 31 || day > WOMEN && day <= WOMEN + 31) && month >= 1 && month <= 12;
        return plausible ? Optional.of(new NationalId(digits)) : Optional.empty();
    }

    /// Whether a spreadsheet rounded the number: they keep 15 significant digits and write 0 for the 16th,
    /// and no NIK or family card number ends with 0000.
    public static boolean isCutShort(String typed) {
        return digits(typed).matches("\\d{12}0000");
    }

    static String digits(String typed) {
        return typed.replaceAll("[\\s.'-]", "");
    }

    /// Whether it was issued in that kabupaten or kota.
    public boolean isFrom(String regencyCode) {
        return regencyCode.length() >= 5
                && digits.startsWith(regencyCode.substring(0, 5).replace(".", ""));
    }

    /// Whether the date of birth matches; the NIK has only two digits of the year.
    public boolean matches(LocalDate birthDate) {
        int day = Integer.parseInt(digits.substring(6, 8));
        return (day > WOMEN ? day - WOMEN : day) == birthDate.getDayOfMonth()
                && Integer.parseInt(digits.substring(8, 10)) == birthDate.getMonthValue()
                && Integer.parseInt(digits.substring(10, 12)) == birthDate.getYear() % 100;
    }

    /// The last four digits only, enough to tell two members apart.
    public String masked() {
        return masked(digits);
    }

    /// The last four digits of an identity number.
    public static String masked(String digits) {
        return "•••• •••• •••• " + digits.substring(digits.length() - 4);
    }

    @Override
    public String toString() {
        return masked(); // keeps the number out of logs
    }
}
