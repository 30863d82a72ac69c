package id.cemara.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /// The form was made for another account than the one that is logged in now.
    ///
    /// @param begun the user name of the one
    /// @param now the user name of the other
    record BegunAsAnother(String begun, String now) implements RequestProblem {

        @Override
        public String code() {
            return "begun-as-another";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(begun, now);
        }
    }

    /// Who asks has not said who they are, or what they showed no longer counts.
    record LogInNeeded() implements RequestProblem {

        @Override
        public String code() {
            return "log-in-needed";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// Who asks is known, and this is not for their role.
    record NotAllowed() implements RequestProblem {

        @Override
        public String code() {
            return "not-allowed";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// Fields that cannot be used, all of them at once.
    ///
    /// @param fields at least one
    record InvalidFields(List<FieldProblem> fields) implements RequestProblem {

        public InvalidFields {
            fields = List.copyOf(fields);
        }

        @Override
        public String code() {
            return "invalid-fields";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(fields.size());
        }
    }

    /// Somebody else changed it since it was read.
    ///
    /// @param current the version it is at now, as in the header `ETag`
    /// @param changes what was done since, oldest first; empty where the versions of a thing are not in the audit
    /// trail
    record Outdated(String current, List<Since> changes) implements RequestProblem {

        public Outdated {
            changes = List.copyOf(changes);
        }

        /// It is at that version now.
        public static Outdated at(int version) {
            return at(version, List.of());
        }

        /// It is at that version now, after these changes.
        public static Outdated at(int version, List<Since> changes) {
            return new Outdated("\"" + version + "\"", changes);
        }

        @Override
        public String code() {
            return "outdated";
        }

        @Override
        public int status() {
            return 412;
        }

        @Override
        public Map<String, Object> members() {
            return changes.isEmpty() ? Map.of("current", current) : Map.of("current", current, "changes", changes);
        }
    }

    /// What somebody did since a version was read.
    ///
    /// @param what such as `group.changed`
    /// @param by the user name
    /// @param fields what changed
    record Since(String what, String by, Instant at, List<FieldChange> fields) {

        public Since {
            fields = List.copyOf(fields);
        }
    }

    /// How a field changed.
    ///
    /// @param before null when there was nothing, or when it is hidden
    /// @param after null when there is nothing any more, or when it is hidden
    /// @param hidden whether the values are personal and not for this reader
    record FieldChange(
            String field, @Nullable String before, @Nullable String after, boolean hidden) {}

    /// A change must say which version it changes, in the header `If-Match`.
    record PreconditionNeeded() implements RequestProblem {

        @Override
        public String code() {
            return "precondition-needed";
        }

        @Override
        public int status() {
            return 428;
        }
    }

    /// The `Idempotency-Key` was used before, for another request.
    record KeyReused() implements RequestProblem {

        @Override
        public String code() {
            return "key-reused";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// So many ask at once that this request did not get its turn.
    ///
    /// @param seconds after which asking again makes sense, as in the header `Retry-After`
    record Busy(int seconds) implements RequestProblem {

        @Override
        public String code() {
            return "busy";
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("retryAfter", seconds);
        }
    }

    /// The database does not answer, or cannot keep anything for the moment.
    ///
    /// @param seconds after which asking again makes sense, as in the header `Retry-After`
    record DataUnreachable(int seconds) implements RequestProblem {

        @Override
        public String code() {
            return "data-unreachable";
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("retryAfter", seconds);
        }
    }

    /// A part of a sentence that has a message of its own.
    record MessageKey(String value) {}
}
