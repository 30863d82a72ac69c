package id.cemara.payment.qris;

/// A QRIS code for one payment, made here from a merchant's static code. Only these are drawn.
public final class IssuedCode {

    private final String text;
    private final String reference;

    IssuedCode(String text, String reference) {
        this.text = text;
        this.reference = reference;
    }

    /// The encoded text.
    public String text() {
        return text;
    }

    public String reference() {
        return reference;
    }
}
