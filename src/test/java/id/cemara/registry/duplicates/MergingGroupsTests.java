package id.cemara.registry.duplicates;

import static id.cemara.TestDatabases.asOwner;
import static id.cemara.market.AProduct.aProduct;
import static id.cemara.registry.duplicates.ADuplicate.aDuplicate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import id.cemara.Actors;
import id.cemara.Cemara;
import id.cemara.OnTestDatabase;
import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases.Content;
import id.cemara.Web;
import id.cemara.platform.ActorLookup;
import id.cemara.platform.DatabaseAccess;
import id.cemara.registry.duplicates.MergeProblem.MergeAlreadyDecided;
import id.cemara.registry.duplicates.MergeProblem.MergeChangedSince;
import id.cemara.registry.duplicates.MergeProblem.MergeCountedLater;
import id.cemara.registry.duplicates.MergeProblem.MergeNotActive;
import id.cemara.registry.duplicates.MergeProblem.MergeSameGroup;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTie.Fate;
import id.cemara.registry.ties.GroupTies;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.NotAllowed;
import id.cemara.shared.RequestProblem.NotFound;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/// Merging two records of one group, and reversing the merge.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = MergingGroupsTests.OnItsOwnSample.class)
class MergingGroupsTests {

    /// Its own database: it has rows that no service wrote, which tests of stock and payments would find.
    static final class OnItsOwnSample extends OnTestDatabase {

        OnItsOwnSample() {
            super(Content.SAMPLE);
        }
    }

    private static final String TABA_ANYAR = "17.07.04.1003";
    private static final Actor LEBONG = Actors.of(Role.DISTRICT_OFFICE, "17.07");
    private static final Actor SELUMA = Actors.of(Role.DISTRICT_OFFICE, "17.05");
    private static int pair;

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private Merges merges;

    @Autowired
    private Duplicates duplicates;

    @Autowired
    private List<GroupTies> ties;

    @Autowired
    private ActorLookup accounts;

    @Autowired
    private Environment environment;

    private Connection owner;
    private ADuplicate old;
    private ADuplicate kept;

    /// The old group has four members, one of whom is also in the other; that has three members and no
    /// phone.
    @BeforeEach
    void two_records_of_one_group() throws SQLException {
        owner = asOwner(access);
        pair++;
        old = aDuplicate("lama-" + pair + "-uji", TABA_ANYAR, 4)
                .called("Kelompok UPPKS Mawar Puti " + "abcdefghijklmnopqrstuvwxyz".charAt(pair))
                .withPhone("+6281234567" + (100 + pair))
                .ofPersonsFrom(pair * 20)
                .insert(owner);
        kept = aDuplicate("baru-" + pair + "-uji", TABA_ANYAR, 3)
                .called("Mawar Putih " + "abcdefghijklmnopqrstuvwxyz".charAt(pair))
                .ofPersonsFrom(pair * 20 + 3)
                .insert(owner);
    }

    @AfterEach
    void forget_them() throws SQLException {
        for (ADuplicate group : List.of(old, kept)) {
            ADuplicate.run(
                    owner,
                    "update registry.business_groups set deactivated_on = registered_on where id = ?",
                    group.id());
        }
        owner.close();
    }

    @Test
    void merge_then_undo_gives_byte_identical_records() throws Exception {
        CurrentActor.run(LEBONG, () -> duplicates.note(List.of(new GroupId(old.id()))));
        String before = export();
        Merge merge = merge();
        assertThat(export()).isNotEqualTo(before);
        as(LEBONG, () -> merges.undo(merge.id()));
        assertExport(before);
        Merge again = merge();
        as(LEBONG, () -> merges.undo(again.id()));
        assertExport(before);
    }

    @Test
    void merge_then_undo_gives_back_what_every_module_keeps() throws Exception {
        EverythingOfAGroup.insert(owner, old, TABA_ANYAR, "lama" + pair);
        String before = export();
        Merge merge = merge();
        as(LEBONG, () -> merges.undo(merge.id()));
        assertExport(before);
    }

