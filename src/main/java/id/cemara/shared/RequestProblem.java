package id.cemara.shared;

import java.util.List;
import java.util.Map;

/// What can be wrong with a request whatever it asks for.
public sealed interface RequestProblem extends Problem {

    /// A parameter whose value cannot be used.
    ///
    /// @param parameter its name as the caller wrote it
    /// @param expected what would be accepted, as the tail of the message key `expected.<expected>`
    record InvalidParameter(String parameter, String expected) implements RequestProblem {

        @Override
        public String code() {
            return "invalid-parameter";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<Object> arguments() {
            return List.of(parameter, new MessageKey("expected." + expected));
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("parameter", parameter);
        }
    }

    /// Nothing lives at this address.
    record NotFound() implements RequestProblem {

        @Override
        public String code() {
            return "not-found";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The form came from another site, or a browser would not say where it came from.
    record ForeignOrigin() implements RequestProblem {

        @Override
        public String code() {
            return "foreign-origin";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// A part of a sentence that has a message of its own.
    record MessageKey(String value) {}
}
