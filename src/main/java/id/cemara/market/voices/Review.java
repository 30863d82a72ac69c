package id.cemara.market.voices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a buyer says about a product.
///
/// @param stars 1 to 5
/// @param words empty when nothing was written
/// @param reviewer the first name; null when the buyer did not agree to show it
/// @param answer of the group; null while there is none
/// @param isCounted whether the goods are still with the buyer; only then it is shown to everybody
/// @param hiddenAt since when an office shows it no more; null while it is shown
public record Review(
        UUID id,
        UUID product,
        String productName,
        String productSlug,
        UUID group,
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
