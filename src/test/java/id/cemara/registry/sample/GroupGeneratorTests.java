package id.cemara.registry.sample;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import id.cemara.platform.start.SampleData.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupGeneratorTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @Test
    void two_thousand_groups_keep_the_rules() throws SQLException {
        try (Connection owner = TestDatabases.owner(Content.EMPTY)) {
            new GroupGenerator(new SampleConfiguration().villages()).generate(owner, 2_000, 20_000, 7, DAY);
            owner.commit();
            var rows = new Rows(owner);
            RegistryRules.hold(rows, "2026-11-24");
            assertThat(rows.groups("2026-11-24")).isEqualTo(2_000);
            assertThat(rows.members("2020-04-30")).isEqualTo(20_000);
            assertThat(rows.members("2026-11-24")).isEqualTo(20_000);
            assertThat(rows.groupsByRegency("2026-11-24"))
                    .hasSize(10)
                    .allSatisfy((regency, groups) -> assertThat(groups).isPositive());
            Map<String, Long> primary = rows.groupsBySector("2026-11-24", "s.is_primary");
            assertThat(primary.get("home-industry")).isBetween(1_700L, 1_820L);
            assertThat(primary.get("agriculture")).isBetween(120L, 200L);
            assertThat(rows.number("select count(*) from registry.group_sectors where not is_primary"))
                    .isBetween(50L, 115L);
        }
    }

    @Test
    void it_adds_to_groups_that_are_there() throws SQLException {
        try (Connection owner = TestDatabases.owner(Content.EMPTY)) {
            new SampleGroups(new SampleConfiguration().villages()).load(owner, new Plan(1, DAY, "secret"));
            new GroupGenerator(new SampleConfiguration().villages()).generate(owner, 300, 1_500, 1, DAY);
            owner.commit();
            var rows = new Rows(owner);
            assertThat(rows.groups("2026-11-24")).isEqualTo(1_160);
            assertThat(rows.members("2026-11-24")).isEqualTo(6_958);
            assertThat(rows.number("select count(distinct number) from registry.business_groups"))
                    .isEqualTo(1_160);
        }
    }

    @Test
    void the_same_seed_gives_the_same_groups() throws SQLException {
        try (Connection one = TestDatabases.owner(Content.EMPTY);
                Connection two = TestDatabases.owner(Content.EMPTY)) {
            new GroupGenerator(new SampleConfiguration().villages()).generate(one, 200, 1_270, 3, DAY);
            new GroupGenerator(new SampleConfiguration().villages()).generate(two, 200, 1_270, 3, DAY);
            assertThat(new Rows(one).fingerprint()).isEqualTo(new Rows(two).fingerprint());
        }
    }
}
