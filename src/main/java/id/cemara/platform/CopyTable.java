package id.cemara.platform;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/// Buffers rows for one table in COPY's text format.
public final class CopyTable {

    private final String table;
    private final String sql;
    private final StringBuilder waiting = new StringBuilder();
    private long rows;
    private long nanos;

    /// @param table qualified by its schema
    /// @param columns their names, separated by commas
    public CopyTable(String table, String columns) {
        this.table = table;
        this.sql = "copy " + table + " (" + columns + ") from stdin";
    }

    /// Adds a row. Dates, ids and numbers are written with `toString`.
    public void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                waiting.append('\t');
            }
            Object value = values[i];
            if (value == null) {
                waiting.append("\\N");
            } else if (value instanceof String text) {
                append(text);
            } else {
                waiting.append(value);
            }
        }
        waiting.append('\n');
        rows++;
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                default -> waiting.append(c);
            }
        }
    }

    /// Sends the buffered rows to the server.
    public void send(CopyManager manager) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        CopyIn copy = manager.copyIn(sql);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        nanos += System.nanoTime() - start;
    }

    /// The table's name, qualified by its schema.
    public String name() {
        return table;
    }

    /// The number of rows added so far.
    public long rows() {
        return rows;
    }

    /// The time spent in [#send].
    public long milliseconds() {
        return nanos / 1_000_000;
    }
}
