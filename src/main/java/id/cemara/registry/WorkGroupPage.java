package id.cemara.registry;

import java.util.UUID;

/// The page of one group in the work space, `/kerja/kelompok/{number}`; higher modules add their sections to it.
///
/// @param id the group
/// @param number its number, as in the address
/// @param name its name
/// @param areaCode where it lies
/// @param state its approval, or `deactivated`
public record WorkGroupPage(UUID id, String number, String name, String areaCode, String state) {

    /// Whether it takes changes: a group that was deactivated, or merged into another, is only looked at.
    public boolean isActive() {
        return !state.equals("deactivated");
    }
}
