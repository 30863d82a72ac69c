package id.cemara.payment;

import java.util.UUID;

/// A provider on whose page a buyer may pay. None is switched on unless the operator does so. Whatever it says
/// reaches a payment by its inbox and [Payments#providerSays] only.
public interface PaymentGateway {

    /// Whether buyers of this group may pay through it: switched on, with its keys, and the account there is the
    /// group's.
    boolean takes(UUID group);

    /// A payment through it was opened, in the running transaction. Whatever the provider said before that is taken in
    /// once it is committed.
    void opened(PaymentView payment);

    /// The provider's page where this payment is paid, for whoever may see the payment. It is asked for once;
    /// afterwards it is the same page while that is open. Calls the provider, so never within a transaction.
    ///
    /// @return its absolute address
    /// @throws Refused when the provider does not answer, or there is nothing to pay: the buyer may try
    /// again, or pay another way
    String open(String reference);

    /// Asks the provider how this payment stands and takes in what it says, as if it had been sent. Calls the provider,
    /// so never within a transaction.
    ///
    /// @throws Refused when the provider does not answer
    void ask(String reference);
}
