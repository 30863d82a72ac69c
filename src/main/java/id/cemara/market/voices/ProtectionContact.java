package id.cemara.market.voices;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Whom a buyer turns to beyond the group (Permendag 31/2023).
///
/// @param notedOn since when that is what we know
/// @param phone null while no operator filled it in; so are the others
public record ProtectionContact(
        LocalDate notedOn,
        String office,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String web,
        String source) {

    /// Whether there is a way to reach it.
    public boolean isReachable() {
        return phone != null || email != null || web != null;
    }
}