    @Test
    void so_it_does_when_both_records_had_everything() throws Exception {
        EverythingOfAGroup.insert(owner, old, TABA_ANYAR, "lama" + pair);
        EverythingOfAGroup.insert(owner, kept, TABA_ANYAR, "baru" + pair);
        String before = export();
        Merge merge = merge();
        as(LEBONG, () -> merges.undo(merge.id()));
        assertExport(before);
    }

    @Test
    void what_every_module_keeps_goes_with_the_group_that_goes_on() throws Exception {
        EverythingOfAGroup.insert(owner, old, TABA_ANYAR, "lama" + pair);
        List<String> going = ties.stream()
                .flatMap(each -> each.ties().stream())
                .filter(tie -> tie.fate() == Fate.MOVES || tie.fate() == Fate.FOLLOWS)
                .map(GroupTie::table)
                .filter(table -> !table.startsWith("registry."))
                .toList();
        for (String table : going) {
            assertThat(count(table, "true", old)).as(table).isPositive();
        }
        merge();
        for (String table : going) {
            assertThat(count(table, "true", old)).as(table).isZero();
            assertThat(count(table, "true", kept)).as(table).isPositive();
        }
        assertThat(going).contains("permit.permits", "payment.payments", "market.orders", "identity.account_scopes");
        assertThat(Rows.one(owner, "select state from market.products where slug = 'produk-lama" + pair + "'"))
                .isEqualTo("resting");
    }

    @Test
    void of_two_permits_with_one_number_the_longer_counts_and_past_days_keep_their_holders() throws Exception {
        EverythingOfAGroup.insert(owner, old, TABA_ANYAR, "lama" + pair);
        EverythingOfAGroup.insert(owner, kept, TABA_ANYAR, "baru" + pair);
        merge();
        assertThat(count("permit.permits", "kind = 'nib'", kept)).isEqualTo(2);
        assertThat(count("permit.permits", "kind = 'nib' and replaced_by is null", kept))
                .isEqualTo(1);
        for (ADuplicate group : List.of(old, kept)) {
            assertThat(count(
                            "permit.held",
                            "kind = 'nib' and valid_from <= '2026-11-23' and "
                                    + "(valid_to is null or valid_to > '2026-11-23')",
                            group))
                    .isEqualTo(1);
        }
        // Both have a bank account and a shop; those of the surviving group stay in force.
        assertThat(count("payment.destinations", "state = 'verified'", kept)).isEqualTo(1);
        assertThat(count("market.shops", "true", old)).isEqualTo(1);
        // Two open transfers with the same last digits both move; one of them holds the amount.
        assertThat(count("payment.payments", "amount = 10111", kept)).isEqualTo(2);
        assertThat(count("payment.payments", "holds_amount", kept)).isEqualTo(1);
    }

    @Test
    void an_officer_of_the_closed_record_answers_for_the_group_that_goes_on_from_the_next_request() throws Exception {
        EverythingOfAGroup.insert(owner, old, TABA_ANYAR, "lama" + pair);
        UUID officer = UUID.fromString(Rows.one(owner, "select md5('account lama" + pair + "')::uuid"));
        assertThat(groupOf(officer)).isEqualTo(old.id());
        Merge merge = merge();
        assertThat(groupOf(officer)).isEqualTo(kept.id());
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(groupOf(officer)).isEqualTo(old.id());
    }

    private UUID groupOf(UUID account) {
        return accounts.find(account).map(Actor.Account::group).orElseThrow().value();
    }

