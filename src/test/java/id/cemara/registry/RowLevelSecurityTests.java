package id.cemara.registry;

import static id.cemara.TestDatabases.asApp;
import static id.cemara.TestDatabases.asOwner;
import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Cemara;
import id.cemara.OnTestDatabase;
import id.cemara.Rows;
import id.cemara.TestDatabases.Content;
import id.cemara.WithActor;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/// Row-level security: a forgotten condition cannot leak personal rows. Shown with plain SQL as the
/// application's database role, then through the application.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RowLevelSecurityTests.OnDatabaseWithMembers.class)
class RowLevelSecurityTests {

    private static final AGroup SELUMA = aGroup("di-seluma").in("17.05.04.2001").withMembers(3);
    private static final AGroup LEBONG = aGroup("di-lebong").in("17.07.04.1003").withMembers(4);
    private static final AGroup DRAFT =
            aGroup("belum-diperiksa").in("17.05.05.2001").withMembers(2).asDraft();

    private static final String MEMBERS = "select count(*) from registry.members";
    private static final String PRIVATE = "select count(*) from registry.group_private";
    private static final String GROUPS = "select count(*) from registry.business_groups";

    /// Nine members in three groups, and two accounts.
    static class OnDatabaseWithMembers extends OnTestDatabase {

        OnDatabaseWithMembers() {
            super(Content.EMPTY);
        }

        @Override
        protected void prepare(DatabaseAccess access) throws SQLException {
            try (Connection owner = asOwner(access);
                    var statement = owner.createStatement()) {
                SELUMA.insert(owner);
                LEBONG.insert(owner);
                DRAFT.insert(owner);
                statement.execute("""
                        insert into identity.accounts (id, username, display_name, password_hash, role)
                        values ('00000000-0000-7000-8000-000000000001', 'ani', 'Ani', 'x', 'FIELD_OFFICER'),
                               ('00000000-0000-7000-8000-000000000002', 'budi', 'Budi', 'x', 'FIELD_OFFICER')
                        """);
            }
        }
    }

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionTemplate transactions;

    private Connection app;

    @BeforeEach
    void log_in_as_the_app() throws SQLException {
        app = asApp(access);
        app.setAutoCommit(false);
    }

    @AfterEach
    void log_out() throws SQLException {
        app.close();
    }

