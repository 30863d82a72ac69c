package id.cemara.platform.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Creates the two roles and the database in the embedded server, as superuser. Idempotent: each start
/// completes what a killed one left undone.
final class CemaraDatabase {

    static final String NAME = "cemara";
    static final String OWNER = "cemara_owner";
    static final String APP = "cemara_app";

    private final Connection superuser;

    CemaraDatabase(Connection superuser) {
        this.superuser = superuser;
    }

    void prepare(String ownerPassword, String appPassword) throws SQLException {
        run("""
                do $$
                begin
                    if to_regrole('cemara_owner') is null then
                        create role cemara_owner;
                    end if;
                    if to_regrole('cemara_app') is null then
                        create role cemara_app;
                    end if;
                end
                $$
                """);
        run("""
                alter role cemara_owner
                 with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
                """);
        run("""
                alter role cemara_app
                 with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit
                """);
        setPassword(OWNER, ownerPassword);
        setPassword(APP, appPassword);
        // The schema public needs no revoke: since PostgreSQL 15 nobody may create objects in it by
        // default.
        run("revoke all on database postgres, template1 from public");
        if (!exists(NAME)) {
            run("create database cemara owner cemara_owner");
        }
        letIn(NAME);
    }

    /// Grants connect, and temporary tables for imports, to the app. Besides it only the owner may connect.
    void letIn(String name) throws SQLException {
        run("revoke all on database %s from public".formatted(name));
        run("grant connect, temporary on database %s to cemara_app".formatted(name));
    }

    /// Hashes the password in the client, so that it never appears in a statement or a log.
    private void setPassword(String role, String password) throws SQLException {
        superuser.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    private boolean exists(String name) throws SQLException {
        try (var statement = superuser.prepareStatement("select 1 from pg_database where datname = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
