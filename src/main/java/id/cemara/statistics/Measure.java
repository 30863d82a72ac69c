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
    /// @param value null for an average of nothing
    record Row(List<String> keys, @Nullable Number value) {

        public Row {
            keys = List.copyOf(keys);
        }
    }
}
