package id.cemara.assessment;

import java.util.LinkedHashMap;
import java.util.Map;

/// An assessment with the rubric used.
public record AssessmentView(Assessment assessment, Rubric rubric) {

    /// Recomputed with the rubric used, for the gaps to the next stage.
    public Verdict verdict() {
        Map<String, Integer> points = new LinkedHashMap<>();
        assessment.answers().forEach(answer -> points.put(answer.criterion(), answer.points()));
        return rubric.judge(points);
    }
}
