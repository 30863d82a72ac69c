package id.cemara.market.selling;

import id.cemara.market.OrderStep;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was typed for a step that was not taken: the page that comes back keeps it.
///
/// @param preset one of the reasons to choose from; null when none was chosen
/// @param why in own words; null when nothing was written
/// @param trackingNumber null when none was written
public record StepTyped(
        OrderStep step,
        @Nullable String preset,
        @Nullable String why,
        @Nullable String trackingNumber) {

    /// All of it, for a page that has no form for the step any more.
    public String words() {
        return Stream.of(preset, why, trackingNumber).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    /// Without what somebody wrote, for logs.
    @Override
    public String toString() {
        return "StepTyped[" + step + "]";
    }
}
