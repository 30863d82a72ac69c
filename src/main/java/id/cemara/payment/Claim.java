package id.cemara.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody says that it was paid.
///
/// @param byWhom buyer, group or office
/// @param note what was said with it; null when nothing was
/// @param hasPicture whether a photo of the receipt came with it
public record Claim(
        UUID id, Instant at, String byWhom, @Nullable String note, boolean hasPicture) {

    /// Without the note, which may be personal.
    @Override
    public String toString() {
        return "Claim[" + id + "]";
    }
}
