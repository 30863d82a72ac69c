package id.cemara.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A cache of answers that are valid as long as the data behind them is unchanged. Each use checks the
/// data's version, so every node answers fresh from the first request after a change.
///
/// Only for answers that do not depend on the actor.
///
/// @param <K> the key, with equality
/// @param <V> the answer, immutable
public final class AnswerCache<K, V> {

    private final DataVersions versions;
    private final List<String> topics;
    private final Map<K, Kept<V>> kept;

    /// @param topics the topics that the answers depend on
    /// @param capacity the number of answers kept; the least recently used is evicted
    public AnswerCache(DataVersions versions, List<String> topics, int capacity) {
        this.versions = versions;
        this.topics = List.copyOf(topics);
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    /// The cached answer, computed anew when the data changed. Concurrent callers wait for one computation,
    /// except within a transaction, which computes its own.
    public V get(K question, Supplier<V> make) {
        return get(question, "", make);
    }

    /// As [#get], for an answer that depends on more than the topics.
    ///
    /// @param also the version of everything else it depends on, compared by equality; read it before
    ///     computing
    public V get(K question, String also, Supplier<V> make) {
        String version = versions.of(topics) + also; // before the data is read: the answer may be newer, never older
        Kept<V> mine = new Kept<>(version, new CompletableFuture<>());
        Kept<V> found;
        synchronized (kept) {
            found = kept.get(question);
            if (found == null || !found.version.equals(version)) {
                kept.put(question, mine);
                found = mine;
            }
        }
        if (found != mine) {
            if (found.answer.isDone() || !TransactionSynchronizationManager.isActualTransactionActive()) {
                return waitFor(found.answer, make);
            }
            return make.get(); // waiting would hold a connection that the computing thread may need
        }
        try {
            V answer = make.get();
            mine.answer.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            synchronized (kept) {
                kept.remove(question, mine);
            }
            mine.answer.completeExceptionally(e);
            throw e;
        }
    }

    /// If the other thread's computation failed, this one tries itself.
    private static <V> V waitFor(CompletableFuture<V> answer, Supplier<V> make) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            return make.get();
        }
    }

    /// Empties the cache.
    public void clear() {
        synchronized (kept) {
            kept.clear();
        }
    }

    /// A cache entry; the answer may still be being computed.
    private record Kept<V>(String version, CompletableFuture<V> answer) {}
}
