package id.cemara.registry;

/// Contribution point for the page `/kelompok/{slug}`: modules above add sections.
public record GroupPage(GroupProfile group) {}
