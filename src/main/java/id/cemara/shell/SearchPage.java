package id.cemara.shell;

/// The page `/cari`: what each catalogue finds for one text, for sections of the modules that keep one.
///
/// @param text what somebody typed; not blank
public record SearchPage(String text) {}
