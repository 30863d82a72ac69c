package id.cemara.shell;

/// The page `/cari` with the hits of every catalogue, as sections of the modules.
///
/// @param text the search text, not blank
public record SearchPage(String text) {}
