package id.cemara.market.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Actors;
import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.area.Areas;
import id.cemara.exchange.Importer;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.jobs.FrequentWork;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.duplicates.Merge;
import id.cemara.registry.duplicates.Merges;
import id.cemara.registry.groups.GroupDetails;
import id.cemara.registry.groups.GroupDetails.Business;
import id.cemara.registry.groups.GroupReviews;
import id.cemara.registry.groups.Registry;
import id.cemara.registry.groups.ReviewStep;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The market's copy of sellers follows every change of what it copies.
@WritingTest
class SellersTests {

    private static final Actor LEBONG = Actors.of(Role.DISTRICT_OFFICE, "17.07");
    private static int number;

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private Environment environment;

    @Autowired
    private Registry registry;

    @Autowired
    private GroupReviews reviews;

    @Autowired
    private Merges merges;

    @Autowired
    private Areas areas;

    @Autowired
    private GroupFacts groups;

    @Autowired
    private GroupsInScope inScope;

    @Autowired
    private Sellers sellers;

    @Autowired
    private List<FrequentWork> frequent;

    private String name = "";

    @BeforeEach
    void a_name() {
        number++;
        name = "Penjual Uji " + "abcdefghijklmnopqrstuvwxyz".charAt(number);
    }

    @Test
    void a_group_is_followed_from_its_draft_to_its_end() throws SQLException {
        GroupInScope group = as(() -> registry.register(details(name, "17.07.04.1003", "home-industry")));
        followed(group, "f|home-industry");
        step(group, ReviewStep.SUBMIT, null);
        step(group, ReviewStep.RETURN, "Alamat belum lengkap.");
        step(group, ReviewStep.SUBMIT, null);
        step(group, ReviewStep.VERIFY, null);
        followed(group, "t|home-industry");
        int version = step(group, ReviewStep.DEACTIVATE, "Bubar.").version();
        followed(group, "f|home-industry");
        int again = step(group, ReviewStep.REACTIVATE, null).version();
        assertThat(again).isGreaterThan(version);
        followed(group, "t|home-industry");
        as(() -> registry.change(group.id(), again, details(name + " Baru", "17.07.04.2001", "agriculture")));
        followed(group, "t|agriculture");
    }

    @Test
    void a_merge_and_its_undoing_are_followed_and_products_go_along() throws SQLException {
        GroupInScope from = verified(name + " Lama");
        GroupInScope into = verified(name + " Baru");
        followed(from, "t|home-industry");
        UUID product = UUID.randomUUID();
        Rows.run(access, """
                insert into market.products (id, group_id, area_code, slug, name, category_key, unit, price, kind, state,
                       published_at, created_at)
                values ('%1$s', '%2$s', '17.07.04.1003', 'uji-%1$s', 'Uji', 'crafts', 'buah', 1000, 'ready', 'published',
                        now(), now());
                insert into market.stock (product_id, group_id, area_code, on_hand)
                values ('%1$s', '%2$s', '17.07.04.1003', 5)
                """.formatted(product, from.id()));
        Merge merge = as(() -> merges.merge(from.number(), into.number(), "Tercatat dua kali.", false));
        followed(from, "f|home-industry");
        followed(into, "t|home-industry");
        String state = """
                select p.group_id || ' ' || s.group_id || ' ' || p.state
                  from market.products p join market.stock s on s.product_id = p.id where p.id = '%s'
                """.formatted(product);
        Poll.until(() -> Rows.one(access, state).equals(into.id() + " " + into.id() + " resting"));
        as(() -> merges.undo(merge.id()));
        followed(from, "t|home-industry");
        Poll.until(() -> Rows.one(access, state).equals(from.id() + " " + from.id() + " published"));
    }

    @Test
    void what_a_listener_could_not_take_is_told_to_it_again() throws SQLException {
        GroupInScope group = verified(name);
        followed(group, "t|home-industry");
        String failed = "select count(*) from platform.event_publication where status = 'FAILED'"
                + " and serialized_event like '%" + group.id() + "%'";
        Rows.run(
                access,
                "alter table market.sellers add constraint uji check (number <> '%s' or is_open) not valid"
                        .formatted(group.number()));
        try {
            step(group, ReviewStep.DEACTIVATE, "Bubar.");
            Poll.until(() -> Rows.one(access, failed).equals("1"));
        } finally {
            Rows.run(access, "alter table market.sellers drop constraint uji");
        }
        FrequentWork again = frequent.stream()
                .filter(work -> work.name().equals("failed-events"))
                .findFirst()
                .orElseThrow();
        again.run();
        followed(group, "f|home-industry");
        Poll.until(() -> Rows.one(access, failed).equals("0"));
    }

