package id.cemara.market.desk;

import id.cemara.market.ordering.steps.OrderStep;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The input of a step that was refused, to fill the form again.
///
/// @param preset one of the offered reasons; null if none was chosen
/// @param why a reason in own words; null if none was given
/// @param trackingNumber null if none was given
public record StepTyped(
        OrderStep step,
        @Nullable String preset,
        @Nullable String why,
        @Nullable String trackingNumber) {

    /// All input as one text, for a page that no longer has a form for the step.
    public String words() {
        return Stream.of(preset, why, trackingNumber).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    /// Omits what was typed, for logs.
    @Override
    public String toString() {
        return "StepTyped[" + step + "]";
    }
}
