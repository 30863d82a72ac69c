package id.cemara.registry.duplicates;

import id.cemara.identity.AuditTrail;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.duplicates.DuplicateCase.Side;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Decides about two groups as they were compared: whoever decides names the versions of both, which are
/// looked at under the locks of both.
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

    /// Tells the two groups of a case apart.
    ///
    /// @param seenFirst the version of the first that was compared; null when none was named, which is refused
    /// @param seenSecond the same of the second
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
    /// @param seenFrom the version of the group that is closed, as it was compared; null when none was
    /// named, which is refused
    /// @param seenInto the same of the group that goes on
    /// @param fromBeginning as [Merges#merge] says
    @Transactional
    public Merge merge(
            String from,
            @Nullable Integer seenFrom,
            String into,
            @Nullable Integer seenInto,
            @Nullable String reason,
            boolean fromBeginning) {
        Permission.MERGE_GROUPS.require();
        UUID fromId = groups.byNumber(from).id();
        UUID intoId = groups.byNumber(into).id();
        if (!fromId.equals(intoId)) {
            requireSeen(fromId, seenFrom, intoId, seenInto);
        }
        return merges.merge(from, into, reason, fromBeginning);
    }

    private void requireSeen(UUID one, @Nullable Integer seenOne, UUID other, @Nullable Integer seenOther) {
        Map<UUID, Integer> now = new HashMap<>();
        merges.hold(one, other);
        db.sql("select id, version from registry.business_groups where id in (:one, :other)")
                .param("one", one)
                .param("other", other)
                .query(row -> {
                    now.put(row.getObject("id", UUID.class), row.getInt("version"));
                });
        if (now.size() != 2) {
            throw Refused.notFound();
        }
        requireSeen(one, seenOne, now);
        requireSeen(other, seenOther, now);
    }

    private void requireSeen(UUID group, @Nullable Integer seen, Map<UUID, Integer> now) {
        if (seen == null) {
            throw new Refused(new PreconditionNeeded());
        }
        int version = Objects.requireNonNull(now.get(group));
        if (version != seen) {
            throw audit.outdated("group", group, seen, version);
        }
    }
}
