package id.cemara.assessment;

import id.cemara.registry.GroupStage;
import java.util.List;

/// The result of an assessment.
///
/// @param score 0 to 100
/// @param stage the resulting stage
/// @param gaps to the next stage; empty at the last
public record Verdict(int score, GroupStage stage, List<Gap> gaps) {

    public Verdict {
        gaps = List.copyOf(gaps);
    }

    /// A minimum that was not reached.
    ///
    /// @param criterion a criterion's key, or [#SCORE]
    /// @param has the points, or the score, reached
    /// @param needs the minimum
    public record Gap(String criterion, int has, int needs) {

        /// Means the total score instead of a criterion.
        public static final String SCORE = "score";

        public boolean isScore() {
            return criterion.equals(SCORE);
        }
    }
}
