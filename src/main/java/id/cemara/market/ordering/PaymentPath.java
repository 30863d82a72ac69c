package id.cemara.market.ordering;

import id.cemara.payment.PaymentMethod;

/// When an order is paid.
public enum PaymentPath {
    /// The group starts once the money is there: QRIS, transfer or payment provider.
    PAY_FIRST,
    /// The buyer pays in cash when the goods are handed over.
    CASH_ON_DELIVERY,
    /// Institutions pay after delivery, on an invoice with the handover report.
    DELIVER_THEN_PAY;

    /// The path of a payment method.
    public static PaymentPath of(PaymentMethod method) {
        return switch (method) {
            case QRIS, TRANSFER, GATEWAY -> PAY_FIRST;
            case COD -> CASH_ON_DELIVERY;
            case INVOICE -> DELIVER_THEN_PAY;
        };
    }
}
