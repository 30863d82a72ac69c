package id.cemara.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.cemara.assessment.Criterion.BilingualText;
import id.cemara.assessment.Verdict.Gap;
import id.cemara.registry.GroupStage;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Scoring with a rubric, without a database.
class RubricTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final BilingualText WORDS = new BilingualText("a", "b");

    /// Production weighs three times as much as bookkeeping; mandiri requires bookkeeping.
    private static final Rubric RUBRIC = new Rubric(
            "uji-1",
            1,
            WORDS,
            false,
            40,
            75,
            List.of(
                    new Criterion("production", 3, WORDS, WORDS, WORDS, 1, 2),
                    new Criterion("books", 1, WORDS, WORDS, WORDS, 0, 2)));

    @Test
    void the_score_is_the_weighted_share_of_all_points_rounded_half_up() {
        assertThat(judge(0, 0).score()).isZero();
        assertThat(judge(3, 3).score()).isEqualTo(100);
        assertThat(judge(1, 0).score()).isEqualTo(25);
        assertThat(judge(0, 1).score()).isEqualTo(8); // 1 of 12 is 8.33
        assertThat(judge(2, 2).score()).isEqualTo(67); // 8 of 12 is 66.67
    }

    @Test
    void a_stage_needs_its_score_and_its_least_points() {
        assertThat(judge(1, 1).stage()).isEqualTo(GroupStage.BASIC);
        assertThat(judge(2, 0).stage()).isEqualTo(GroupStage.DEVELOPING);
        assertThat(judge(3, 1).stage()).isEqualTo(GroupStage.DEVELOPING);
        assertThat(judge(3, 2).stage()).isEqualTo(GroupStage.INDEPENDENT);
    }

    @Test
    void it_says_why_a_group_is_not_yet_at_the_next_stage() {
        assertThat(judge(0, 3).gaps()).containsExactly(new Gap(Gap.SCORE, 25, 40), new Gap("production", 0, 1));
        assertThat(judge(3, 1).gaps()).containsExactly(new Gap("books", 1, 2));
        assertThat(judge(3, 3).gaps()).isEmpty();
    }

    @Test
    void every_criterion_has_points() {
        assertThatThrownBy(() -> RUBRIC.judge(Map.of("production", 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> judge(4, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_form_says_everything_that_is_wrong_with_it_at_once() {
        var form = new AssessmentForm(
                "2026-11-25", null, Map.of("production", "2", "books", "7"), Map.of("books", "x".repeat(501)));
        assertThat(problems(form, null).stream().map(problem -> problem.field() + " " + problem.expected()))
                .containsExactly(
                        "assessedOn not-in-future",
                        "evidence.production assessment-evidence",
                        "points.books assessment-points",
                        "evidence.books too-long");
    }

    @Test
    void no_assessment_comes_before_the_last_one() {
        var form = new AssessmentForm("2026-11-01", " ", Map.of("production", "1", "books", "0"), Map.of());
        assertThat(problems(form, LocalDate.of(2026, 11, 2)))
                .containsExactly(
                        new FieldProblem("assessedOn", "assessment-order", List.of(LocalDate.of(2026, 11, 2))));
        assertThat(form.read(RUBRIC, TODAY, LocalDate.of(2026, 11, 1)).note()).isNull();
    }

    private static Verdict judge(int production, int books) {
        return RUBRIC.judge(Map.of("production", production, "books", books));
    }

    private static List<FieldProblem> problems(AssessmentForm form, @Nullable LocalDate earliest) {
        Refused refused = catchThrowableOfType(Refused.class, () -> form.read(RUBRIC, TODAY, earliest));
        return ((InvalidFields) refused.problem()).fields();
    }
}