    @Test
    void members_families_and_terms_move_and_who_is_in_both_is_counted_once() throws Exception {
        Merge merge = merge();
        assertThat(count("registry.memberships", "left_on is null", kept)).isEqualTo(6);
        assertThat(count("registry.memberships", "joined_on = '2026-11-24'", kept))
                .isEqualTo(3);
        assertThat(count("registry.memberships", "joined_on = '2018-03-01' and left_on = '2026-11-24'", old))
                .isEqualTo(4);
        assertThat(count("registry.memberships", "continued_by is not null", old))
                .isEqualTo(3);
        assertThat(count("registry.members", "area_code = '17.07.04.1003'", kept))
                .isEqualTo(6);
        assertThat(count("registry.families", "true", kept)).isEqualTo(2);
        assertThat(count("registry.family_planning", "true", kept)).isEqualTo(2);
        // The old chair does not become a second chair of the other group; the treasurer's term had ended
        // before.
        assertThat(count("registry.officer_terms", "true", kept)).isEqualTo(2);
        assertThat(count("registry.officer_terms", "office = 'chair' and ended_on = '2026-11-24'", old))
                .isEqualTo(1);
        assertThat(number("select count(*) from registry.officer_terms t join registry.memberships m"
                        + " on m.id = t.membership_id and m.group_id = t.group_id and t.started_on >= m.joined_on"
                        + " and coalesce(t.ended_on, 'infinity') <= coalesce(m.left_on, 'infinity')"
                        + " where t.group_id in ('" + old.id() + "', '" + kept.id() + "')"))
                .isEqualTo(4);
        assertThat(count("registry.officer_terms", "office = 'chair' and ended_on is null", kept))
                .isEqualTo(1);
        assertThat(count("registry.directory", "members = 6", kept)).isEqualTo(1);
        assertThat(count("registry.directory", "true", old)).isZero();
        assertThat(count("registry.group_private", "contact_phone is not null and address is not null", kept))
                .isEqualTo(1);
        assertThat(number("select count(*) from registry.merge_steps where merge_id = '" + merge.id()
                        + "' and (before::text || after::text) ~ '(Anggota|\\+62|Pasar)'"))
                .isZero();
        assertThat(number("select count(*) from identity.audit_trail where action in ('group.merged', 'member.moved')"
                        + " and happened_at >= '2026-11-24' and (subject in ('" + old.id() + "', '" + kept.id()
                        + "') or group_id = '" + kept.id() + "')"))
                .isEqualTo(5);
    }

    @Test
    void photos_go_along_and_one_that_both_have_is_shown_once() throws Exception {
        merge();
        assertThat(count("registry.group_photos", "removed_at is null", kept)).isEqualTo(3);
        assertThat(count("registry.group_photos", "removed_at is null", old)).isEqualTo(1);
    }

