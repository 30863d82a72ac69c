package id.cemara.registry;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.MessageKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the registry refuses for a reason of its own.
public sealed interface GroupProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// A step of approval that does not follow from where the group is.
    ///
    /// @param approval where it is: draft, submitted, returned, verified or deactivated
    record StepNotPossible(String approval) implements GroupProblem {

        @Override
        public String code() {
            return "step-not-possible";
        }

        @Override
        public List<Object> arguments() {
            return List.of(new MessageKey("registry.approval." + approval));
        }
    }

    /// A change that would begin before what it follows.
    ///
    /// @param day the first day it could begin
    record BeginsTooEarly(LocalDate day) implements GroupProblem {

        @Override
        public String code() {
            return "begins-too-early";
        }

        @Override
        public List<Object> arguments() {
            return List.of(day);
        }
    }

    /// A group that was merged into another takes no changes; it comes back by undoing the merge.
    ///
    /// @param number the group
    /// @param into the number of the group that goes on
    /// @param intoName its name
    record MergedAway(String number, String into, String intoName) implements GroupProblem {

        @Override
        public String code() {
            return "merged-away";
        }

        @Override
        public List<Object> arguments() {
            return List.of(number, into, intoName);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("number", number, "mergedInto", into);
        }
    }

    /// A group that another office answers for now.
    ///
    /// @param number the group, which keeps its number
    /// @param place where it lies now
    record MovedAway(String number, String name, String place) implements GroupProblem {

        @Override
        public String code() {
            return "moved-away";
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public List<Object> arguments() {
            return List.of(number, name, place);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("number", number, "place", place);
        }
    }

    /// A group that is not active any more takes no changes.
    ///
    /// @param number the group
    record GroupClosed(String number) implements GroupProblem {

        @Override
        public String code() {
            return "group-closed";
        }

        @Override
        public List<Object> arguments() {
            return List.of(number);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("number", number);
        }
    }

    /// Somebody confirmed the change of a public fact already, or took it back, or changed it once more.
    record ChangeDecided() implements GroupProblem {

        @Override
        public String code() {
            return "change-decided";
        }
    }

    /// Somebody with the same NIK is a member of this group in a period that overlaps.
    ///
    /// @param until the first day no longer; null while a member
    record AlreadyMember(LocalDate from, @Nullable LocalDate until) implements GroupProblem {

        @Override
        public String code() {
            return "already-member";
        }

        @Override
        public List<Object> arguments() {
            return List.of(from, end(until));
        }
    }

    /// Somebody of that name, with nothing that tells the two apart, is a member of this group in a period that
    /// overlaps; it may be saved all the same.
    record MaybeSameMember(List<Alike> alike) implements GroupProblem {

        public MaybeSameMember {
            alike = List.copyOf(alike);
        }

        @Override
        public String code() {
            return "maybe-same-member";
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("members", alike);
        }
    }

    /// A member somebody may be.
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

    /// The office has a holder in a period that overlaps.
    ///
    /// @param until the first day no longer; null while the term lasts
    record OfficeTaken(
            String office, LocalDate from, @Nullable LocalDate until) implements GroupProblem {

        @Override
        public String code() {
            return "office-taken";
        }

        @Override
        public List<Object> arguments() {
            return List.of(new MessageKey("registry.office." + office), from, end(until));
        }
    }

    /// A term lies within its holder's membership.
    ///
    /// @param until the first day no longer; null while a member
    record OutsideMembership(LocalDate from, @Nullable LocalDate until) implements GroupProblem {

        @Override
        public String code() {
            return "outside-membership";
        }

        @Override
        public List<Object> arguments() {
            return List.of(from, end(until));
        }
    }

    /// A membership holds the terms of its member.
    ///
    /// @param until the first day no longer; null while the term lasts
    record HoldsOffice(
            String office, LocalDate from, @Nullable LocalDate until) implements GroupProblem {

        @Override
        public String code() {
            return "holds-office";
        }

        @Override
        public List<Object> arguments() {
            return List.of(new MessageKey("registry.office." + office), from, end(until));
        }
    }

    private static Object end(@Nullable LocalDate until) {
        return until == null ? new MessageKey("registry.period.now") : until;
    }

    /// Somebody who left cannot hold an office or be changed any more.
    record MemberHasLeft() implements GroupProblem {

        @Override
        public String code() {
            return "member-has-left";
        }
    }
}
