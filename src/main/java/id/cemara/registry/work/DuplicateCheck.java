package id.cemara.registry.work;

import id.cemara.registry.GroupDetails;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.Member;
import id.cemara.registry.MemberDetails;
import id.cemara.registry.Members;
import id.cemara.registry.NationalId;
import id.cemara.registry.Registry;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.duplicates.Duplicates;
import id.cemara.registry.duplicates.MergeProblem.MaybeDuplicate;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Looks for what is there already before something new is saved, and keeps the cases for those who decide.
@Component
class DuplicateCheck {

    private final Duplicates duplicates;
    private final Registry registry;
    private final Members members;

    DuplicateCheck(Duplicates duplicates, Registry registry, Members members) {
        this.duplicates = duplicates;
        this.registry = registry;
        this.members = members;
    }

    /// Registers a group. Of two that look like one, sent at the same moment, the second is told of the
    /// first.
    ///
    /// @param confirmed whether the group is another one whatever it looks like
    /// @throws Refused with what the new group may be the same as
    @Transactional
    public GroupInScope register(GroupDetails details, boolean confirmed) {
        AreaCode village = details.village().code();
        registry.holdRegistering(village.regency().orElseThrow());
        if (!confirmed) {
            refuse(duplicates.candidates(details.name(), village, details.phone(), List.of(), null));
        }
        GroupInScope group = registry.register(details);
        saved(group.id());
        return group;
    }

    /// Adds a member, in the same way.
    ///
    /// @param confirmed whether the person is to be a member here too
    /// @throws Refused with the other groups the person is a member of
    @Transactional
    public Member add(UUID group, MemberDetails details, boolean confirmed) {
        NationalId nik = details.nik();
        if (nik != null && !confirmed) {
            members.hold(nik);
            refuse(duplicates.groupsOf(members.hash(nik), group));
        }
        Member member = members.add(group, details, confirmed);
        saved(group);
        return member;
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
