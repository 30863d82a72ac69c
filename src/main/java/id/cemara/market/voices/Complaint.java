package id.cemara.market.voices;

import id.cemara.market.By;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A complaint about an order.
///
/// @param about what it is about: not-arrived, damaged, not-as-ordered, payment or other
/// @param passedOnAt when it was handed to consumer protection; null when it was not
/// @param words what was said, from the first
public record Complaint(
        UUID id,
        String orderCode,
        UUID group,
        String areaCode,
        String groupName,
        String about,
        ComplaintState state,
        Instant openedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant passedOnAt,
        int version,
        List<Said> words) {

    /// What it can be about, in the order of a form.
    public static final List<String> ABOUT = List.of("not-arrived", "damaged", "not-as-ordered", "payment", "other");

    public Complaint {
        words = List.copyOf(words);
    }

    /// Whether more may be said.
    public boolean isUnsolved() {
        return state != ComplaintState.SOLVED;
    }

    /// Something that was said.
    ///
    /// @param did opened, answered, solved or passed-on; null when it was only said
    public record Said(Instant at, By by, @Nullable String did, String words) {

        @Override
        public String toString() {
            return "Said[" + at + " " + by + "]";
        }
    }

    /// Without what was said, for logs.
    @Override
    public String toString() {
        return "Complaint[" + id + " " + state + "]";
    }
}
