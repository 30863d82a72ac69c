package id.cemara.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A claim that an order was paid, not yet confirmed by the group.
///
/// @param byWhom buyer, group or office
/// @param note the claimant's message; null for none
/// @param hasPicture whether a photo of the receipt is attached
public record Claim(
        UUID id, Instant at, String byWhom, @Nullable String note, boolean hasPicture) {

    /// Without the note, which may be personal data.
    @Override
    public String toString() {
        return "Claim[" + id + "]";
    }
}
