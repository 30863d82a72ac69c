package id.cemara.market.feedback;

import id.cemara.shared.GroupId;
import id.cemara.shared.ProductId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A buyer's review of a product.
///
/// @param stars 1 to 5
/// @param words empty if none were written
/// @param reviewer the buyer's first name; null if it may not be shown
/// @param answer of the group; null if there is none
/// @param hiddenAt when an office hid it; null if it is not hidden
/// @param isCounted whether the goods are still with the buyer; otherwise it is neither shown in public nor
/// counted
public record Review(
        UUID id,
        ProductId product,
        String productName,
        String productSlug,
        GroupId group,
        String areaCode,
        String groupName,
        int stars,
        String words,
        @Nullable String reviewer,
        Instant writtenAt,
        @Nullable String answer,
        @Nullable Instant hiddenAt,
        @Nullable String hiddenWhy,
        boolean isCounted,
        int version) {

    @Override
    public String toString() {
        return "Review[" + id + "]";
    }
}
