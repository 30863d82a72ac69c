package id.cemara.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets many callers who ask for the same at once share one asking. Each gets an answer that was asked for after it
/// called, never one that was on its way already, so the answer is as fresh as if it had asked alone.
///
/// @param <T> the answer, immutable
final class SharedAsking<T> {

    private final Supplier<T> ask;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable CompletableFuture<T> next;

    SharedAsking(Supplier<T> ask) {
        this.ask = ask;
    }

    T get() {
        CompletableFuture<T> mine;
        boolean first;
        synchronized (this) {
            CompletableFuture<T> waiting = next;
            first = waiting == null;
            mine = waiting == null ? new CompletableFuture<>() : waiting;
            next = mine;
        }
        if (first) {
            askFor(mine);
        }
        try {
            return mine.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// While the asking before is on its way, others may join this one; once it asks, nobody does.
    private void askFor(CompletableFuture<T> mine) {
        turn.lock();
        try {
            synchronized (this) {
                next = null;
            }
            mine.complete(ask.get());
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
        } finally {
            turn.unlock();
        }
    }
}
