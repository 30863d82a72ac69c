package id.cemara.payment;

import id.cemara.shell.Texts;

/// Texts for the status of a payment.
public final class PaymentTexts {

    private PaymentTexts() {}

    /// The status, with the refunded part of a confirmed payment.
    ///
    /// @param refunded in whole rupiah
    public static String status(Texts texts, PaymentStatus status, long refunded) {
        return status == PaymentStatus.CONFIRMED && refunded > 0
                ? texts.get("payment.status.partly-refunded", refunded)
                : texts.get("payment.status." + status.key());
    }
}
