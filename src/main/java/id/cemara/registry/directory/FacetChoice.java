package id.cemara.registry.directory;

/// One choice of a facet.
///
/// @param key its value in the URL
/// @param label the area's name; for the other facets the key, which a message translates
/// @param count how many groups selecting it would return
public record FacetChoice(String key, String label, long count) {}
