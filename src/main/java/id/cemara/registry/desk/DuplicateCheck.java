package id.cemara.registry.desk;

import id.cemara.registry.GroupInScope;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.duplicates.Duplicates;
import id.cemara.registry.duplicates.MergeProblem.MaybeDuplicate;
import id.cemara.registry.groups.GroupDetails;
import id.cemara.registry.groups.Registry;
import id.cemara.registry.members.IdentityNumbers;
import id.cemara.registry.members.Member;
import id.cemara.registry.members.MemberDetails;
import id.cemara.registry.members.Members;
import id.cemara.registry.members.NationalId;
import id.cemara.shared.AreaCode;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Searches for duplicates before saving a group or member, and updates the duplicate cases afterwards.
@Component
class DuplicateCheck {

    private final Duplicates duplicates;
    private final Registry registry;
    private final Members members;
    private final IdentityNumbers numbers;

    DuplicateCheck(Duplicates duplicates, Registry registry, Members members, IdentityNumbers numbers) {
        this.duplicates = duplicates;
        this.registry = registry;
        this.members = members;
        this.numbers = numbers;
    }

    /// Registers a group. The search and the insert are serialised per kabupaten, so that of two concurrent
    /// registrations of similar groups the second finds the first.
    ///
    /// @param confirmed whether the user has seen the possible duplicates and wants to save anyway
    /// @throws Refused naming the possible duplicates, unless confirmed
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

    /// Adds a member, serialised per NIK.
    ///
    /// @param confirmed whether the user has seen the person's other groups and wants to save anyway
    /// @throws Refused naming the other groups of the same person, unless confirmed
    @Transactional
    public Member add(GroupId group, MemberDetails details, boolean confirmed) {
        NationalId nik = details.nik();
        if (nik != null && !confirmed) {
            numbers.hold(nik);
            refuse(duplicates.groupsOf(numbers.hash(nik), group));
        }
        Member member = members.add(group, details, confirmed);
        saved(group);
        return member;
    }

    /// Possible duplicates of an existing group.
    Candidates alike(GroupInScope group) {
        return duplicates.of(group.number());
    }

    /// Updates the duplicate cases after the group was saved.
    void saved(GroupId group) {
        duplicates.note(List.of(group));
    }

    /// The candidates in a [MaybeDuplicate]; null for another problem.
    static @Nullable Candidates candidates(Refused refused) {
        return refused.problem() instanceof MaybeDuplicate duplicate ? duplicate.candidates() : null;
    }

    private static void refuse(Candidates candidates) {
        if (!candidates.isEmpty()) {
            throw new Refused(new MaybeDuplicate(candidates));
        }
    }
}
