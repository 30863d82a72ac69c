package id.cemara.registry.photos;

import id.cemara.shared.Checks;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses the form about a picture.
final class PhotoForms {

    private PhotoForms() {}

    /// @throws id.cemara.shared.Refused naming every unreadable field
    static PhotoCaption read(@Nullable String caption, @Nullable String takenOn, @Nullable String position) {
        var checks = new Checks();
        LocalDate day = checks.day("takenOn", takenOn).orElse(null);
        Integer place = null;
        if (position != null && !position.isBlank()) {
            if (position.strip().matches("\\d{1,3}")) {
                place = Integer.valueOf(position.strip());
            } else {
                checks.that(false, "position", "photo-position");
            }
        }
        checks.refuseProblems();
        return new PhotoCaption(caption == null ? "" : caption, day, place);
    }

    static Map<String, @Nullable Object> values(
            @Nullable String caption, @Nullable String takenOn, @Nullable String position) {
        Map<String, @Nullable Object> values = new java.util.HashMap<>();
        values.put("caption", caption);
        values.put("takenOn", takenOn);
        values.put("position", position);
        return values;
    }
}
