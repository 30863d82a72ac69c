package id.cemara.registry;

/// The page `/kelompok/{slug}`, for sections of modules above.
///
/// @param group the group the page is about
public record GroupPage(GroupProfile group) {}
