package id.cemara.registry;

import java.util.UUID;

/// Guards against changes that met nothing: a row that a policy hid must not look like a success.
final class Changes {

    private Changes() {}

    /// @throws IllegalStateException when the statement did not change exactly one row
    static void requireOne(int rows, String what, UUID id) {
        if (rows != 1) {
            throw new IllegalStateException("a change of " + what + " " + id + " met " + rows + " rows");
        }
    }
}
