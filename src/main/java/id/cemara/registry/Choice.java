package id.cemara.registry;

/// One choice of a facet.
///
/// @param key what the address says when it is chosen
/// @param label the area's name; for other facets the key, whose word is a message
/// @param count how many groups it would give
public record Choice(String key, String label, long count) {}
