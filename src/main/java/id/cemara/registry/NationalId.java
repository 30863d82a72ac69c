package id.cemara.registry;

import java.time.LocalDate;
import java.util.Optional;

/// A NIK: 16 digits, of which the first six name the kecamatan of first registration, the next six the day of birth,
/// 40 added to the day for women, and the last four are a number from 0001 on. It never changes, also when its owner
/// moves or the birth date is corrected: so a mismatch is worth a warning, never a refusal.
///
/// @param digits sixteen of them
public record NationalId(String digits) {

    private static final int WOMEN = 40;

    /// The number a person typed, with or without blanks, dots and hyphens; empty when it cannot be one.
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

    /// Whether the end is lost: spreadsheets keep 15 digits of a number and write zero for the 16th, and no number of
    /// identity ends with 0000. The same for the number of a family card.
    public static boolean isCutShort(String typed) {
        return digits(typed).matches("\\d{12}0000");
    }

    static String digits(String typed) {
        return typed.replaceAll("[\\s.'-]", "");
    }

    /// Whether it was given out in that kabupaten or kota.
    public boolean isFrom(String regencyCode) {
        return regencyCode.length() >= 5
                && digits.startsWith(regencyCode.substring(0, 5).replace(".", ""));
    }

    /// Whether the day of birth in it is that day. It holds two digits of the year.
    public boolean matches(LocalDate birthDate) {
        int day = Integer.parseInt(digits.substring(6, 8));
        return (day > WOMEN ? day - WOMEN : day) == birthDate.getDayOfMonth()
                && Integer.parseInt(digits.substring(8, 10)) == birthDate.getMonthValue()
                && Integer.parseInt(digits.substring(10, 12)) == birthDate.getYear() % 100;
    }

    /// Only the last four digits: enough to tell two members apart, too little to use.
    public String masked() {
        return masked(digits);
    }

    /// Only the last four digits of a number of identity.
    public static String masked(String digits) {
        return "•••• •••• •••• " + digits.substring(digits.length() - 4);
    }

    @Override
    public String toString() {
        return masked(); // for logs
    }
}
