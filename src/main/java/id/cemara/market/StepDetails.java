package id.cemara.market;

import id.cemara.files.Upload;
import org.jspecify.annotations.Nullable;

/// What goes with a step.
///
/// @param why null when nothing was said
/// @param trackingNumber the courier's; null when there is none
/// @param version the version of the order that was read; null when none was named
/// @param picture what shows that it was paid, for a claim; null without one
public record StepDetails(
        @Nullable String why,
        @Nullable String trackingNumber,
        @Nullable Integer version,
        @Nullable Upload picture) {

    /// Nothing.
    public static final StepDetails NONE = new StepDetails(null, null, null, null);

    /// With a reason.
    public static StepDetails because(String why) {
        return new StepDetails(why, null, null, null);
    }

    /// Without what somebody wrote, for logs.
    @Override
    public String toString() {
        return "StepDetails";
    }
}
