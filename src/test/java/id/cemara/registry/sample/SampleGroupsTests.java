package id.cemara.registry.sample;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import id.cemara.platform.start.SampleData.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleGroupsTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Map<String, Long> BY_REGENCY = Map.of(
            "17.01", 147L, "17.02", 32L, "17.03", 171L, "17.04", 84L, "17.05", 69L, "17.06", 150L, "17.07", 63L,
            "17.08", 57L, "17.09", 20L, "17.71", 67L);
    private static final Map<String, Long> BY_ANY_SECTOR =
            Map.of("home-industry", 787L, "agriculture", 74L, "services", 11L, "livestock-and-other", 21L);

    private static Connection sample;
    private static Rows rows;

    @BeforeAll
    static void load() throws SQLException {
        sample = loaded(1, DAY);
        rows = new Rows(sample);
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-04-30", "2020-12-31", "2023-02-28", "2026-11-24"})
    void the_figures_of_the_report_add_up_on_every_day_since_its_count(String day) throws SQLException {
        assertReportHolds(rows, day);
    }

    @Test
    void before_the_first_registration_there_is_nothing() throws SQLException {
        assertThat(rows.groups("2011-12-31")).isZero();
        assertThat(rows.members("2011-12-31")).isZero();
        assertThat(rows.groups("2015-04-30")).isBetween(470L, 540L);
    }

    @Test
    void every_year_has_registrations() throws SQLException {
        assertThat(rows.numbers("""
                select extract(year from registered_on)::text, count(*) from registry.business_groups group by 1
                """))
                .hasSize(9)
                .allSatisfy((year, groups) -> assertThat(groups).isPositive());
    }

    @Test
    void the_rules_of_the_registry_hold() throws SQLException {
        RegistryRules.hold(rows, "2026-11-24");
    }

    @Test
    void groups_have_3_to_14_members() throws SQLException {
        assertThat(rows.number("select min(members) from registry.directory")).isEqualTo(3);
        assertThat(rows.number("select max(members) from registry.directory")).isBetween(12L, 14L);
    }

    @Test
    void the_named_groups_are_where_the_report_has_them() throws SQLException {
        assertThat(rows.numbers("""
                select concat_ws(' ', g.slug, g.name, left(g.area_code, 5), s.sector_key, o.status), 1
                  from registry.business_groups g
                  join registry.group_sectors s on s.group_id = g.id and s.is_primary
                  join registry.group_statuses o on o.group_id = g.id and o.valid_to is null
                 where g.name in ('Cemara Indah', 'Ibu Sri', 'Zafil', 'Wanita Mandiri')
                """))
                .containsOnlyKeys(
                        "cemara-indah Cemara Indah 17.71 home-industry normal",
                        "ibu-sri Ibu Sri 17.71 home-industry normal",
                        "zafil Zafil 17.71 home-industry normal",
                        "wanita-mandiri Wanita Mandiri 17.07 home-industry normal");
        assertThat(rows.number("""
                select count(*) from registry.business_groups
                 where slug = 'wanita-mandiri' and area_code = '17.07.04.1003'
                   and place = 'Taba Anyar, Lebong Selatan, Lebong'
                """)).isOne();
        assertThat(rows.number("""
                select count(*) from registry.group_sectors s join registry.business_groups g on g.id = s.group_id
                 where g.slug = 'ibu-sri' and s.kind_key = 'fish-floss'
                """)).isOne();
    }

    @Test
    void the_pandemic_cuts_and_closes_and_passes() throws SQLException {
        assertThat(rows.groupsBy("group_statuses", "status", "2020-03-31")).containsOnlyKeys("normal");
        Map<String, Long> mid2020 = rows.groupsBy("group_statuses", "status", "2020-07-01");
        assertThat(mid2020.get("reduced")).isBetween(250L, 450L);
        assertThat(mid2020.get("temporarily-closed")).isBetween(120L, 350L);
        assertThat(rows.groupsBy("group_statuses", "status", "2021-06-30").get("recovering"))
                .isGreaterThan(100);
        Map<String, Long> today = rows.groupsBy("group_statuses", "status", "2026-11-24");
        assertThat(today.get("normal")).isGreaterThan(700);
        assertThat(today).containsKeys("reduced", "temporarily-closed", "recovering");
        assertThat(today.get("dissolved")).isBetween(2L, 18L);
    }

    @Test
    void most_groups_are_at_the_basic_stage() throws SQLException {
        Map<String, Long> stages = rows.groupsBy("group_stages", "stage", "2026-11-24");
        assertThat(stages.get("basic")).isBetween(460L, 570L);
        assertThat(stages.get("developing")).isBetween(200L, 315L);
        assertThat(stages.get("independent")).isBetween(50L, 130L);
    }

    @Test
    void the_last_eight_weeks_are_lively() throws SQLException {
        for (String change : new String[] {
            "memberships where joined_on",
            "memberships where left_on",
            "group_stages where valid_from",
            "group_statuses where valid_from",
            "officer_terms where started_on"
        }) {
            assertThat(rows.number("select count(*) from registry." + change + " > date '2026-11-24' - 56"))
                    .as(change)
                    .isPositive();
        }
    }

    @Test
    void about_a_third_of_the_chairs_are_named_in_public() throws SQLException {
        assertThat(rows.number("select count(*) from registry.officer_terms where public_name is not null"))
                .isBetween(230L, 350L);
    }

    @Test
    void names_are_varied() throws SQLException {
        assertThat(rows.number("select count(distinct name) from registry.business_groups"))
                .isGreaterThan(450);
        assertThat(rows.number("select count(distinct name) from registry.members"))
                .isGreaterThan(3500);
    }

    @Test
    void the_same_seed_and_day_give_the_same_rows_and_another_seed_other_details() throws SQLException {
        String first = rows.fingerprint();
        try (Connection again = loaded(1, DAY);
                Connection other = loaded(2, DAY)) {
            assertThat(new Rows(again).fingerprint()).isEqualTo(first);
            assertThat(new Rows(other).fingerprint().lines())
                    .doesNotContainAnyElementsOf(first.lines()
                            .filter(line -> !line.startsWith("number_counters"))
                            .toList());
            assertReportHolds(new Rows(other), "2026-11-24");
            RegistryRules.hold(new Rows(other), "2026-11-24");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-12-31", "2025-01-01", "2027-03-01"})
    void the_sample_can_end_at_any_day(String day) throws SQLException {
        try (Connection other = loaded(1, LocalDate.parse(day))) {
            var there = new Rows(other);
            assertReportHolds(there, "2020-04-30");
            assertReportHolds(there, day);
            RegistryRules.hold(there, day);
        }
    }

    private static void assertReportHolds(Rows rows, String day) throws SQLException {
        assertThat(rows.groups(day)).isEqualTo(860);
        assertThat(rows.groupsByRegency(day)).isEqualTo(BY_REGENCY);
        assertThat(rows.groupsBySector(day, "true")).isEqualTo(BY_ANY_SECTOR);
        assertThat(rows.groupsBySector(day, "s.is_primary").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(860);
        assertThat(rows.groupsBySector(day, "not s.is_primary").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(33);
        assertThat(rows.members(day)).isEqualTo(5_458);
    }

    private static Connection loaded(long seed, LocalDate day) throws SQLException {
        Connection owner = TestDatabases.owner(Content.EMPTY);
        new SampleGroups(new SampleConfiguration().villages()).load(owner, new Plan(seed, day, "secret"));
        owner.commit();
        return owner;
    }
}
