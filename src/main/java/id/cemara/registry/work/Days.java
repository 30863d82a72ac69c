package id.cemara.registry.work;

import id.cemara.shared.Checks;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Days typed into fields.
final class Days {

    private Days() {}

    /// The day; empty when nothing was typed, or when it is noted as a problem of the field.
    static Optional<LocalDate> read(String field, @Nullable String typed, Checks checks) {
        try {
            return Input.day(field, typed == null ? null : typed.strip());
        } catch (Refused refused) {
            checks.that(false, field, "day");
            return Optional.empty();
        }
    }
}
