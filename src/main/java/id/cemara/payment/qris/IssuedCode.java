package id.cemara.payment.qris;

/// A QRIS code for one payment, made here from a merchant's static code. Only these are drawn.
public final class IssuedCode {

    private final String text;
    private final long amount;
    private final String reference;

    IssuedCode(String text, long amount, String reference) {
        this.text = text;
        this.amount = amount;
        this.reference = reference;
    }

    /// The encoded text.
    public String text() {
        return text;
    }

    /// In whole rupiah.
    public long amount() {
        return amount;
    }

    public String reference() {
        return reference;
    }
}
