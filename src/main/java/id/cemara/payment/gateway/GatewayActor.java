package id.cemara.payment.gateway;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The system actor that reads and writes what providers say: nobody of the outside has a right to it.
@Component
class GatewayActor {

    static final String NAME = "payment-gateway";

    private static final Actor ACTOR = new Actor.System(NAME, List.of(Actor.EVERYWHERE));

    private final TransactionTemplate transaction;

    GatewayActor(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /// Does the work in a transaction of its own.
    ///
    /// @throws IllegalStateException within a transaction, whose actor is another
    <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        requireNone();
        return CurrentActor.<T, RuntimeException>call(ACTOR, () -> transaction.execute(status -> work.get()));
    }

    /// Goes on outside of any transaction only: a provider may take seconds to answer.
    static void requireNone() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a provider is called, and its words are kept, outside of transactions");
        }
    }
}
