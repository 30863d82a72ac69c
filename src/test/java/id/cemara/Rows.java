package id.cemara;

import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Asks and changes a database from a test, past the application: as its owner, to whom no policy applies, or over a
/// connection the test opened as somebody else.
///
/// An answer that is missing is never taken for one: [#one] fails on no row, on a second row and on a null.
public final class Rows {

    private Rows() {}

    /// The value of the only row, asked as the owner.
    ///
    /// @throws AssertionError when there is no row, more than one, or a null in it
    public static String one(DatabaseAccess access, String sql) {
        try (Connection owner = TestDatabases.asOwner(access)) {
            return one(owner, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// The value of the only row.
    ///
    /// @throws AssertionError when there is no row, more than one, or a null in it
    public static String one(Connection connection, String sql) throws SQLException {
        List<String> values = all(connection, sql);
        if (values.size() != 1) {
            throw new AssertionError("%d rows instead of one: %s".formatted(values.size(), sql));
        }
        return values.getFirst();
    }

    /// The number in the only row, asked as the owner.
    ///
    /// @throws AssertionError when there is no row, more than one, or a null in it
    public static long number(DatabaseAccess access, String sql) {
        return Long.parseLong(one(access, sql));
    }

    /// The number in the only row.
    ///
    /// @throws AssertionError when there is no row, more than one, or a null in it
    public static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(one(connection, sql));
    }

    /// The first column of every row, in the order of the answer, asked as the owner.
    ///
    /// @throws AssertionError when there is a null in it
    public static List<String> all(DatabaseAccess access, String sql) {
        try (Connection owner = TestDatabases.asOwner(access)) {
            return all(owner, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// The first column of every row, in the order of the answer.
    ///
    /// @throws AssertionError when there is a null in it
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

    /// Does each statement as the owner.
    public static void run(DatabaseAccess access, String... statements) {
        try (Connection owner = TestDatabases.asOwner(access)) {
            run(owner, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /// Does each statement over that connection.
    public static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
