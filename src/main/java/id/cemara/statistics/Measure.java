package id.cemara.statistics;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that is counted or averaged, contributed by the module that owns the facts.
///
/// Its words are messages of that module: `measure.<key>.name`, `.unit` and `.definition`.
public interface Measure {

    /// A short stable name, lower case with hyphens, such as `groups`.
    String key();

    /// The breakdowns it can be asked for, by [Dimension#key()], beside `area`.
    Set<String> dimensions();

    /// The topics of data it is computed from; an answer is kept until one of them changes.
    List<String> topics();

    /// Whether the rows of a breakdown add up. Averages do not.
    default boolean isAdditive() {
        return true;
    }

    /// Whether it counts what happened in a period, from [Question#start] to the day asked for, rather than
    /// what stood on that day. Such a measure can be asked for by `week` and `month` too.
    default boolean isOverTime() {
        return false;
    }

    /// Whether one and the same thing can be counted in several rows of that breakdown, so that the rows may add up to
    /// more than the total: somebody who bought in two weeks is one buyer in each.
    default boolean isOverlapping(String by) {
        return false;
    }

    /// Computes the figures from the facts as they were on the day asked for. Public facts only: the answer must be the
    /// same whoever asks.
    Figures compute(Question question);

    /// What a measure answers.
    ///
    /// @param rows one for each combination of keys that occurs
    /// @param total the measure over the whole area, whatever the rows add up to; null for an average of nothing
    record Figures(List<Row> rows, @Nullable Number total) {

        public Figures {
            rows = List.copyOf(rows);
        }
    }

    /// One figure of a breakdown.
    ///
    /// @param keys one for each dimension asked for, in that order
    /// @param value null for an average of nothing, or for a figure too small to be published
    record Row(List<String> keys, @Nullable Number value) {

        public Row {
            keys = List.copyOf(keys);
        }
    }
}
