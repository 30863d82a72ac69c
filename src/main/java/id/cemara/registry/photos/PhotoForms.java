package id.cemara.registry.photos;

import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what was typed about a picture.
final class PhotoForms {

    private PhotoForms() {}

    /// @throws Refused with every field that cannot be read
    static PhotoCaption read(@Nullable String caption, @Nullable String takenOn, @Nullable String position) {
        List<FieldProblem> problems = new ArrayList<>();
        LocalDate day = null;
        Integer place = null;
        if (takenOn != null && !takenOn.isBlank()) {
            try {
                day = LocalDate.parse(takenOn.strip());
            } catch (DateTimeParseException e) {
                problems.add(new FieldProblem("takenOn", "day"));
            }
        }
        if (position != null && !position.isBlank()) {
            if (position.strip().matches("\\d{1,3}")) {
                place = Integer.valueOf(position.strip());
            } else {
                problems.add(new FieldProblem("position", "photo-position"));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refused(new InvalidFields(problems));
        }
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
