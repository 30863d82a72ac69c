package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases.Content;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queries every table with an area by plain SQL, with the application's log-in and each role's settings.
/// Unless it is listed here as public, it shows only rows in the actor's area.
class ScopeOfEveryTableTests {

    /// Tables with an area that are public.
    private static final Set<String> PUBLIC = Set.of(
            "market.listings",
            "market.courier_tariffs",
            "market.delivery_rates",
            "market.price_steps",
            "market.product_photos",
            "market.products",
            "market.reviews",
            "market.sales",
            "market.sellers",
            "market.shops",
            "market.stock",
            "market.week_capacity",
            "permit.held",
            "permit.permits",
            "registry.business_groups",
            "registry.directory",
            "registry.group_photos",
            "registry.group_places",
            "statistics.sources");

    /// Tables with personal data; without rows in Lebong the test would prove nothing.
    private static final List<String> PERSONAL = List.of(
            "identity.accounts",
            "identity.audit_trail",
            "payment.destinations",
            "payment.payment_changes",
            "payment.payment_claims",
            "payment.payments",
            "permit.permit_private",
            "registry.families",
            "registry.family_planning",
            "registry.group_private",
            "registry.group_reviews",
            "registry.members");

    private static DatabaseAccess database;

    @BeforeAll
    static void something_in_every_table_of_persons() throws SQLException {
        database = TestDatabases.fresh(Content.SAMPLE);
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute("""
                    insert into registry.families (id, group_id, area_code, welfare_stage, welfare_noted_on)
                    select gen_random_uuid(), g.id, g.area_code, 'prosperous-1', '2026-11-01'
                      from registry.business_groups g
                    """);
            statement.execute("""
                    insert into registry.family_planning (membership_id, group_id, area_code, participates, noted_on)
                    select m.membership_id, m.group_id, m.area_code, true, '2026-11-01' from registry.members m
                    """);
            statement.execute("""
                    insert into identity.audit_trail (happened_at, actor, action, kind, subject, area_code, group_id,
                                                      facts, origin)
                    select now(), 'uji', 'members.read', 'group', g.id, g.area_code, g.id, '{}', 'job'
                      from registry.business_groups g
                    """);
            statement.execute("""
                    insert into payment.payments (id, reference, group_id, area_code, method, due, amount, holds_amount,
                                                  opened_at)
                    select gen_random_uuid(), lpad((row_number() over (order by g.id))::text, 8, '0'), g.id,
                           g.area_code, 'cod', 1000, 1000, false, now()
                      from registry.business_groups g
                """);
            statement.execute("""
                    insert into payment.payment_claims (id, payment_id, group_id, area_code, claimed_at, by_whom, note)
                    select gen_random_uuid(), p.id, p.group_id, p.area_code, now(), 'buyer', 'Contoh'
                      from payment.payments p
                """);
            statement.execute("""
                    insert into payment.payment_changes (payment_id, group_id, area_code, changed_at, step, to_status,
                                                         by_whom)
                    select p.id, p.group_id, p.area_code, now(), 'opened', 'none', 'buyer' from payment.payments p
                """);
            for (String table : PERSONAL) {
                assertThat(Rows.number(owner, "select count(*) from " + table + " where area_code like '17.07%'"))
                        .as(table)
                        .isPositive();
            }
        }
    }

    @Test
    void every_table_with_an_area_has_a_policy_or_is_public_on_purpose() throws SQLException {
        Set<String> unprotected = new TreeSet<>();
        for (Map.Entry<String, Boolean> table : tables().entrySet()) {
            if (!table.getValue() && !PUBLIC.contains(table.getKey())) {
                unprotected.add(table.getKey());
            }
        }
        // Scopes and the areas themselves contain area codes without belonging to an area.
        unprotected.removeIf(table -> table.startsWith("area."));
        assertThat(unprotected).isEmpty();
        assertThat(tables().keySet()).containsAll(PERSONAL);
    }

    /// @param group the slug of the actor's own group; - for none
    @ParameterizedTest
    @CsvSource({
        "petugas-seluma, FIELD_OFFICER, 17.05.01, -",
        "seluma, DISTRICT_OFFICE, 17.05, -",
        "petugas-lebong, FIELD_OFFICER, 17.07.04, -",
        "lebong, DISTRICT_OFFICE, 17.07, -",
        "cemara-indah, GROUP_OFFICER, -, cemara-indah",
        "mitra, PARTNER, -, -"
    })
    void a_role_sees_rows_of_its_own_area_only(String account, String role, String area, String group)
            throws SQLException {
        try (Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            String id = group.equals("-")
                    ? ""
                    : Rows.one(app, "select id from registry.business_groups where slug = '" + group + "'");
            set(app, "cemara.account", "00000000-0000-7000-8000-0000000000ff");
            set(app, "cemara.role", role);
            set(app, "cemara.areas", area.equals("-") ? "" : area);
            set(app, "cemara.group", id);
            List<String> seen = new ArrayList<>();
            for (String table : tables().keySet()) {
                if (!PUBLIC.contains(table) && !table.startsWith("area.")) {
                    String outside = "select count(*) from " + table + " where area_code is not null"
                            + (area.equals("-")
                                    ? ""
                                    : " and not (area_code = '" + area + "' or area_code like '" + area + ".%')")
                            + (id.isEmpty() || !columns(table).contains("group_id")
                                    ? ""
                                    : " and group_id is distinct from '" + id + "'");
                    if (Rows.number(app, outside) > 0) {
                        seen.add(table);
                    }
                }
            }
            assertThat(seen)
                    .as("tables in which %s sees rows of others", account)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FIELD_OFFICER, 17.07.04, true",
        "DISTRICT_OFFICE, 17.07, true",
        "PROVINCIAL_OFFICE, 17, false",
        "NATIONAL_OFFICE, *, false",
        "ADMINISTRATOR, *, false",
        "GROUP_OFFICER, 17.07.04, false"
    })
    void family_planning_is_seen_by_two_roles_alone(String role, String area, boolean sees) throws SQLException {
        try (Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            set(app, "cemara.role", role);
            set(app, "cemara.areas", area);
            assertThat(Rows.number(
                                    app,
                                    "select count(*) from registry.family_planning where area_code like '17.07.04.%'")
                            > 0)
                    .isEqualTo(sees);
        }
    }

    /// Tables with an area, and whether row-level security is enabled.
    private static Map<String, Boolean> tables() throws SQLException {
        Map<String, Boolean> tables = new TreeMap<>();
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement().executeQuery("""
                        select n.nspname || '.' || c.relname, c.relrowsecurity
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attname = 'area_code'
                         where c.relkind = 'r' and n.nspname !~ '^pg_'
                        """)) {
            while (row.next()) {
                tables.put(row.getString(1), row.getBoolean(2));
            }
        }
        return tables;
    }

    private static Set<String> columns(String table) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement()
                        .executeQuery("select attname from pg_attribute where attrelid = '" + table
                                + "'::regclass and attnum > 0")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    private static void set(Connection app, String setting, String value) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        }
    }
}
