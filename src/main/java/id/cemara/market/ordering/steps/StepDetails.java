package id.cemara.market.ordering.steps;

import id.cemara.files.Upload;
import id.cemara.shared.Checks;
import org.jspecify.annotations.Nullable;

/// What a step may bring along.
///
/// @param why the reason; null if none was given
/// @param trackingNumber the courier's; null if there is none
/// @param version the version of the order that was read; null if not given
/// @param picture the receipt of a claimed payment; null if there is none
public record StepDetails(
        @Nullable String why,
        @Nullable String trackingNumber,
        @Nullable Integer version,
        @Nullable Upload picture) {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_TRACKING_NUMBER = 60;

    public static final StepDetails NONE = new StepDetails(null, null, null, null);

    public static StepDetails because(String why) {
        return new StepDetails(why, null, null, null);
    }

    /// The details with trimmed texts; an empty text is null.
    ///
    /// @throws id.cemara.shared.Refused if a text is too long or has control characters
    StepDetails checked() {
        return new StepDetails(
                text("why", why, LONGEST_REASON),
                text("trackingNumber", trackingNumber, LONGEST_TRACKING_NUMBER),
                version,
                picture);
    }

    private static @Nullable String text(String field, @Nullable String typed, int longest) {
        var checks = new Checks();
        String text = checks.text(field, typed, longest);
        checks.refuseProblems();
        return text.isEmpty() ? null : text;
    }

    /// Omits personal data, for logs.
    @Override
    public String toString() {
        return "StepDetails";
    }
}
