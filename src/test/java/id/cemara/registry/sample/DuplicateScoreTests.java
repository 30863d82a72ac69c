package id.cemara.registry.sample;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/// How well the check for duplicates tells a second registration from a group that only looks like one.
class DuplicateScoreTests {

    @Test
    void of_two_thousand_labelled_records_nearly_all_are_told_apart_and_nothing_stays() throws Exception {
        try (Connection owner = TestDatabases.owner(Content.EMPTY)) {
            LabelledDuplicates.Report report = LabelledDuplicates.measure(owner, 2_000, 1);
            assertThat(report.checks()).isEqualTo(1_000);
            assertThat(report.precision()).as("%s", report).isGreaterThanOrEqualTo(0.95);
            assertThat(report.recall()).as("%s", report).isGreaterThanOrEqualTo(0.88);
            try (var left = owner.createStatement()
                    .executeQuery("select count(*) from registry.business_groups where slug like 'uji-%'")) {
                assertThat(left.next() && left.getInt(1) == 0).isTrue();
            }
        }
    }
}
