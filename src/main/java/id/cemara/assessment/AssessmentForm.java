package id.cemara.assessment;

import id.cemara.assessment.Assessment.Answer;
import id.cemara.shared.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An assessment as typed. A criterion's form fields are `points.<criterion>` and `evidence.<criterion>`.
///
/// @param assessedOn 2020-12-31; null for today
/// @param points as typed, by criterion
/// @param evidence as typed, by criterion
record AssessmentForm(
        @Nullable String assessedOn, @Nullable String note, Map<String, String> points, Map<String, String> evidence) {

    private static final int LONGEST_EVIDENCE = 500;
    private static final int LONGEST_NOTE = 1000;

    /// Evidence is required from this number of points on.
    private static final int POINTS_WITH_EVIDENCE = 2;

    AssessmentForm {
        points = Map.copyOf(points);
        evidence = Map.copyOf(evidence);
    }

    record Facts(LocalDate assessedOn, @Nullable String note, List<Answer> answers) {

        Map<String, Integer> points() {
            Map<String, Integer> points = new LinkedHashMap<>();
            answers.forEach(answer -> points.put(answer.criterion(), answer.points()));
            return points;
        }
    }

    /// @param earliest the day of the previous assessment; null if there is none
    /// @throws id.cemara.shared.Refused naming every invalid field
    Facts read(Rubric rubric, LocalDate today, @Nullable LocalDate earliest) {
        var checks = new Checks();
        LocalDate day = checks.pastDay("assessedOn", assessedOn, today).orElse(today);
        if (earliest != null) {
            checks.that(!day.isBefore(earliest), "assessedOn", "assessment-order", earliest);
        }
        List<Answer> answers = new ArrayList<>();
        for (Criterion criterion : rubric.criteria()) {
            String typed = points.getOrDefault(criterion.key(), "");
            boolean isGiven = typed.matches("[0-3]");
            checks.that(isGiven, "points." + criterion.key(), "assessment-points");
            String field = "evidence." + criterion.key();
            String seen = checks.text(field, evidence.get(criterion.key()), LONGEST_EVIDENCE);
            if (isGiven) {
                int given = Integer.parseInt(typed);
                checks.that(given < POINTS_WITH_EVIDENCE || !seen.isEmpty(), field, "assessment-evidence");
                answers.add(new Answer(criterion.key(), given, seen.isEmpty() ? null : seen));
            }
        }
        for (String field : List.of("points", "evidence")) {
            (field.equals("points") ? points : evidence)
                    .keySet().stream()
                            .filter(key -> rubric.criteria().stream()
                                    .noneMatch(criterion -> criterion.key().equals(key)))
                            .sorted()
                            .forEach(key -> checks.that(false, field + "." + key, "known-field"));
        }
        String said = checks.text("note", note, LONGEST_NOTE);
        checks.refuseProblems();
        return new Facts(day, said.isEmpty() ? null : said, answers);
    }
}
