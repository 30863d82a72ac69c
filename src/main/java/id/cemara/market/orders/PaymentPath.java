package id.cemara.market.orders;

import id.cemara.payment.PaymentMethod;

/// When an order is paid. Each way is complete in itself: none is an exception of another.
public enum PaymentPath {
    /// The group begins once the money is there: QRIS, transfer, a payment provider.
    PAY_FIRST,
    /// The money changes hands at the door.
    CASH_ON_DELIVERY,
    /// Institutions pay after delivery, on an invoice with the handover report.
    DELIVER_THEN_PAY;

    /// The path of a way to pay.
    public static PaymentPath of(PaymentMethod method) {
        return switch (method) {
            case QRIS, TRANSFER, GATEWAY -> PAY_FIRST;
            case COD -> CASH_ON_DELIVERY;
            case INVOICE -> DELIVER_THEN_PAY;
        };
    }
}
