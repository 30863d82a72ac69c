package id.cemara.assessment;

import id.cemara.registry.GroupStage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A signed assessment of a group.
///
/// @param rubric the key of the rubric used
/// @param score 0 to 100
/// @param stage the resulting stage
/// @param assessedOn the day of the officer's visit
/// @param signedName the user name of the officer
/// @param note null if none
/// @param corrects the assessment it corrects; null if none
/// @param answers one per criterion, in the rubric's order
public record Assessment(
        UUID id,
        String rubric,
        int score,
        GroupStage stage,
        LocalDate assessedOn,
        Instant signedAt,
        String signedName,
        @Nullable String note,
        @Nullable UUID corrects,
        List<Answer> answers) {

    public Assessment {
        answers = List.copyOf(answers);
    }

    /// The answer for one criterion.
    ///
    /// @param points 0 to [Criterion#MOST_POINTS]
    /// @param evidence what the officer saw; null if none was given
    public record Answer(
            String criterion, int points, @Nullable String evidence) {}
}
