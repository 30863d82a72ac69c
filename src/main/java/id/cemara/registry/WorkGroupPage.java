package id.cemara.registry;

import id.cemara.shared.GroupId;

/// Contribution point for a group's page in the work space, `/kerja/kelompok/{number}`: modules above add
/// sections.
///
/// @param state the approval, or `deactivated`
public record WorkGroupPage(GroupId id, String number, String name, String areaCode, String state) {

    /// False for a deactivated or merged group, which is read-only.
    public boolean isActive() {
        return !state.equals("deactivated");
    }
}
