package id.cemara.payment;

import id.cemara.shared.GroupId;

/// A payment provider with its own payment page. Inactive unless the operator configures it. Its reports
/// change payments only through its inbox and [Payments#providerSays].
public interface PaymentGateway {

    /// Whether buyers of this group may use it: it is configured with its keys, and the merchant account
    /// there belongs to the group.
    boolean takes(GroupId group);

    /// Called in the transaction that opens a payment. After the commit, reports that arrived earlier for
    /// it are processed.
    void opened(PaymentView payment);

    /// The address of the provider's payment page for this payment, for an actor who may see the payment.
    /// Requested once and then reused while the page is open. Calls the provider, so it must not run within
    /// a transaction.
    ///
    /// @return the absolute address
    /// @throws Refused when the provider does not answer, or nothing is to be paid; the buyer may retry or
    ///     pay another way
    String open(String reference);

    /// Queries the payment's status at the provider and processes the answer like a notification. Calls the
    /// provider, so it must not run within a transaction.
    ///
    /// @throws Refused when the provider does not answer
    void ask(String reference);
}
