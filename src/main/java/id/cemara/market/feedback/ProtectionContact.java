package id.cemara.market.feedback;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The consumer protection office that buyers can turn to (Permendag 31/2023).
///
/// @param notedOn the day from which this holds
/// @param phone null until an operator fills it in; likewise email and web
/// @param version rises with every change, across days
public record ProtectionContact(
        LocalDate notedOn,
        String office,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String web,
        String source,
        int version) {

    /// Whether there is any way to reach it.
    public boolean isReachable() {
        return phone != null || email != null || web != null;
    }
}
