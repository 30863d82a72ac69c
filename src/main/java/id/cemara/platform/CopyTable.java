package id.cemara.platform;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/// Buffers rows for one table in COPY's text format.
public final class CopyTable {

    private final String table;
    private final String sql;
    private final CopyRows waiting = new CopyRows();
    private long rows;
    private long nanos;

    /// @param table qualified by its schema
    /// @param columns their names, separated by commas
    public CopyTable(String table, String columns) {
        this.table = table;
        this.sql = "copy " + table + " (" + columns + ") from stdin";
    }

    /// Adds a row, as [CopyRows#add].
    public void add(@Nullable Object... values) {
        waiting.add(values);
        rows++;
    }

    /// Sends the buffered rows to the server.
    public void send(CopyManager manager) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        byte[] bytes = waiting.take();
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
