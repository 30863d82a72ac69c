package id.cemara.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;

/// A refusal that the user can act on. Each module lists its own as one-line records of a sealed interface:
///
/// - The code is the record's name in kebab-case, such as `too-little-stock` of `TooLittleStock`. Programs rely
///   on codes: they are added, never renamed.
/// - The HTTP status is that of [Status] on the record, else on the sealed interface, else 409.
/// - The sentence is the message `problem.<code>`; its arguments are the record's components in their order.
/// - Components marked with [Extension] are also extension members of the problem document (RFC 9457).
@Problem.Status(409)
public interface Problem {

    default String code() {
        return ProblemType.of(this).code();
    }

    default int status() {
        return ProblemType.of(this).status();
    }

    /// Arguments of the sentence.
    default List<Object> arguments() {
        return ProblemType.of(this).arguments(this);
    }

    /// Extension members of the problem document.
    default Map<String, Object> members() {
        return ProblemType.of(this).members(this);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Status {
        int value();
    }

    /// Makes a component an extension member.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Extension {
        /// The member's name; empty for the component's name.
        String value() default "";
    }

    /// The argument is the message `<prefix>.<component>`; of an enum its name in kebab-case.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Localized {
        /// The prefix.
        String value();
    }
}
