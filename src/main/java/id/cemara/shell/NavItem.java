package id.cemara.shell;

/// An entry of the public navigation, contributed by the module that owns the page.
///
/// @param order ascending
/// @param path the address of the page
/// @param label the message key of its name
public record NavItem(int order, String path, String label) {}
