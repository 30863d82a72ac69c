package id.cemara.registry;

import static id.cemara.TestDatabases.asApp;
import static id.cemara.TestDatabases.asOwner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.cemara.Actors;
import id.cemara.Rows;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.registry.GroupProblem.GroupClosed;
import id.cemara.registry.GroupProblem.MergedAway;
import id.cemara.registry.groups.GroupReviews;
import id.cemara.registry.groups.GroupStatuses;
import id.cemara.registry.groups.ReviewStep;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A deactivated or merged group accepts no changes, even where a check is missing in the code.
@WritingTest
class ClosedGroupsTests {

    private static final Actor LEBONG = Actors.of(Role.DISTRICT_OFFICE, "17.07");

    /// Tables that may still change for a closed group, and why.
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("identity.account_scopes", "accounts belong to the office and follow a merge"),
            Map.entry("identity.audit_trail", "every action is audited"),
            Map.entry("market.complaints", "about current orders"),
            Map.entry("market.complaint_words", "about current orders"),
            Map.entry("market.order_buyers", "part of an order; a new order is refused"),
            Map.entry("market.order_changes", "current orders continue"),
            Map.entry("market.order_lines", "part of an order; a new order is refused"),
            Map.entry("market.reviews", "about delivered orders"),
            Map.entry("market.sellers", "a copy, which records that the group is closed"),
            Map.entry("payment.gateway_events", "every message of a provider is stored"),
            Map.entry("payment.gateway_looks", "every message of a provider is stored"),
            Map.entry("payment.gateway_openings", "of current orders"),
            Map.entry("payment.gateway_states", "every message of a provider is stored"),
            Map.entry("payment.payment_changes", "of current orders"),
            Map.entry("payment.payment_claims", "of current orders"),
            Map.entry("payment.payments", "of current orders"),
            Map.entry("registry.moves", "an outdated proposal can be refused"),
            Map.entry(
                    "registry.public_changes",
                    "open changes can be confirmed; taking one back changes the group, which is refused"),
            Map.entry("registry.group_reviews", "closing and reopening are such steps"));

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private GroupStatuses statuses;

    @Autowired
    private GroupsInScope groups;

    @Autowired
    private GroupReviews reviews;

    private UUID closed;
    private UUID survivor;

    @BeforeEach
    void a_group_that_was_closed_and_one_that_goes_on() throws SQLException {
        try (Connection owner = asOwner(access)) {
            closed = AGroup.aGroup("tertutup").in("17.07.04.1003").insertIfMissing(owner);
            survivor = AGroup.aGroup("penerus").in("17.07.04.1003").insertIfMissing(owner);
            owner.createStatement()
                    .execute(
                            "update registry.business_groups set deactivated_on = '2026-11-01', merged_into = null where id = '"
                                    + closed + "'");
        }
    }

    @Test
    void every_table_that_names_a_group_refuses_a_closed_one_or_says_why_not() {
        List<String> unguarded = Rows.all(access, """
                select w.name || ' ' || lower(w.what)
                  from (select n.nspname || '.' || c.relname as name, c.oid, p.what, p.bit
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attname = 'group_id' and not a.attisdropped
                         cross join (values ('INSERT', 4), ('UPDATE', 16)) as p (what, bit)
                         where c.relkind = 'r' and n.nspname !~ '^(pg_|example)'
                           and has_any_column_privilege('%s', c.oid, p.what)) w
                 where not exists (select
                                     from pg_trigger t
                                     join pg_proc f on f.oid = t.tgfoid and f.proname = 'refuse_closed'
                                    where t.tgrelid = w.oid and t.tgtype & 2 = 2 and t.tgtype & w.bit = w.bit)
                 order by 1
                """.formatted(access.appUser()));
        var named = new TreeSet<>(OPEN.keySet());
        named.add("market.orders"); // inserts are refused, updates of current orders are not
        assertThat(unguarded).allSatisfy(each -> assertThat(named).contains(each.split(" ")[0]));
        assertThat(unguarded).contains("market.orders update").doesNotContain("market.orders insert");
    }

    @Test
    void a_forgotten_check_cannot_write() throws SQLException {
        try (Connection app = asApp(access)) {
            app.setAutoCommit(false);
            for (String sql : List.of(
                    "insert into registry.memberships (id, group_id, joined_on) values (gen_random_uuid(), '%s', '2026-11-02')",
                    "insert into registry.group_statuses (group_id, status, valid_from) values ('%s', 'reduced', '2026-11-02')",
                    "update registry.group_private set internal_note = 'x' where group_id = '%s'",
                    "update registry.business_groups set name = 'Lain' where id = '%s'",
                    "insert into permit.permits (id, group_id, area_code, kind, number, recorded_on)"
                            + " values (gen_random_uuid(), '%s', '17.07.04.1003', 'nib', '1', '2026-11-02')",
                    "insert into market.shops (group_id, area_code) values ('%s', '17.07.04.1003')")) {
                for (String setting : List.of("cemara.areas=17.07", "cemara.role=DISTRICT_OFFICE")) {
                    try (var set = app.prepareStatement("select set_config(?, ?, true)")) {
                        set.setString(1, setting.split("=")[0]);
                        set.setString(2, setting.split("=")[1]);
                        set.execute();
                    }
                }
                SQLException refused = catchThrowableOfType(
                        SQLException.class, () -> app.createStatement().execute(sql.formatted(closed)));
                assertThat((Throwable) refused).as(sql).isNotNull();
                assertThat(refused.getSQLState()).as(sql).isEqualTo("CL001");
                app.rollback();
            }
        }
    }

    @Test
    void a_deactivated_group_is_refused_and_a_merged_one_names_the_group_that_goes_on() throws Exception {
        String number = Rows.one(access, "select number from registry.business_groups where id = '" + closed + "'");
        assertThat(refused(() -> groups.open(number))).isEqualTo(new GroupClosed(number));
        assertThat(refused(() -> {
                    statuses.set(new GroupId(closed), OperatingStatus.REDUCED, null, LocalDate.of(2026, 11, 2));
                    return true;
                }))
                .isEqualTo(new GroupClosed(number));
        try (Connection owner = asOwner(access)) {
            owner.createStatement()
                    .execute("update registry.business_groups set merged_into = '" + survivor + "' where id = '"
                            + closed + "'");
        }
        String into = Rows.one(access, "select number from registry.business_groups where id = '" + survivor + "'");
        assertThat(refused(() -> groups.open(number))).isEqualTo(new MergedAway(number, into, "Penerus"));
        assertThat(refused(() ->
                        reviews.take(new GroupId(closed), ReviewStep.REACTIVATE, version(closed), "Contoh", List.of())))
                .isEqualTo(new MergedAway(number, into, "Penerus"));
    }

    @Test
    void who_answers_for_the_group_that_goes_on_alone_hears_its_name() throws Exception {
        String number = Rows.one(access, "select number from registry.business_groups where id = '" + closed + "'");
        try (Connection owner = asOwner(access)) {
            owner.createStatement()
                    .execute("update registry.business_groups set merged_into = '" + survivor + "' where id = '"
                            + closed + "'");
        }
        var officer = new Actor.Account(
                UUID.randomUUID(), "pengurus", Role.GROUP_OFFICER, List.of(), new GroupId(survivor), null);
        Refused refused =
                catchThrowableOfType(Refused.class, () -> CurrentActor.call(officer, () -> groups.byNumber(number)));
        assertThat(refused.problem()).isInstanceOf(MergedAway.class);
    }

    @Test
    void a_group_can_be_closed_and_opened_again() throws Exception {
        UUID id;
        try (Connection owner = asOwner(access)) {
            id = AGroup.aGroup("buka-tutup").in("17.07.04.1003").insertIfMissing(owner);
        }
        GroupInScope after = CurrentActor.call(LEBONG, () -> {
            reviews.take(new GroupId(id), ReviewStep.DEACTIVATE, version(id), "Contoh", List.of());
            return reviews.take(new GroupId(id), ReviewStep.REACTIVATE, version(id), "Contoh", List.of());
        });
        assertThat(after.state()).isEqualTo("verified");
    }

    private int version(UUID group) {
        return (int) Rows.number(access, "select version from registry.business_groups where id = '" + group + "'");
    }

    private static Problem refused(Callable<?> work) {
        Refused refused = catchThrowableOfType(Refused.class, () -> CurrentActor.call(LEBONG, work::call));
        assertThat((Throwable) refused).isNotNull();
        return refused.problem();
    }
}
