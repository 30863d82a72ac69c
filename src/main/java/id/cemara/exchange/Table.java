package id.cemara.exchange;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A table for download. Rows are produced while they are written, so a long table is never entirely in
/// memory.
///
/// @param name of the file without extension, lower case with hyphens
/// @param columns the headings
/// @param rows produces the rows
public record Table(String name, List<String> columns, Rows rows) {

    public Table {
        columns = List.copyOf(columns);
    }

    /// A table whose rows are in memory.
    public static Table of(String name, List<String> columns, List<Row> rows) {
        return new Table(name, columns, rows::forEach);
    }

    /// Produces the rows in order.
    public interface Rows {
        void writeTo(Consumer<Row> sink);
    }

    /// One row. A cell is text, a whole or decimal number, a day, or null for unknown.
    ///
    /// @param cells as many as the table has columns
    public record Row(List<@Nullable Object> cells) {

        @SuppressWarnings("NullAway") // a cell may be absent
        public static Row of(@Nullable Object... cells) {
            return new Row(java.util.Arrays.asList(cells));
        }
    }
}
