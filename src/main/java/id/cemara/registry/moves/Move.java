package id.cemara.registry.moves;

import id.cemara.shared.GroupId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A proposed or decided move of a group to another kabupaten.
///
/// @param number the group's, which a move does not change
/// @param from the path of the group's village when the move was proposed
/// @param to the path of the new village
/// @param validFrom the first day the group counts in the new village
/// @param state proposed, accepted, refused or withdrawn
/// @param decidedAt null while it is open
/// @param decision why it was refused or withdrawn; null otherwise
/// @param version the sum of the move's and the group's changes, so that either makes it outdated
/// @param isIncoming whether the new village is in the actor's scope
/// @param isOutgoing whether the old village is in the actor's scope
public record Move(
        UUID id,
        GroupId group,
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

    /// Whether it awaits the other office's decision.
    public boolean isOpen() {
        return state.equals("proposed");
    }

    /// Whether the actor's office may accept or refuse it.
    public boolean isAnswerable() {
        return isOpen() && isIncoming;
    }

    /// Whether the actor's office may withdraw it.
    public boolean isWithdrawable() {
        return isOpen() && isOutgoing;
    }

    /// Whether the group's village is in the actor's scope now.
    public boolean isHere() {
        return state.equals("accepted") ? isIncoming : isOutgoing;
    }
}
