package id.cemara.payment.gateway;

import java.util.Locale;

/// Why somebody must look at what a provider said.
enum LookKind {
    /// It names another amount or currency than the order has.
    WRONG_AMOUNT,
    /// It says something the program has no meaning for.
    UNKNOWN_WORD,
    /// What was paid is said to have failed as well.
    FAILED_AFTER_SUCCESS,
    /// One order was paid more than once.
    PAID_TWICE,
    /// It says that a part went back, and not how much, or more than was paid.
    UNCLEAR_REFUND,
    /// It is about an order that is not here.
    UNKNOWN_ORDER;

    /// The word the database keeps and messages end with.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
