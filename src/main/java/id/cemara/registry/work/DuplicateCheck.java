package id.cemara.registry.work;

import id.cemara.registry.GroupDetails;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.MemberDetails;
import id.cemara.registry.Members;
import id.cemara.registry.NationalId;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.duplicates.Duplicates;
import id.cemara.registry.duplicates.MergeProblem.MaybeDuplicate;
import id.cemara.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks for what is there already before something new is saved, and keeps the cases for those who decide.
@Component
class DuplicateCheck {

    private final Duplicates duplicates;
    private final Members members;

    DuplicateCheck(Duplicates duplicates, Members members) {
        this.duplicates = duplicates;
        this.members = members;
    }

    /// @throws Refused with what the new group may be the same as
    void beforeRegistering(GroupDetails details) {
        refuse(duplicates.candidates(details.name(), details.village().code(), details.phone(), List.of(), null));
    }

    /// @throws Refused with the other groups the person is a member of
    void beforeAdding(UUID group, MemberDetails details) {
        NationalId nik = details.nik();
        if (nik != null) {
            refuse(duplicates.groupsOf(members.hash(nik), group));
        }
    }

    /// The groups that a group which is there may be the same as.
    Candidates alike(GroupInScope group) {
        return duplicates.of(group.number());
    }

    /// The group was saved: its cases are kept as they are now.
    void saved(UUID group) {
        duplicates.note(List.of(group));
    }

    /// What a refusal names; null when it is about something else.
    static @Nullable Candidates candidates(Refused refused) {
        return refused.problem() instanceof MaybeDuplicate duplicate ? duplicate.candidates() : null;
    }

    private static void refuse(Candidates candidates) {
        if (!candidates.isEmpty()) {
            throw new Refused(new MaybeDuplicate(candidates));
        }
    }
}
