package id.cemara.registry;

import java.util.UUID;

/// Contribution point for a group's page in the work space, `/kerja/kelompok/{number}`: modules above add
/// sections.
///
/// @param state the approval, or `deactivated`
public record WorkGroupPage(UUID id, String number, String name, String areaCode, String state) {

    /// False for a deactivated or merged group, which is read-only.
    public boolean isActive() {
        return !state.equals("deactivated");
    }
}
