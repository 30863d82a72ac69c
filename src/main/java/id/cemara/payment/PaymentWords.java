package id.cemara.payment;

import id.cemara.shell.Texts;

/// How a payment stands, in words.
public final class PaymentWords {

    private PaymentWords() {}

    /// The status, and how much went back while the rest stays paid.
    ///
    /// @param refunded in whole rupiah
    public static String status(Texts texts, PaymentStatus status, long refunded) {
        return status == PaymentStatus.CONFIRMED && refunded > 0
                ? texts.get("payment.status.partly-refunded", refunded)
                : texts.get("payment.status." + status.key());
    }
}
