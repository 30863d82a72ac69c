package id.cemara.platform;

/// Cemara cannot start, and only the operator can help. The message is one sentence for the operator, in
/// English: what happened, and what to do about it. Show it alone, without the stack trace.
public final class CannotStart extends RuntimeException {

    /// A refusal that needs no further cause: the sentence says all.
    public CannotStart(String sentence) {
        super(sentence);
    }

    /// A refusal with the exception that led to it, for the log.
    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
