package id.cemara.registry.duplicates;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.duplicates.DuplicateCase.Side;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Decides a duplicate case with optimistic locks on both groups: their versions are compared while both are
/// locked.
@Service
class CaseDecisions {

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final DuplicateCases cases;
    private final Merges merges;
    private final AuditTrail audit;

    CaseDecisions(JdbcClient db, GroupsInScope groups, DuplicateCases cases, Merges merges, AuditTrail audit) {
        this.db = db;
        this.groups = groups;
        this.cases = cases;
        this.merges = merges;
        this.audit = audit;
    }

    /// Dismisses a case: the two are different groups.
    ///
    /// @param seenFirst the first group's version that the user saw; null if the request had none, which is
    /// refused
    /// @param seenSecond the second group's version that the user saw, likewise
    @Transactional
    public void dismiss(UUID id, @Nullable Integer seenFirst, @Nullable Integer seenSecond, @Nullable String reason) {
        DuplicateCase found = cases.byId(id);
        Side first = found.first();
        Side second = found.second();
        requireSeen(first.id(), seenFirst, second.id(), seenSecond);
        cases.dismiss(id, reason);
    }

    /// Merges one group into another.
    ///
    /// @param seenFrom the closed group's version that the user saw; null if the request had none, which is
    /// refused
    /// @param seenInto the surviving group's version that the user saw, likewise
    /// @param fromBeginning see [Merges#merge]
    @Transactional
    public Merge merge(
            String from,
            @Nullable Integer seenFrom,
            String into,
            @Nullable Integer seenInto,
            @Nullable String reason,
            boolean fromBeginning) {
        Permission.MERGE_GROUPS.require();
        GroupId fromId = groups.byNumber(from).id();
        GroupId intoId = groups.byNumber(into).id();
        if (!fromId.equals(intoId)) {
            requireSeen(fromId, seenFrom, intoId, seenInto);
        }
        return merges.merge(from, into, reason, fromBeginning);
    }

    private void requireSeen(GroupId one, @Nullable Integer seenOne, GroupId other, @Nullable Integer seenOther) {
        Map<GroupId, Integer> now = new HashMap<>();
        merges.hold(one, other);
        db.sql("select id, version from registry.business_groups where id in (:one, :other)")
                .param("one", one.value())
                .param("other", other.value())
                .query(row -> {
                    now.put(new GroupId(row.getObject("id", UUID.class)), row.getInt("version"));
                });
        if (now.size() != 2) {
            throw Refused.notFound();
        }
        audit.requireSeen("group", one.value(), seenOne, Objects.requireNonNull(now.get(one)));
        audit.requireSeen("group", other.value(), seenOther, Objects.requireNonNull(now.get(other)));
    }
}
