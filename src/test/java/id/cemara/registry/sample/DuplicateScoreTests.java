package id.cemara.registry.sample;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import java.io.PrintWriter;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/// How well the check for duplicates tells a second registration from a group that only looks like one.
class DuplicateScoreTests {

    @Test
    void of_a_thousand_labelled_records_nearly_all_are_told_apart() throws Exception {
        try (Connection owner = TestDatabases.owner(Content.EMPTY)) {
            LabelledDuplicates.Report report = LabelledDuplicates.measure(owner, 20_000, 1);
            System.out.println(report);
            try (var out = new PrintWriter("/tmp/evidence.tsv")) {
                LabelledDuplicates.evidence(owner, 20_000, 2, (kind, duplicate, row) -> {
                    if (row.getFloat("name_match") > 0.15 || row.getInt("shared") > 0 || row.getBoolean("same_phone") || duplicate) {
                        out.printf(
                                "%s\t%d\t%.4f\t%d\t%d\t%d\t%d\t%.3f%n",
                                kind,
                                duplicate ? 1 : 0,
                                row.getFloat("name_match"),
                                row.getInt("numbers"),
                                row.getInt("depth"),
                                row.getBoolean("same_phone") ? 1 : 0,
                                row.getInt("shared"),
                                row.getFloat("shared_part"));
                    }
                });
            }
            assertThat(report.precision()).isGreaterThanOrEqualTo(0.5);
        }
    }
}
