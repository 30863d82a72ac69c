package id.cemara.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Answers kept in memory for as long as the data they were made from stands. Every use asks for the data's version, so
/// an answer is fresh at the first request after a change, on every node.
///
/// Only for answers that are the same for everybody: an answer that depends on the actor has no place here.
///
/// @param <K> what was asked, with equality
/// @param <V> the answer, immutable
public final class FreshAnswers<K, V> {

    private final DataVersions versions;
    private final List<String> topics;
    private final Map<K, Kept<V>> kept;

    /// @param topics the topics the answers are made from
    /// @param capacity how many answers are kept; the one unused for longest goes first
    public FreshAnswers(DataVersions versions, List<String> topics, int capacity) {
        this.versions = versions;
        this.topics = List.copyOf(topics);
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    /// The answer to the question, made anew when the data changed since it was made. Who asks while it is being made
    /// waits for it instead of making it once more.
    public V get(K question, Supplier<V> make) {
        return get(question, "", make);
    }

    /// The same for an answer that stands on more than the topics.
    ///
    /// @param also what else it was made from, to be compared by equality; read before the answer is made
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
            return make.get(); // must not hold a connection while somebody else may be waiting for one
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

    /// What failed for another may go well for oneself.
    private static <V> V waitFor(CompletableFuture<V> answer, Supplier<V> make) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            return make.get();
        }
    }

    /// Forgets everything, as a restart would.
    public void clear() {
        synchronized (kept) {
            kept.clear();
        }
    }

    /// An answer, which may still be in the making.
    private record Kept<V>(String version, CompletableFuture<V> answer) {}
}
