package id.cemara.statistics;

import id.cemara.shell.Texts;
import java.util.List;

/// A way to break a measure down, contributed by the module that owns the facts. The breakdown by `area` is built in.
///
/// Its words are messages of that module: `dimension.<key>.name`, and `dimension.<key>.<value>` for each value.
public interface Dimension {

    /// A short stable name, lower case with hyphens, such as `sector`.
    String key();

    /// Every value, in the order tables show them.
    List<String> values();

    /// The values that a question can meet, when they depend on it.
    default List<String> values(Question question) {
        return values();
    }

    /// A value in the reader's words.
    default String label(String value, Texts texts) {
        return texts.get("dimension." + key() + "." + value);
    }

    /// Whether one thing can be counted under several values, so that rows may add up to more than the total.
    default boolean isOverlapping() {
        return false;
    }

    /// Under which breakdown sources report it. Two dimensions that answer the same are two readings of one reported
    /// breakdown and are shown side by side.
    default String reportedAs() {
        return key();
    }
}
