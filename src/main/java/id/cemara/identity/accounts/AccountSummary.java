package id.cemara.identity.accounts;

import id.cemara.shared.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account in a list.
///
/// @param areaCode the area it belongs to; null for the whole country
/// @param disabled whether it is barred from logging in
/// @param accepted whether its owner has set a password
/// @param areas today's area scopes, codes separated by commas; empty for none or for a group officer
public record AccountSummary(
        UUID id,
        String username,
        String displayName,
        Role role,
        @Nullable String areaCode,
        boolean disabled,
        boolean accepted,
        String areas) {

    /// Whether its owner has not yet accepted the invitation.
    public boolean isInvited() {
        return !disabled && !accepted;
    }

    /// Whether its owner can log in.
    public boolean isActive() {
        return !disabled && accepted;
    }

    /// The key of its state: active, invited or disabled.
    public String state() {
        return disabled ? "disabled" : accepted ? "active" : "invited";
    }
}
