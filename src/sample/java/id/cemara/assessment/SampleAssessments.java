package id.cemara.assessment;

import id.cemara.platform.start.SampleData;
import id.cemara.registry.GroupStage;
import id.cemara.registry.SampleGroup;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Assessments of two of five of the sample's groups, made in the last two years after the group came to the stage it
/// is at, with answers that speak for that stage.
@Component
final class SampleAssessments implements SampleData {

    private static final String CEMARA_INDAH = "17.71-0004";
    private static final LocalTime SIGNED_AT = LocalTime.of(3, 30);

    @Override
    public int order() {
        return 410;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        Rubric rubric = rubric(owner);
        UUID signer = UUID.nameUUIDFromBytes("sample signer of assessments".getBytes(StandardCharsets.UTF_8));
        try (PreparedStatement assessment = owner.prepareStatement("""
                        insert into assessment.assessments (id, group_id, area_code, rubric_key, score, proposed_stage,
                               assessed_on, signed_at, signed_by, signed_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'petugas (contoh)')
                        """);
                PreparedStatement answer = owner.prepareStatement("""
                        insert into assessment.answers (assessment_id, group_id, area_code, rubric_key, criterion,
                               points, evidence)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)) {
            List<SampleGroup> groups = SampleGroup.all(owner);
            for (int i = 0; i < groups.size(); i++) {
                SampleGroup group = groups.get(i);
                var chance = new SplittableRandom(plan.seed() * 1_000_003 + 410_000 + i);
                if (chance.nextInt(100) >= 40 && !group.number().equals(CEMARA_INDAH)) {
                    continue;
                }
                Map<String, Integer> points = points(rubric, stage(group.stage()), chance);
                UUID id = UUID.nameUUIDFromBytes(
                        ("sample assessment " + group.number()).getBytes(StandardCharsets.UTF_8));
                assessment.setObject(1, id);
                assessment.setObject(2, group.id());
                assessment.setString(3, group.areaCode());
                assessment.setString(4, rubric.key());
                assessment.setInt(5, rubric.judge(points).score());
                assessment.setString(6, group.stage());
                LocalDate on = plan.day().minusDays(chance.nextInt(20, 700));
                LocalDate assessedOn = on.isBefore(group.stageFrom()) ? group.stageFrom() : on;
                assessment.setObject(7, assessedOn);
                assessment.setObject(8, OffsetDateTime.of(assessedOn, SIGNED_AT, ZoneOffset.UTC));
                assessment.setObject(9, signer);
                assessment.addBatch();
                for (Criterion criterion : rubric.criteria()) {
                    int given = points.getOrDefault(criterion.key(), 0);
                    answer.setObject(1, id);
                    answer.setObject(2, group.id());
                    answer.setString(3, group.areaCode());
                    answer.setString(4, rubric.key());
                    answer.setString(5, criterion.key());
                    answer.setInt(6, given);
                    answer.setString(7, given == 0 ? null : criterion.evidence().indonesian());
                    answer.addBatch();
                }
            }
            assessment.executeBatch();
            answer.executeBatch();
        }
    }

    /// Points that speak for that stage: drawn around what is usual for it, until they do.
    private static Map<String, Integer> points(Rubric rubric, GroupStage stage, SplittableRandom chance) {
        int usual =
                switch (stage) {
                    case BASIC -> 1;
                    case DEVELOPING -> 2;
                    case INDEPENDENT -> 3;
                };
        while (true) {
            Map<String, Integer> points = new LinkedHashMap<>();
            for (Criterion criterion : rubric.criteria()) {
                points.put(criterion.key(), Math.clamp(usual + chance.nextInt(-1, 2), 0, Criterion.MOST_POINTS));
            }
            if (rubric.judge(points).stage() == stage) {
                return points;
            }
        }
    }

    private static Rubric rubric(Connection owner) throws SQLException {
        List<Criterion> criteria = new ArrayList<>();
        try (var statement = owner.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery(Rubrics.CRITERIA + " where rubric_key = 'contoh-1' order by position")) {
                while (row.next()) {
                    criteria.add(Rubrics.criterion(row));
                }
            }
            try (ResultSet row = statement.executeQuery(Rubrics.COLUMNS + " where key = 'contoh-1'")) {
                row.next();
                return Rubrics.rubric(row, criteria);
            }
        }
    }

    private static GroupStage stage(String key) {
        return List.of(GroupStage.values()).stream()
                .filter(stage -> stage.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
