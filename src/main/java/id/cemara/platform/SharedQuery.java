package id.cemara.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Combines concurrent calls of the same query. Each caller gets the result of a query that began after its
/// call, so the result is as fresh as a query of its own.
///
/// @param <T> the result, immutable
public final class SharedQuery<T> {

    private final Supplier<T> ask;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable CompletableFuture<T> next;

    public SharedQuery(Supplier<T> ask) {
        this.ask = ask;
    }

    public T get() {
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

    /// While the previous query runs, later callers join this one; once it starts, none can.
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
