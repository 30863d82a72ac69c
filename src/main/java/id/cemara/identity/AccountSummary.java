package id.cemara.identity;

import id.cemara.shared.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account in a list.
///
/// @param areaCode where it belongs; null for the whole country
/// @param disabled whether it may not log in now
/// @param accepted whether its owner set a password
/// @param areas what it answers for today, codes with commas between them; empty for none, or for a group
public record AccountSummary(
        UUID id,
        String username,
        String displayName,
        Role role,
        @Nullable String areaCode,
        boolean disabled,
        boolean accepted,
        String areas) {

    /// active, invited or disabled.
    public String state() {
        return disabled ? "disabled" : accepted ? "active" : "invited";
    }
}
