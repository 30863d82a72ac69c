package id.cemara.payment.gateway;

import id.cemara.shared.Keys;

/// Why an office must check a provider's message.
enum GatewayIssueKind {
    /// Another amount or currency than the order's.
    WRONG_AMOUNT,
    /// A status unknown to the program.
    UNKNOWN_WORD,
    /// An attempt was reported both as paid and as failed.
    FAILED_AFTER_SUCCESS,
    /// More than one attempt was paid.
    PAID_TWICE,
    /// A partial refund without amount, or of more than the amount paid.
    UNCLEAR_REFUND,
    /// The order does not exist here.
    UNKNOWN_ORDER;

    /// The kind in tables and at the end of message keys.
    String key() {
        return Keys.of(this);
    }
}