    @Test
    void groups_of_an_import_are_followed() throws SQLException {
        var importer = new Importer(Web.of(environment), "lebong", "groups");
        StringBuilder file = new StringBuilder("Nama;Desa;Bidang\n");
        for (int i = 0; i < 30; i++) {
            file.append(name)
                    .append(" Kiriman ")
                    .append((char) ('a' + i % 26))
                    .append(i)
                    .append(";17.07.04.1003;jasa\n");
        }
        JsonNode made = importer.send(file.toString());
        assertThat(importer.commit(made, "all").json().get("state").asString()).isEqualTo("committed");
        Poll.until(
                () -> Rows.one(access, "select count(*) from market.sellers where name like '" + name + " Kiriman %'")
                        .equals("30"));
        assertThat(Rows.one(access, """
                select count(*) from platform.event_publication
                 where event_type like '%GroupsChanged' and serialized_event like '%%' || 'NAME Kiriman' || '%%'
                """.replace("NAME", name))).isEqualTo("1");
        different();
    }

    @Test
    void a_permit_is_followed_until_it_is_withdrawn() {
        GroupInScope group = verified(name);
        Web web = Web.of(environment);
        String path = "/api/v1/groups/" + group.number() + "/permits";
        JsonNode added = web.postJson(
                        path, "{\"kind\":\"halal\",\"number\":\"ID00000000000000001\"}", web.bearer("lebong"))
                .json();
        String halal = "select coalesce(halal, '-') from market.sellers where group_id = '" + group.id() + "'";
        Poll.until(() -> Rows.one(access, halal).equals("ID00000000000000001"));
        assertThat(web.postJson(
                                path,
                                "{\"kind\":\"halal\",\"number\":\"ID00000000000000002\",\"replaces\":\"%s\",\"replacesVersion\":0}"
                                        .formatted(added.get("id").asString()),
                                web.bearer("lebong"))
                        .status())
                .isEqualTo(201);
        Poll.until(() -> Rows.one(access, halal).equals("ID00000000000000002"));
    }

    @Test
    void what_was_missed_is_found_at_night_and_a_republishing_writes_all_again() throws SQLException {
        Rows.run(
                access,
                "update market.sellers set name = 'lain', halal = 'lain' where number between '17.05-0001' and '17.05-0020'");
        Rows.run(access, "update market.sellers set is_open = false, place = 'lain' where number = '17.03-0001'");
        sellers.run();
        different();
        Rows.run(access, "update market.sellers set name = 'lain' where number = '17.05-0003'");
        CurrentActor.run(new Actor.System("test", List.of(Actor.EVERYWHERE)), () -> groups.republish());
        Poll.until(() -> Rows.one(access, "select count(*) from market.sellers where name = 'lain'")
                .equals("0"));
    }

    /// Asserts that the copy equals the registry, except for groups that tests inserted directly.
    private void different() {
        assertThat(Rows.one(access, """
                select count(*)
                  from market.sellers s
                  join registry.business_groups g on g.id = s.group_id
                  join registry.group_sectors x on x.group_id = g.id and x.valid_to is null and x.is_primary
                 where (s.number, s.slug, s.name, s.area_code, s.place, s.primary_sector, s.is_open)
                       is distinct from (g.number, g.slug, g.name, g.area_code, g.place, x.sector_key,
                                         g.approval = 'verified' and g.deactivated_on is null)
                """)).isEqualTo("0");
    }

    private void followed(GroupInScope group, String openAndSector) {
        Poll.until(() -> Rows.one(
                        access,
                        "select is_open || '|' || primary_sector from market.sellers where group_id = '" + group.id()
                                + "'")
                .equals(openAndSector.replace("t|", "true|").replace("f|", "false|")));
        Poll.until(() -> Rows.one(access, """
                select count(*) from market.sellers s join registry.business_groups g on g.id = s.group_id
                 where s.group_id = '%s' and (s.name, s.area_code, s.place) = (g.name, g.area_code, g.place)
                """.formatted(group.id())).equals("1"));
    }

    private GroupInScope step(GroupInScope group, ReviewStep step, @Nullable String why) {
        return as(() -> reviews.take(group.id(), step, inScope.byId(group.id()).version(), why, List.of()));
    }

    private GroupInScope verified(String called) {
        GroupInScope group = as(() -> registry.register(details(called, "17.07.04.1003", "home-industry")));
        step(group, ReviewStep.SUBMIT, null);
        return step(group, ReviewStep.VERIFY, null);
    }

    private GroupDetails details(String called, String village, String sector) {
        return new GroupDetails(
                called,
                areas.find(new AreaCode(village)).orElseThrow(),
                List.of(new Business(sector, null)),
                LocalDate.of(2026, 1, 5),
                null,
                null,
                null,
                null);
    }

    private static <T> T as(java.util.concurrent.Callable<T> work) {
        return CurrentActor.call(LEBONG, () -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
