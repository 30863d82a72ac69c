package id.cemara.platform;

/// A failure to start that only the operator can resolve. The message is English and for the operator: what
/// happened and what to do. Show it without the stack trace.
public final class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        super(sentence);
    }

    /// @param cause the original exception, for the log
    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
