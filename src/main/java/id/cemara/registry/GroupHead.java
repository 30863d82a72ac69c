package id.cemara.registry;

/// Contribution point for the HTML head of `/kelompok/{slug}`: modules above add metadata for link previews
/// and search engines.
public record GroupHead(GroupProfile group) {}
