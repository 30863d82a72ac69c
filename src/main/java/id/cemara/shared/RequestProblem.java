package id.cemara.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be wrong with any request.
public sealed interface RequestProblem extends Problem {

    /// @param expected what would be accepted, as the tail of the message key `expected.<expected>`
    @Status(400)
    record InvalidParameter(
            @Extension String parameter,
            @Localized("expected") String expected) implements RequestProblem {}

    /// The body is no JSON that the address takes.
    @Status(400)
    record UnreadableBody() implements RequestProblem {}

    @Status(401)
    record LogInNeeded() implements RequestProblem {}

    @Status(403)
    record NotAllowed() implements RequestProblem {}

    /// The form came from another site, or the browser would not say where it came from.
    @Status(403)
    record ForeignOrigin() implements RequestProblem {}

    @Status(404)
    record NotFound() implements RequestProblem {}

    /// The form was made for another account than the one that is logged in now.
    ///
    /// @param begun user name of the first
    /// @param now user name of the second
    record BegunAsAnother(String begun, String now) implements RequestProblem {}

    /// The `Idempotency-Key` was used for another request before.
    record KeyReused() implements RequestProblem {}

    /// The version in `If-Match` is not the current one.
    ///
    /// @param current the version it is at now, as in the header `ETag`
    /// @param changes what was done since, oldest first; empty where the audit trail knows no versions
    @Status(412)
    record Outdated(String current, List<Since> changes) implements RequestProblem {

        public static Outdated at(int version) {
            return at(version, List.of());
        }

        /// Refuses a change that was not made from the current version.
        ///
        /// @param seen the version that was read; null is refused
        public static void require(int version, @Nullable Integer seen) {
            if (seen == null) {
                throw new Refused(new PreconditionNeeded());
            }
            if (version != seen) {
                throw new Refused(at(version));
            }
        }

        public static Outdated at(int version, List<Since> changes) {
            return new Outdated("\"" + version + "\"", changes);
        }

        @Override
        public Map<String, Object> members() {
            return changes.isEmpty() ? Map.of("current", current) : Map.of("current", current, "changes", changes);
        }
    }

    /// A change without `If-Match`.
    @Status(428)
    record PreconditionNeeded() implements RequestProblem {}

    /// All fields that cannot be used; at least one.
    @Status(422)
    record InvalidFields(List<FieldProblem> fields) implements RequestProblem {

        @Override
        public List<Object> arguments() {
            return List.of(fields.size());
        }
    }

    /// A body that is read as a whole, such as JSON, is too long.
    @Status(413)
    record BodyTooLong(@Extension int mostKilobytes) implements RequestProblem {}

    /// Load shedding: the request did not get its turn.
    @Status(503)
    record Busy(@Extension("retryAfter") int seconds) implements RequestProblem {}

    /// The database does not answer, or cannot write for the moment.
    @Status(503)
    record DataUnreachable(@Extension("retryAfter") int seconds) implements RequestProblem {}

    /// One change of a thing since a version was read.
    ///
    /// @param what such as `group.changed`
    /// @param by the user name
    record Since(String what, String by, Instant at, List<FieldChange> fields) {}

    /// @param before null when it was empty or is hidden
    /// @param after null when it is empty or hidden
    /// @param hidden whether the values are personal and not for this reader
    record FieldChange(
            String field, @Nullable String before, @Nullable String after, boolean hidden) {}
}
