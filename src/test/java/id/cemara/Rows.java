package id.cemara;

import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads and changes a database directly by SQL: as its owner, who is exempt from policies, or over a given
/// connection.
///
/// A missing value is an error: [#one] fails on no row, on a second row and on null.
public final class Rows {

    private Rows() {}

    /// The only value, read as the owner.
    ///
    /// @throws AssertionError on no row, a second row or null
    public static String one(DatabaseAccess access, String sql) {
        try (Connection owner = TestDatabases.asOwner(access)) {
            return one(owner, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// The only value.
    ///
    /// @throws AssertionError on no row, a second row or null
    public static String one(Connection connection, String sql) throws SQLException {
        List<String> values = all(connection, sql);
        if (values.size() != 1) {
            throw new AssertionError("%d rows instead of one: %s".formatted(values.size(), sql));
        }
        return values.getFirst();
    }

    /// The only number, read as the owner.
    ///
    /// @throws AssertionError on no row, a second row or null
    public static long number(DatabaseAccess access, String sql) {
        return Long.parseLong(one(access, sql));
    }

    /// The only number.
    ///
    /// @throws AssertionError on no row, a second row or null
    public static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(one(connection, sql));
    }

    /// The first column of all rows, in result order, read as the owner.
    ///
    /// @throws AssertionError on null
    public static List<String> all(DatabaseAccess access, String sql) {
        try (Connection owner = TestDatabases.asOwner(access)) {
            return all(owner, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// The first column of all rows, in result order.
    ///
    /// @throws AssertionError on null
    public static List<String> all(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String value = rows.getString(1);
                if (value == null) {
                    throw new AssertionError("a null in the answer; ask for what it means: " + sql);
                }
                values.add(value);
            }
        }
        return values;
    }

    /// Executes the statements as the owner.
    public static void run(DatabaseAccess access, String... statements) {
        try (Connection owner = TestDatabases.asOwner(access)) {
            run(owner, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /// Executes the statements over that connection.
    public static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
