package id.cemara.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

    /// The answer to the question, made anew when the data changed since it was made.
    public V get(K question, Supplier<V> make) {
        String version = versions.of(topics); // before the data is read: the answer may be newer than it, never older
        synchronized (kept) {
            Kept<V> found = kept.get(question);
            if (found != null && found.version.equals(version)) {
                return found.answer;
            }
        }
        V answer = make.get();
        synchronized (kept) {
            kept.put(question, new Kept<>(version, answer));
        }
        return answer;
    }

    /// Forgets everything, as a restart would.
    public void clear() {
        synchronized (kept) {
            kept.clear();
        }
    }

    private record Kept<V>(String version, V answer) {}
}
