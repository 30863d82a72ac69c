package id.cemara.market.feedback;

import id.cemara.payment.Party;
import id.cemara.shared.GroupId;
import id.cemara.shell.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        GroupId group,
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

    /// The names of the subjects, by key.
    public static Map<String, String> subjects(Texts texts) {
        Map<String, String> subjects = new LinkedHashMap<>();
        ABOUT.forEach(about -> subjects.put(about, texts.get("market.complaint.about." + about)));
        return subjects;
    }

    /// Whether it waits for an answer.
    public boolean isOpen() {
        return state == ComplaintState.OPEN;
    }

    /// Whether it can still be answered.
    public boolean isUnsolved() {
        return state != ComplaintState.SOLVED;
    }

    /// A message.
    ///
    /// @param did opened, answered, solved or passed-on; null for a reply by the buyer
    public record Said(Instant at, Party by, @Nullable String did, String words) {

        /// Whether it did more than answer.
        public boolean hasOutcome() {
            return did != null && !did.equals("answered");
        }

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
