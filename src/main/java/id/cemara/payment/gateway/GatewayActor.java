package id.cemara.payment.gateway;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The system actor for provider messages. No other actor may read or write them.
@Component
record GatewayActor(TransactionTemplate transaction) {

    static final String NAME = "payment-gateway";

    private static final Actor ACTOR = new Actor.System(NAME, List.of(Actor.EVERYWHERE));

    /// Runs the work as this actor in a new transaction.
    ///
    /// @throws IllegalStateException within a transaction, which runs as another actor
    <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        requireNone();
        return CurrentActor.<T, RuntimeException>call(ACTOR, () -> transaction.execute(status -> work.get()));
    }

    /// Refuses to run within a transaction, because a provider may take seconds to answer.
    static void requireNone() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a provider is called, and its words are kept, outside of transactions");
        }
    }
}
