package id.cemara.registry;

import id.cemara.shared.DateRange;
import id.cemara.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the registry refuses.
public sealed interface GroupProblem extends Problem {

    /// @param approval draft, submitted, returned, verified or deactivated
    record StepNotPossible(@Localized("registry.approval") String approval) implements GroupProblem {}

    /// @param day the first day on which the change could begin
    record BeginsTooEarly(LocalDate day) implements GroupProblem {}

    /// A merged group takes no changes until the merge is undone.
    ///
    /// @param into number of the group that goes on
    record MergedAway(
            @Extension String number,
            @Extension("mergedInto") String into,
            String intoName) implements GroupProblem {}

    /// Another office answers for the group now; it kept its number.
    @Status(404)
    record MovedAway(
            @Extension String number,
            String name,
            @Extension String place) implements GroupProblem {}

    /// A deactivated group takes no changes.
    record GroupClosed(@Extension String number) implements GroupProblem {}

    /// Another person confirmed, took back or changed the public fact once more.
    record ChangeDecided() implements GroupProblem {}

    /// The same NIK is a member of this group in an overlapping period.
    record AlreadyMember(DateRange membership) implements GroupProblem {}

    /// The same name without a contradicting fact, in an overlapping period. Can be saved when confirmed.
    record MaybeSameMember(@Extension("members") List<Alike> alike) implements GroupProblem {}

    /// The office has a holder in an overlapping period.
    record OfficeTaken(@Localized("registry.office") String office, DateRange term) implements GroupProblem {}

    /// A term must lie within its holder's membership.
    record OutsideMembership(DateRange membership) implements GroupProblem {}

    /// A membership cannot end before its member's terms.
    record HoldsOffice(@Localized("registry.office") String office, DateRange term) implements GroupProblem {}

    record MemberHasLeft() implements GroupProblem {}

    /// @param leftOn null while a member
    record Alike(
            UUID id,
            String name,
            LocalDate joinedOn,
            @Nullable LocalDate leftOn) {

        @Override
        public String toString() {
            return "Alike[" + id + "]"; // for logs
        }
    }
}
