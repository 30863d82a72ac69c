package id.cemara.payment;

import id.cemara.shared.Money;
import id.cemara.shell.Texts;

/// Texts for the status of a payment.
public final class PaymentTexts {

    private PaymentTexts() {}

    /// The status, with the refunded part of a confirmed payment.
    public static String status(Texts texts, PaymentStatus status, Money refunded) {
        return status == PaymentStatus.CONFIRMED && !refunded.isZero()
                ? texts.get("payment.status.partly-refunded", refunded)
                : texts.get("payment.status." + status.key());
    }
}