    @Test
    void who_was_in_both_at_once_and_left_the_old_one_stays_counted_there() throws Exception {
        ADuplicate.run(owner, "update registry.memberships set left_on = '2020-01-01' where id = ?", old.member(4));
        String before = export();
        Merge merge = merge();
        assertThat(count("registry.memberships", "left_on = '2020-01-01'", old)).isEqualTo(1);
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void who_was_in_both_at_once_and_left_the_other_one_goes_on_there_from_the_day_of_the_merge() throws Exception {
        ADuplicate.run(
                owner,
                "update registry.officer_terms set ended_on = '2019-01-01', public_name = null where membership_id = ?",
                kept.member(1));
        ADuplicate.run(owner, "update registry.memberships set left_on = '2020-01-01' where id = ?", kept.member(1));
        String before = export();
        Merge merge = merge();
        assertThat(count("registry.memberships", "joined_on = '2026-11-24' and left_on is null", kept))
                .isEqualTo(4);
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void an_office_that_nobody_holds_goes_on_from_the_day_of_the_merge() throws Exception {
        ADuplicate.run(owner, "delete from registry.officer_terms where group_id = ?", kept.id());
        String before = export();
        Merge merge = merge();
        assertThat(count("registry.officer_terms", "office = 'chair' and started_on = '2026-11-24'", kept))
                .isEqualTo(1);
        assertThat(count(
                        "registry.officer_terms",
                        "office = 'chair' and started_on = '2018-03-01' and ended_on = '2026-11-24'",
                        old))
                .isEqualTo(1);
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void what_was_counted_before_a_merge_into_a_group_that_registered_later_stays_counted_at_every_level()
            throws Exception {
        ADuplicate.run(
                owner,
                "update registry.business_groups set registered_on = '2026-06-01', verified_on = '2026-06-10' where id = ?",
                kept.id());
        for (String fact : List.of("verifications", "group_places", "group_sectors", "group_stages")) {
            ADuplicate.run(
                    owner, "update registry." + fact + " set valid_from = '2026-06-10' where group_id = ?", kept.id());
        }
        ADuplicate.run(owner, "delete from registry.officer_terms where group_id = ?", kept.id());
        ADuplicate.run(owner, "update registry.memberships set joined_on = '2026-06-10' where group_id = ?", kept.id());
        ADuplicate.run(owner, """
                insert into permit.permits (id, group_id, area_code, kind, number, recorded_on)
                values (uuidv7(), ?, ?, 'nib', '1234567890123', '2019-01-01')
                """, old.id(), TABA_ANYAR);
        String before = pastFigures();
        String today = figures("2026-11-24", TABA_ANYAR);
        Merge merge = merge();
        assertThat(pastFigures()).isEqualTo(before);
        assertThat(figures("2026-11-24", TABA_ANYAR)).isNotEqualTo(today);
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(pastFigures()).isEqualTo(before);
        assertThat(figures("2026-11-24", TABA_ANYAR)).isEqualTo(today);
    }

    @Test
    void two_that_were_one_from_the_beginning_are_counted_once_on_every_day() throws Exception {
        EverythingOfAGroup.insert(owner, old, TABA_ANYAR, "lama" + pair);
        // Member 4 of the old record was in the other one for a year and a half, and its chair for a year.
        ADuplicate.run(
                owner,
                "update registry.officer_terms set started_on = '2019-01-01', ended_on = '2020-01-01', public_name = null"
                        + " where membership_id = ?",
                kept.member(1));
        ADuplicate.run(
                owner,
                "update registry.memberships set joined_on = '2019-01-01', left_on = '2020-06-01' where id = ?",
                kept.member(1));
        ADuplicate.run(owner, "update registry.memberships set left_on = '2020-01-01' where id = ?", old.member(3));
        List<String> days = List.of("2018-12-31", "2019-06-01", "2021-01-01", "2026-11-24");
        List<Long> groups = totals("groups", days);
        List<Long> members = totals("members", days);
        String before = export();
        String figures = pastFigures();
        long sales = count("market.sales", "true", old);
        assertThat(sales).isPositive();

        Merge merge = as(LEBONG, () -> merges.merge(numberOf(old), numberOf(kept), "Sejak dulu satu kelompok.", true));

        assertThat(merge.fromBeginning()).isTrue();
        assertThat(totals("groups", days))
                .isEqualTo(groups.stream().map(count -> count - 1).toList());
        // A person in both groups on a day is counted once on it, and nobody is lost.
        assertThat(totals("members", days))
                .containsExactly(members.get(0), members.get(1) - 1, members.get(2), members.get(3));
        assertThat(count("registry.memberships", "true", old)).isZero();
        assertThat(count("registry.memberships", "left_on = '2019-01-01' and continued_by is not null", kept))
                .isEqualTo(1);
        assertThat(count("registry.officer_terms", "office = 'chair'", kept)).isEqualTo(1);
        assertThat(count("registry.officer_terms", "office = 'chair' and ended_on = '2026-11-24'", old))
                .isEqualTo(1);
        assertThat(count("market.sales", "true", kept)).isEqualTo(sales);
        as(LEBONG, () -> merges.undo(merge.id()));
        assertExport(before);
        assertThat(pastFigures()).isEqualTo(figures);
    }

    @Test
    void a_record_that_was_counted_later_is_not_what_the_other_was_from_the_beginning() throws Exception {
        ADuplicate.run(
                owner, "update registry.verifications set valid_from = '2019-01-01' where group_id = ?", kept.id());
        assertThat(refused(LEBONG, () -> merges.merge(numberOf(old), numberOf(kept), "Sama.", true)))
                .isEqualTo(new MergeCountedLater(numberOf(kept), numberOf(old)));
        Merge merge = as(LEBONG, () -> merges.merge(numberOf(kept), numberOf(old), "Sama.", true));
        assertThat(merge.into()).isEqualTo(numberOf(old));
    }

    private List<Long> totals(String measure, List<String> days) {
        return days.stream()
                .map(day -> Web.of(environment)
                        .get("/api/v1/statistics/" + measure + "?area=" + TABA_ANYAR + "&asOf=" + day)
                        .json()
                        .get("total")
                        .asLong())
                .toList();
    }

    private String pastFigures() {
        var figures = new StringBuilder();
        for (String day : List.of("2020-02-29", "2026-05-31", "2026-06-10", "2026-11-23")) {
            for (String area : List.of(TABA_ANYAR, "17.07.04", "17.07", "17")) {
                figures.append(figures(day, area));
            }
        }
        return figures.toString();
    }

    private String figures(String day, String area) {
        var figures = new StringBuilder();
        for (String measure : List.of("groups", "members", "members-per-group", "groups-with-permit")) {
            figures.append("%s %s %s: %s%n"
                    .formatted(
                            day,
                            area,
                            measure,
                            Web.of(environment)
                                    .get("/api/v1/statistics/" + measure + "?area=" + area + "&asOf=" + day)
                                    .json()
                                    .get("total")));
        }
        return figures.toString();
    }

    @Test
    void a_visitor_of_the_old_address_is_led_to_the_group_that_goes_on_and_told() throws Exception {
        Web web = Web.of(environment);
        String page = web.get("/kelompok/baru-" + pair + "-uji").text();
        assertThat(page).doesNotContain("sudah digabung");
        Merge merge = merge();
        var moved = web.get("/kelompok/lama-" + pair + "-uji");
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.header("Location")).endsWith("/kelompok/baru-" + pair + "-uji" + "?dari=" + merge.from());
        var poster = web.get("/kelompok/lama-" + pair + "-uji" + "/poster?x=1");
        assertThat(poster.status()).isEqualTo(301);
        assertThat(poster.header("Location")).endsWith("/kelompok/baru-" + pair + "-uji" + "/poster?x=1");
        assertThat(web.get("/api/v1/products?group=lama-" + pair + "-uji").text())
                .isEqualTo(
                        web.get("/api/v1/products?group=baru-" + pair + "-uji").text());
        assertThat(web.get("/kelompok/baru-" + pair + "-uji" + "?dari=" + merge.from())
                        .text())
                .contains("sudah digabung", merge.from());
        assertThat(web.get("/kelompok/baru-" + pair + "-uji" + "?dari=17.99-0001")
                        .text())
                .doesNotContain("sudah digabung");
        assertThat(web.get("/api/v1/groups/" + merge.from())
                        .json()
                        .get("mergedInto")
                        .asString())
                .isEqualTo(merge.into());
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(web.get("/kelompok/lama-" + pair + "-uji").status()).isEqualTo(200);
    }

    @Test
    void a_search_for_the_old_name_or_number_finds_the_group_that_goes_on() throws Exception {
        ADuplicate.run(owner, "update registry.business_groups set name = 'Zaitun Lestari' where id = ?", old.id());
        String number = numberOf(old);
        Merge merge = merge();
        Web web = Web.of(environment);
        for (String text : List.of("zaitun+lestari", number)) {
            assertThat(web.get("/api/v1/groups?q=" + text)
                            .json()
                            .at("/items/0/number")
                            .asString())
                    .as(text)
                    .isEqualTo(merge.into());
        }
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(web.get("/api/v1/groups?q=zaitun+lestari")
                        .json()
                        .at("/items/0/number")
                        .asString())
                .isEqualTo(number);
    }

    @Test
    void a_search_for_products_by_the_old_name_finds_those_of_the_group_that_goes_on() throws Exception {
        ADuplicate.run(owner, "update registry.business_groups set name = 'Kecapi Lestari' where id = ?", old.id());
        aProduct("produk-kecapi-" + pair).of("baru-" + pair + "-uji").insert(owner);
        Web web = Web.of(environment);
        Merge merge = merge();
        Poll.until(() -> foundProducts(web).contains("produk-kecapi-" + pair));
        as(LEBONG, () -> merges.undo(merge.id()));
        Poll.until(() -> !foundProducts(web).contains("produk-kecapi-" + pair));
    }

    private static String foundProducts(Web web) {
        return web.get("/api/v1/products?q=kecapi+lestari").text();
    }

    @Test
    void a_change_of_other_columns_does_not_stand_in_the_way_and_is_kept() throws Exception {
        Merge merge = merge();
        ADuplicate.run(
                owner, "update registry.members set phone = '+628199999999' where membership_id = ?", old.member(1));
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(count("registry.members", "phone = '+628199999999'", old)).isEqualTo(1);
    }

    @Test
    void undoing_is_refused_by_name_when_something_would_be_lost() throws Exception {
        Merge merge = merge();
        ADuplicate.run(owner, """
                insert into registry.officer_terms (id, group_id, membership_id, office, started_on)
                values (uuidv7(), ?, ?, 'secretary', '2026-11-24')
                """, kept.id(), old.member(1));
        ADuplicate.run(
                owner,
                "update registry.group_private set contact_phone = '+628177777777' where group_id = ?",
                kept.id());
        String before = export();
        assertThat(refused(LEBONG, () -> merges.undo(merge.id())))
                .isEqualTo(new MergeChangedSince("officers", List.of("officers", "contact")));
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void undoing_is_refused_in_words_when_the_days_of_an_office_leave_no_room() throws Exception {
        Merge merge = merge();
        ADuplicate.run(owner, """
                insert into registry.officer_terms (id, group_id, membership_id, office, started_on, ended_on)
                values (uuidv7(), ?, null, 'chair', '2026-11-24', '2026-11-25')
                """, old.id());
        String before = export();
        assertThat(refused(LEBONG, () -> merges.undo(merge.id())))
                .isEqualTo(new MergeChangedSince("officers", List.of("officers")));
        assertThat(export()).isEqualTo(before);
        ADuplicate.run(
                owner, "delete from registry.officer_terms where group_id = ? and membership_id is null", old.id());

        // A term that began before its officer was a member, as merges of older versions left some.
        ADuplicate.run(
                owner,
                "update registry.merge_steps set before = before || '{\"started_on\": \"2017-01-01\"}'"
                        + " where merge_id = ? and table_name = 'officer_terms' and before <> 'null'",
                merge.id());
        assertThat(refused(LEBONG, () -> merges.undo(merge.id())))
                .isEqualTo(new MergeChangedSince("officers", List.of("officers")));
    }

    @Test
    void a_merge_of_the_merged_is_undone_from_the_last_to_the_first() throws Exception {
        ADuplicate third = aDuplicate("ketiga-" + pair + "-uji", TABA_ANYAR, 2)
                .called("Anggrek")
                .ofPersonsFrom(pair * 20 + 10)
                .insert(owner);
        String before = export();
        Merge first = merge();
        Merge second = as(LEBONG, () -> merges.merge(numberOf(kept), numberOf(third), "Satu kelompok.", false));
        assertThat(refused(LEBONG, () -> merges.undo(first.id())))
                .isEqualTo(new MergeChangedSince("groups", List.of("groups", "members", "families", "photos")));
        as(LEBONG, () -> merges.undo(second.id()));
        as(LEBONG, () -> merges.undo(first.id()));
        assertThat(export()).isEqualTo(before);
        ADuplicate.run(
                owner, "update registry.business_groups set deactivated_on = registered_on where id = ?", third.id());
    }

    @Test
    void what_cannot_be_merged_is_refused() throws Exception {
        String from = numberOf(old);
        String into = numberOf(kept);
        assertThat(refused(LEBONG, () -> merges.merge(from, from, "Sama.", false)))
                .isInstanceOf(MergeSameGroup.class);
        assertThat(refused(LEBONG, () -> merges.merge(from, into, " ", false))).isInstanceOf(InvalidFields.class);
        assertThat(refused(SELUMA, () -> merges.merge(from, into, "Sama.", false)))
                .isInstanceOf(NotFound.class);
        assertThat(refused(Actors.of(Role.FIELD_OFFICER, "17.07"), () -> merges.merge(from, into, "Sama.", false)))
                .isInstanceOf(NotAllowed.class);
        Merge merge = merge();
        assertThat(refused(LEBONG, () -> merges.merge(from, into, "Sama.", false)))
                .isEqualTo(new MergeNotActive(from));
        assertThat(refused(SELUMA, () -> merges.undo(merge.id()))).isInstanceOf(NotFound.class);
        as(LEBONG, () -> merges.undo(merge.id()));
        assertThat(refused(LEBONG, () -> merges.undo(merge.id()))).isInstanceOf(MergeAlreadyDecided.class);
    }

    @Test
    void of_two_offices_that_merge_at_once_in_opposite_ways_one_is_told() throws Exception {
        String one = numberOf(old);
        String other = numberOf(kept);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<String>> answers = new ArrayList<>();
            for (List<String> way : List.of(List.of(one, other), List.of(other, one))) {
                answers.add(threads.submit(() -> {
                    try {
                        as(LEBONG, () -> merges.merge(way.getFirst(), way.getLast(), "Sama.", false));
                        return "merged";
                    } catch (Refused refused) {
                        return refused.problem().code();
                    }
                }));
            }
            assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                    .containsExactlyInAnyOrder("merged", "merge-not-active");
        }
    }

    private Merge merge() throws Exception {
        return as(LEBONG, () -> merges.merge(numberOf(old), numberOf(kept), "Terdaftar dua kali.", false));
    }

    private static <T> T as(Actor actor, Callable<T> work) throws Exception {
        return CurrentActor.call(actor, work::call);
    }

    private static Problem refused(Actor actor, Callable<?> work) {
        Refused refused = catchThrowableOfType(Refused.class, () -> as(actor, work));
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    private String numberOf(ADuplicate group) throws SQLException {
        return text("select number from registry.business_groups where id = '" + group.id() + "'");
    }

    /// A fingerprint of every table, except records of events: the merges, the audit trail with its keys,
    /// and the platform's own tables. Ignores versions, which only increase.
    private String export() throws SQLException {
        List<String> tables = Rows.all(owner, """
                select schemaname || '.' || tablename
                  from pg_tables
                 where schemaname !~ '^(pg_|information_schema|platform|public)'
                   and schemaname || '.' || tablename not in
                       ('registry.merges', 'registry.merge_steps', 'identity.audit_trail', 'identity.subject_keys')
                 order by 1
                """);
        assertThat(tables).contains("registry.members", "permit.permits", "market.orders", "identity.account_scopes");
        var export = new StringBuilder();
        for (String table : tables) {
            export.append(table)
                    .append(' ')
                    .append(text("select count(*) || ' ' || coalesce(md5(string_agg(row, e'\\n' order by row)), '')"
                            + " from (select (to_jsonb(t) - 'version')::text collate \"C\" as row from "
                            + table
                            + " t) r"))
                    .append('\n');
        }
        return export.toString();
    }

    /// Retries, since the market's copy of sellers follows by events.
    private void assertExport(String before) {
        var now = new AtomicReference<>("");
        try {
            Poll.until(() -> {
                now.set(assertDoesNotThrow(this::export));
                return before.equals(now.get());
            });
        } catch (AssertionError tooLong) {
            assertThat(now.get()).isEqualTo(before);
        }
    }

    private long count(String table, String condition, ADuplicate group) throws SQLException {
        return number("select count(*) from " + table + " where group_id = '" + group.id() + "' and " + condition);
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
