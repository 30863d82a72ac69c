package id.cemara.market.ordering;

import id.cemara.files.Upload;
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

    public static final StepDetails NONE = new StepDetails(null, null, null, null);

    public static StepDetails because(String why) {
        return new StepDetails(why, null, null, null);
    }

    /// Omits personal data, for logs.
    @Override
    public String toString() {
        return "StepDetails";
    }
}
