package id.cemara.payment;

/// The bank account to which buyers of a group transfer.
///
/// @param bank the bank's name
/// @param number digits only
/// @param holder the account holder's name
public record BankAccount(String bank, String number, String holder) {

    private static final int SHOWN = 4;

    /// The last digits of the number, for pages on which nobody pays.
    public String masked() {
        return "•••• " + number.substring(Math.max(0, number.length() - SHOWN));
    }

    /// The number in blocks of four digits, easier to type.
    public String spaced() {
        return number.replaceAll("(.{4})(?!$)", "$1 ");
    }

    @Override
    public String toString() {
        return "BankAccount[" + bank + ", " + masked() + "]";
    }
}
