package id.cemara.registry.moves;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group that is to move to another kabupaten, or that did or did not.
///
/// @param number the group's, which it keeps
/// @param from the path of where it lay when the move was proposed
/// @param to the path of where it is to lie
/// @param validFrom the first day it counts there
/// @param state proposed, accepted, refused or withdrawn
/// @param decidedAt null while it waits
/// @param decision why it was refused or withdrawn; null otherwise
/// @param version counts the changes of the move and of its group, so that either is noticed
/// @param isIncoming whether the actor answers for where it is to lie
/// @param isOutgoing whether the actor answers for where it lay
public record Move(
        UUID id,
        UUID group,
        String number,
        String name,
        String fromArea,
        String from,
        String toArea,
        String to,
        LocalDate validFrom,
        String reason,
        String state,
        Instant proposedAt,
        @Nullable Instant decidedAt,
        @Nullable String decision,
        int version,
        boolean isIncoming,
        boolean isOutgoing) {

    /// Whether it waits for the other office.
    public boolean isOpen() {
        return state.equals("proposed");
    }
}
