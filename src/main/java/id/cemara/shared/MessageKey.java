package id.cemara.shared;

/// An argument of a sentence that is a message of its own.
public record MessageKey(String value) {}
