package id.cemara.payment;

/// Where to transfer money for a group.
///
/// @param bank its name
/// @param number digits only
/// @param holder in whose name it is
public record BankAccount(String bank, String number, String holder) {

    private static final int SHOWN = 4;

    /// The number with only its last digits, for where nobody pays.
    public String masked() {
        return "•••• " + number.substring(Math.max(0, number.length() - SHOWN));
    }

    /// The number in groups of four, easier to type from.
    public String spaced() {
        return number.replaceAll("(.{4})(?!$)", "$1 ");
    }

    @Override
    public String toString() {
        return "BankAccount[" + bank + ", " + masked() + "]";
    }
}
