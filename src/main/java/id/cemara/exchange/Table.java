package id.cemara.exchange;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A table to hand out. Rows are made while they are written, so a long table never lies in memory whole.
///
/// @param name the file's name without its ending, lower case with hyphens
/// @param columns the headings, in order
/// @param rows makes the rows
public record Table(String name, List<String> columns, Rows rows) {

    public Table {
        columns = List.copyOf(columns);
    }

    /// A table whose rows are already there.
    public static Table of(String name, List<String> columns, List<Row> rows) {
        return new Table(name, columns, rows::forEach);
    }

    /// Makes rows, one after the other.
    public interface Rows {
        void writeTo(Consumer<Row> sink);
    }

    /// One row. A cell is text, a whole or decimal number, a day, or null for nothing known.
    ///
    /// @param cells as many as the table has columns
    public record Row(List<@Nullable Object> cells) {

        /// A row of these cells.
        @SuppressWarnings("NullAway") // a cell may be absent
        public static Row of(@Nullable Object... cells) {
            return new Row(java.util.Arrays.asList(cells));
        }
    }
}
