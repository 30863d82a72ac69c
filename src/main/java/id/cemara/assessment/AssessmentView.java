package id.cemara.assessment;

import java.util.LinkedHashMap;
import java.util.Map;

/// An assessment with the rubric it was made with and what was missing for the next stage.
///
/// @param assessment what was signed
/// @param rubric what it was made with
public record AssessmentView(Assessment assessment, Rubric rubric) {

    /// What was missing for the stage after it, by the rubric of then.
    public Verdict verdict() {
        Map<String, Integer> points = new LinkedHashMap<>();
        assessment.answers().forEach(answer -> points.put(answer.criterion(), answer.points()));
        return rubric.judge(points);
    }
}
