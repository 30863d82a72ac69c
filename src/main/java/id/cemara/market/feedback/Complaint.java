package id.cemara.market.feedback;

import id.cemara.payment.Party;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A complaint about an order.
///
/// @param about not-arrived, damaged, not-as-ordered, payment or other
/// @param passedOnAt when it was passed on to consumer protection; null if it was not
/// @param words its messages, oldest first
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

    /// The subjects, in the order of the form.
    public static final List<String> ABOUT = List.of("not-arrived", "damaged", "not-as-ordered", "payment", "other");

    public Complaint {
        words = List.copyOf(words);
    }

    /// Whether it can still be answered.
    public boolean isUnsolved() {
        return state != ComplaintState.SOLVED;
    }

    /// A message.
    ///
    /// @param did opened, answered, solved or passed-on; null for a reply by the buyer
    public record Said(Instant at, Party by, @Nullable String did, String words) {

        @Override
        public String toString() {
            return "Said[" + at + " " + by + "]";
        }
    }

    /// Omits the messages, for logs.
    @Override
    public String toString() {
        return "Complaint[" + id + " " + state + "]";
    }
}
