package id.cemara.registry.photos;

import id.cemara.shared.Checks;
import id.cemara.shared.SeenText;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is said about a picture.
///
/// @param caption what is to be seen
/// @param takenOn the day it was taken; null when not said
/// @param position where it stands, lower first; null keeps its place, or puts a new one at the end
record PhotoCaption(
        String caption,
        @Nullable LocalDate takenOn,
        @Nullable Integer position) {

    static final int LONGEST = 200;

    PhotoCaption {
        caption = caption.strip();
    }

    /// @throws id.cemara.shared.Refused with every field that cannot be used
    void check(LocalDate today) {
        new Checks()
                .that(!caption.isEmpty(), "caption", "required")
                .that(caption.length() <= LONGEST, "caption", "too-long", LONGEST)
                .that(SeenText.isLine(caption), "caption", "no-control")
                .that(takenOn == null || !takenOn.isAfter(today), "takenOn", "not-in-future")
                .refuseProblems();
    }
}
