package id.cemara.registry.photos;

import id.cemara.shared.Checks;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Description of a picture.
///
/// @param takenOn null if unknown
/// @param position ascending; null keeps the current one, or appends a new picture
record PhotoCaption(
        String caption,
        @Nullable LocalDate takenOn,
        @Nullable Integer position) {

    static final int LONGEST = 200;

    PhotoCaption {
        caption = caption.strip();
    }

    /// @throws id.cemara.shared.Refused naming every invalid field
    void check(LocalDate today) {
        new Checks()
                .that(!caption.isEmpty(), "caption", "required")
                .line("caption", caption, LONGEST)
                .that(takenOn == null || !takenOn.isAfter(today), "takenOn", "not-in-future")
                .refuseProblems();
    }
}
