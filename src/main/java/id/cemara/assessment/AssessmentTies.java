package id.cemara.assessment;

import static id.cemara.registry.ties.GroupTie.follows;
import static id.cemara.registry.ties.GroupTie.moves;

import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupRows;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTies;
import id.cemara.registry.ties.MergeSteps;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// In a merge assessments move to the surviving group as part of its history. Its stage does not change.
@Component
class AssessmentTies implements GroupTies {

    private static final String ASSESSMENTS = "assessment.assessments";

    private final JdbcClient db;
    private final MergeSteps steps;
    private final GroupRows assessments;

    AssessmentTies(JdbcClient db, MergeSteps steps) {
        this.db = db;
        this.steps = steps;
        this.assessments = new GroupRows(db, steps, ASSESSMENTS, false);
    }

    @Override
    public List<GroupTie> ties() {
        return List.of(moves(ASSESSMENTS), follows("assessment.answers", ASSESSMENTS));
    }

    @Override
    public void merge(GroupMerge merge) {
        assessments.move(merge);
    }

    @Override
    public List<String> conflicts(GroupMerge merge) {
        return assessments.areChangedSince(merge) || areCorrectedSince(merge) ? List.of("assessments") : List.of();
    }

    /// Whether an assessment that stays corrects one that would move back.
    private boolean areCorrectedSince(GroupMerge merge) {
        return db.sql("""
                with moved as (select k.id from jsonb_to_recordset(:steps::jsonb) as k (id uuid))
                select exists (select
                                 from assessment.assessments a
                                where a.corrects in (select id from moved) and a.id not in (select id from moved))
                """)
                .param("steps", steps.of(merge, ASSESSMENTS))
                .query(Boolean.class)
                .single();
    }

    @Override
    public void undo(GroupMerge merge) {
        assessments.giveBack(merge);
    }
}
