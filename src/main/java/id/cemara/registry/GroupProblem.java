package id.cemara.registry;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.MessageKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

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

    /// Somebody with the same NIK is already a member of this group.
    record AlreadyMember() implements GroupProblem {

        @Override
        public String code() {
            return "already-member";
        }
    }

    /// Somebody who left cannot hold an office or be changed any more.
    record MemberHasLeft() implements GroupProblem {

        @Override
        public String code() {
            return "member-has-left";
        }
    }
}
