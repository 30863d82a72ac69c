package id.cemara.registry;

import java.util.UUID;

/// Detects updates that matched no row: one that a row-level policy filtered out must not pass for a
/// success.
public final class RowCount {

    private RowCount() {}

    /// @throws IllegalStateException unless the statement changed exactly one row
    public static void requireOne(int rows, String what, UUID id) {
        if (rows != 1) {
            throw new IllegalStateException("a change of " + what + " " + id + " met " + rows + " rows");
        }
    }
}
