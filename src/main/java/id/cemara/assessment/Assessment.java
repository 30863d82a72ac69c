package id.cemara.assessment;

import id.cemara.registry.GroupStage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A signed assessment of a group.
///
/// @param rubric the key of the rubric it was made with
/// @param score of 100
/// @param stage the stage it speaks for
/// @param assessedOn the day the officer looked
/// @param signedAt when it was signed
/// @param signedName the account that signed
/// @param note what else there is to say; null when nothing
/// @param corrects the assessment it corrects; null when it corrects none
/// @param answers one for each criterion, in their order
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

    /// What was found for one criterion.
    ///
    /// @param points 0 to [Criterion#MOST_POINTS]
    /// @param evidence what the officer saw; null when nothing
    public record Answer(
            String criterion, int points, @Nullable String evidence) {}
}
