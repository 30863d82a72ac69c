package id.cemara.platform.start;

import id.cemara.platform.CannotStart;
import java.sql.Connection;
import java.sql.SQLException;

/// Refuses to start when row-level security does not apply to the app's log-in. PostgreSQL exempts
/// superusers, roles with BYPASSRLS, table owners, and every role that may switch to one of these.
public final class AppRoleCheck {

    /// Returns at most one reason, the most serious first. A membership counts even when it is not
    /// inherited, because `set role` can use it.
    private static final String EXEMPTION = """
            with owned (owner, rank, what) as (
                select relowner, 1, 'the table ' || oid::regclass
                  from pg_class
                 where relkind in ('r', 'p', 'v', 'm', 'f') and relpersistence <> 't'
                union all
                select nspowner, 2, 'the schema ' || nspname
                  from pg_namespace
                 where nspname !~ '^pg_(toast_)?temp_'
                union all
                select datdba, 3, 'the database ' || datname
                  from pg_database
                 where datname = current_database()
            ),
            exempt (role, rank, why) as (
                select oid, 0, case when rolsuper then 'is a superuser' else 'has the attribute BYPASSRLS' end
                  from pg_roles
                 where rolsuper or rolbypassrls
                union all
                select owner, rank, 'owns ' || what from owned
            )
            select case when r.rolname = session_user then '' else 'is a member of ' || r.rolname || ', which ' end
                   || e.why
              from exempt e
              join pg_roles r on r.oid = e.role
             where pg_has_role(session_user, r.oid, 'member')
             order by r.rolname <> session_user, r.rolname like 'pg\\_%', e.rank, e.why
             limit 1
            """;

    private AppRoleCheck() {}

    /// Refuses a log-in that is exempt from row-level security.
    ///
    /// @throws CannotStart with the reason and what to do
    public static void verify(Connection app) throws SQLException {
        try (var statement = app.createStatement();
                var exemption = statement.executeQuery(EXEMPTION)) {
            if (exemption.next()) {
                throw new CannotStart(
                        ("The app's database log-in %s %s, so row-level security would not protect personal "
                                        + "data: name in CEMARA_DATABASE_APP_USER a plain role that owns nothing.")
                                .formatted(app.getMetaData().getUserName(), exemption.getString(1)));
            }
        }
    }
}
