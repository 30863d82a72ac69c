package id.cemara.statistics;

import id.cemara.shell.Texts;
import java.util.List;

/// A breakdown of measures, contributed by the module that owns the facts. The breakdown by `area` is built
/// in.
///
/// Its texts are messages of that module: `dimension.<key>.name`, and `dimension.<key>.<value>` for each
/// value.
public interface Dimension {

    /// A short stable key, lower case with hyphens, such as `sector`.
    String key();

    /// All values in display order.
    List<String> values();

    /// The values in the range of the question, for a dimension whose values depend on it.
    default List<String> values(Question question) {
        return values();
    }

    /// A value's name in the reader's language.
    default String label(String value, Texts texts) {
        return texts.get("dimension." + key() + "." + value);
    }

    /// Whether one item can be counted under several values, so that rows may exceed the total.
    default boolean isOverlapping() {
        return false;
    }

    /// The breakdown in published sources. Dimensions with the same answer are alternative readings of it
    /// and are shown side by side.
    default String reportedAs() {
        return key();
    }
}
