package id.cemara.registry;

/// The head of the page `/kelompok/{slug}`, for modules above that have something to say to chat programs and search
/// engines.
///
/// @param group the group the page is about
public record GroupHead(GroupProfile group) {}
