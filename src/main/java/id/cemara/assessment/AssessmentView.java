package id.cemara.assessment;

import id.cemara.registry.GroupStage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An assessment with the rubric used.
public record AssessmentView(Assessment assessment, Rubric rubric) {

    /// The stage after the assessed one; null for the highest.
    public @Nullable GroupStage nextStage() {
        return Rubric.next(assessment.stage()).orElse(null);
    }

    /// Recomputed with the rubric used, for the gaps to the next stage.
    public Verdict verdict() {
        Map<String, Integer> points = new LinkedHashMap<>();
        assessment.answers().forEach(answer -> points.put(answer.criterion(), answer.points()));
        return rubric.judge(points);
    }
}
