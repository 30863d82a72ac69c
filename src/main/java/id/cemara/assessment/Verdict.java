package id.cemara.assessment;

import id.cemara.registry.GroupStage;
import java.util.List;

/// What answers come to.
///
/// @param score of 100
/// @param stage the stage they speak for
/// @param gaps what is missing for the stage after it; empty at the last
public record Verdict(int score, GroupStage stage, List<Gap> gaps) {

    public Verdict {
        gaps = List.copyOf(gaps);
    }

    /// Something that is missing.
    ///
    /// @param criterion the criterion, or [#SCORE] for all of them together
    /// @param has the points, or the score, there is
    /// @param needs the points, or the score, that would do
    public record Gap(String criterion, int has, int needs) {

        /// Stands for the score in place of a criterion.
        public static final String SCORE = "score";

        /// Whether it is about all criteria together.
        public boolean isScore() {
            return criterion.equals(SCORE);
        }
    }
}