    @Test
    void without_settings_there_is_no_personal_row() throws SQLException {
        try (Connection owner = asOwner(access)) {
            assertThat(Rows.number(owner, MEMBERS)).isEqualTo(9);
            assertThat(Rows.number(owner, PRIVATE)).isEqualTo(3);
        }
        assertThat(Rows.number(app, MEMBERS)).isZero();
        assertThat(Rows.number(app, PRIVATE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ",,", "1", "17.0", "17.05.", "17.05,*", "%", "17.05.04.2001.0001", "null"})
    void an_empty_or_meaningless_setting_means_nobody_elsewhere(String areas) throws SQLException {
        set("cemara.areas", areas);
        set("cemara.group", "");
        assertThat(Rows.number(app, MEMBERS + " where area_code like '17.07%'")).isZero();
    }

    @Test
    void an_empty_setting_is_nobody() throws SQLException {
        for (String setting : new String[] {"account", "areas", "group", "agency", "holder", "system"}) {
            set("cemara." + setting, "");
        }
        assertThat(Rows.number(app, MEMBERS)).isZero();
        assertThat(Rows.number(app, PRIVATE)).isZero();
    }

    @Test
    void an_area_gives_what_lies_in_it() throws SQLException {
        set("cemara.areas", "17.05");
        assertThat(Rows.number(app, MEMBERS)).isEqualTo(5);
        assertThat(Rows.number(app, MEMBERS + " where area_code not like '17.05.%'"))
                .isZero();
        assertThat(Rows.number(app, PRIVATE)).isEqualTo(2);

        set("cemara.areas", "17.05.04,17.07");
        assertThat(Rows.number(app, MEMBERS)).isEqualTo(7);
        set("cemara.areas", "*");
        assertThat(Rows.number(app, MEMBERS)).isEqualTo(9);
        assertThat(Rows.number(app, PRIVATE)).isEqualTo(3);
    }

    @Test
    void a_group_gives_its_own_rows() throws SQLException {
        set("cemara.group", LEBONG.id().toString());
        assertThat(Rows.number(app, MEMBERS)).isEqualTo(4);
        assertThat(Rows.number(app, PRIVATE)).isEqualTo(1);
    }

    @Test
    void nothing_is_left_on_the_connection_after_the_transaction() throws SQLException {
        for (boolean commit : new boolean[] {true, false}) {
            set("cemara.areas", "*");
            set("cemara.group", SELUMA.id().toString());
            assertThat(Rows.number(app, MEMBERS)).isEqualTo(9);
            if (commit) {
                app.commit();
            } else {
                app.rollback();
            }
            assertThat(Rows.number(app, MEMBERS)).isZero();
            assertThat(Rows.number(app, "select count(*) where current_setting('cemara.areas', true) <> ''"))
                    .isZero();
        }
    }

    @Test
    void a_group_never_verified_is_there_only_for_who_answers_for_it() throws SQLException {
        assertThat(Rows.number(app, GROUPS)).isEqualTo(2);
        set("cemara.areas", "17.07");
        assertThat(Rows.number(app, GROUPS)).isEqualTo(2);
        set("cemara.areas", "17.05");
        assertThat(Rows.number(app, GROUPS)).isEqualTo(3);
        set("cemara.areas", "");
        set("cemara.group", DRAFT.id().toString());
        assertThat(Rows.number(app, GROUPS)).isEqualTo(3);
    }

    @Test
    void memberships_say_nothing_about_persons_and_are_counted_by_anybody() throws SQLException {
        assertThat(Rows.number(app, "select count(*) from registry.memberships"))
                .isEqualTo(9);
    }

    @Test
    void an_account_sees_only_itself() throws SQLException {
        String accounts = "select count(*) from identity.accounts";
        assertThat(Rows.number(app, accounts)).isZero();
        set("cemara.areas", "17");
        assertThat(Rows.number(app, accounts)).isZero();
        set("cemara.account", "00000000-0000-7000-8000-000000000001");
        assertThat(Rows.number(app, accounts)).isEqualTo(1);
        assertThat(Rows.number(app, accounts + " where username = 'budi'")).isZero();
    }

    @Test
    void a_condition_that_betrays_what_it_sees_never_sees_a_hidden_row() throws SQLException {
        // A division by zero for each member with a certain name would reveal to an outsider that one
        // exists.
        assertThat(Rows.number(app, MEMBERS + " where 1 / (case when name = 'Anggota 1' then 0 else 1 end) = 1"))
                .isZero();
    }

    @Test
    void the_apps_role_has_no_privilege_that_would_pass_the_policies() throws SQLException {
        assertThat(Rows.number(app, """
                        select count(*)
                          from pg_roles
                         where rolname = current_user
                           and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                        """)).isZero();
        assertThat(Rows.number(app, "select count(*) from pg_class where pg_has_role(relowner, 'member')"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table public.own (id int)",
                "create table registry.own (id int)",
                "create schema own",
                "create function public.own() returns int language sql return 1",
                "alter table registry.members disable row level security",
                "drop policy members_scope on registry.members",
                "select registry.refresh_directory(array[]::uuid[])",
                "insert into platform.data_changes (topic, transaction) values ('registry', pg_current_xact_id())"
            })
    void the_apps_role_changes_nothing_about_the_database(String sql) {
        assertThatThrownBy(() -> run(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void the_apps_role_cannot_become_the_owner() {
        assertThatThrownBy(() -> run("set role " + access.ownerUser())).hasMessageContaining("permission denied");
    }

    @Test
    void switching_row_security_off_gives_an_error_and_no_rows() throws SQLException {
        run("set local row_security = off");
        assertThatThrownBy(() -> Rows.number(app, MEMBERS)).hasMessageContaining("row-level security policy");
    }

    @Test
    @WithActor(role = Role.FIELD_OFFICER, area = "17.05")
    void the_next_transaction_of_nobody_sees_nothing_of_the_one_before() {
        for (int turn = 1; turn <= 40; turn++) { // more often than the pool has connections
            assertThat(membersSeen()).isEqualTo(5);
            CurrentActor.run(Actor.ANONYMOUS, () -> {
                assertThat(membersSeen()).isZero();
                assertThat(outsideAnyTransaction()).isZero();
            });
        }
    }

    @Test
    @WithActor(role = Role.NATIONAL_OFFICE, area = "*")
    void the_national_office_sees_all() {
        assertThat(membersSeen()).isEqualTo(9);
    }

    @Test
    @WithActor(role = Role.PARTNER)
    void an_account_without_an_area_sees_none() {
        assertThat(membersSeen()).isZero();
    }

    @Test
    @WithActor(role = Role.NATIONAL_OFFICE, area = "*")
    void outside_a_transaction_even_the_national_office_is_nobody() {
        assertThat(outsideAnyTransaction()).isZero();
    }

    private Long membersSeen() {
        return transactions.execute(transaction -> outsideAnyTransaction());
    }

    private Long outsideAnyTransaction() {
        return db.sql(MEMBERS).query(Long.class).single();
    }

    private void set(String setting, String value) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = app.createStatement()) {
            statement.execute(sql);
        }
    }
}
