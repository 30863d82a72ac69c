package id.cemara.statistics;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A figure that is counted or averaged, contributed by the module that owns the facts.
///
/// Its texts are messages of that module: `measure.<key>.name`, `.unit` and `.definition`.
public interface Measure {

    /// A short stable key, lower case with hyphens, such as `groups`.
    String key();

    /// The supported breakdowns by [Dimension#key()], in addition to `area`.
    Set<String> dimensions();

    /// The data topics it is computed from; a change in one of them invalidates cached answers.
    List<String> topics();

    /// Whether the rows of a breakdown can be added up. Averages cannot.
    default boolean isAdditive() {
        return true;
    }

    /// Whether it counts events in a period, from [Question#start] to the day asked for, instead of a state
    /// on that day. Such a measure also supports the breakdowns `week` and `month`.
    default boolean isOverTime() {
        return false;
    }

    /// Whether one item can be counted in several rows of that breakdown, so that rows may exceed the total:
    /// somebody who bought in two weeks is one buyer in each.
    default boolean isOverlapping(String by) {
        return false;
    }

    /// Computes the figures as of the day asked for. From public facts only: the answer must not depend on
    /// the actor, since it is cached for all.
    Figures compute(Question question);

    /// The computed figures.
    ///
    /// @param rows one per combination of keys that occurs
    /// @param total computed independently of the rows; null for an average over nothing
    record Figures(List<Row> rows, @Nullable Number total) {

        public Figures {
            rows = List.copyOf(rows);
        }
    }

    /// One figure of a breakdown.
    ///
    /// @param keys one per dimension asked for, in that order
    /// @param value null for an average over nothing, or for a figure withheld because it is too small
    record Row(List<String> keys, @Nullable Number value) {

        public Row {
            keys = List.copyOf(keys);
        }
    }
}
