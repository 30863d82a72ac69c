package id.cemara.registry.duplicates;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.duplicates.MergeProblem.MergeAlreadyDecided;
import id.cemara.registry.duplicates.MergeProblem.MergeChangedSince;
import id.cemara.registry.duplicates.MergeProblem.MergeCountedLater;
import id.cemara.registry.duplicates.MergeProblem.MergeNotActive;
import id.cemara.registry.duplicates.MergeProblem.MergeSameGroup;
import id.cemara.registry.ties.GroupLocks;
import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupTies;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Merges two records of one group, and reverses merges.
///
/// A merge moves what each module lists in its [GroupTies] and deactivates the closed group, which keeps its
/// own history. All changed columns are journaled in the same transaction; a reversal restores exactly
/// those. Versions only increase, so a form opened in between is recognised as outdated.
@Service
public class Merges {

    private static final int MOST = 20;

    private static final String SELECT = """
            select m.id, m.from_group, f.number as from_number, f.name as from_name, m.into_group,
                   i.number as into_number, i.name as into_name, m.reason, m.from_beginning, m.merged_at, m.undone_at
              from registry.merges m
              join registry.business_groups f on f.id = m.from_group
              join registry.business_groups i on i.id = m.into_group
            """;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final MergeTransfer transfer;
    private final MergeReversal reversal;
    private final GroupLocks locks;
    private final List<GroupTies> ties;
    private final GroupFacts facts;
    private final AuditTrail audit;
    private final Clock clock;

    Merges(
            JdbcClient db,
            GroupsInScope groups,
            MergeTransfer transfer,
            MergeReversal reversal,
            GroupLocks locks,
            List<GroupTies> ties,
            GroupFacts facts,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.groups = groups;
        this.transfer = transfer;
        this.reversal = reversal;
        this.locks = locks;
        this.ties = List.copyOf(ties);
        this.facts = facts;
        this.audit = audit;
        this.clock = clock;
    }

    /// The merge with that id.
    ///
    /// @throws Refused as not found unless both groups are in the actor's scope
    @Transactional(readOnly = true)
    public Merge byId(UUID id) {
        return find(" where m.id = :id", id).orElseThrow(Refused::notFound);
    }

    /// The merge in force that closed the group, if the actor may see it.
    @Transactional(readOnly = true)
    public Optional<Merge> thatTook(GroupId from) {
        return find(" where m.from_group = :id and m.undone_at is null", from.value());
    }

    /// The merges in force of which the group is a part, newest first, as far as the actor may see them.
    @Transactional(readOnly = true)
    public List<Merge> of(GroupId group) {
        return db.sql(SELECT + """
                 where (m.from_group = :group or m.into_group = :group) and m.undone_at is null
                 order by m.merged_at desc, m.id
                 limit :most
                """)
                .param("group", group.value())
                .param("most", MOST)
                .query(Merges::read)
                .list();
    }

    private Optional<Merge> find(String condition, UUID id) {
        return db.sql(SELECT + condition).param("id", id).query(Merges::read).optional();
    }

    /// Merges one group into another.
    ///
    /// @param fromNumber the group to close
    /// @param intoNumber the surviving group
    /// @param fromBeginning true if both were always one group, so the closed group's past days are counted
    /// with the surviving one; false to leave past figures unchanged
    /// @throws Refused if the actor lacks the permission, if either group is outside the actor's scope or
    /// not active, or if `fromBeginning` and the surviving group was not counted on all of the closed one's
    /// days
    @Transactional
    public Merge merge(String fromNumber, String intoNumber, @Nullable String reason, boolean fromBeginning) {
        Permission.MERGE_GROUPS.require();
        String why = DecisionReason.check(reason);
        GroupId fromId = groups.byNumber(fromNumber).id();
        GroupId intoId = groups.byNumber(intoNumber).id();
        if (fromId.equals(intoId)) {
            throw new Refused(new MergeSameGroup());
        }
        hold(fromId, intoId);
        GroupInScope from = active(fromId);
        GroupInScope into = active(intoId);
        if (fromBeginning && !isCountedWithin(from.id(), into.id())) {
            throw new Refused(new MergeCountedLater(into.number(), from.number()));
        }
        UUID id = Ids.next(clock);
        db.sql("""
                insert into registry.merges (id, from_group, into_group, area_code, reason, valid_on, from_beginning,
                                             merged_at, merged_by)
                values (:id, :from, :into, registry.common_area(:fromArea, :intoArea), :reason, :validOn, :beginning,
                        :now, :account)
                """)
                .param("id", id)
                .param("from", from.id().value())
                .param("into", into.id().value())
                .param("fromArea", from.areaCode())
                .param("intoArea", into.areaCode())
                .param("reason", why)
                .param("validOn", fromBeginning ? from.registeredOn() : LocalDate.now(clock))
                .param("beginning", fromBeginning)
                .param("now", now())
                .param("account", account())
                .update();
        GroupMerge merge = new GroupMerge(
                id, from.id(), from.areaCode(), into.id(), into.areaCode(), LocalDate.now(clock), fromBeginning, now());
        ties.forEach(each -> each.merge(merge));
        transfer.close(merge);
        db.sql("""
                update registry.duplicate_cases
                   set state = 'merged', decided_at = :now, decided_by = :account, reason = :reason
                 where group_a = least(:from, :into) and group_b = greatest(:from, :into) and state = 'open'
                """)
                .param("now", now())
                .param("account", account())
                .param("reason", why)
                .param("from", from.id().value())
                .param("into", into.id().value())
                .update();
        audit(id, "merged", from, into, why, fromBeginning);
        facts.announce(from.id());
        facts.announce(into.id());
        return byId(id);
    }

    private boolean isCountedWithin(GroupId from, GroupId into) {
        return db.sql("""
                select coalesce((select range_agg(daterange(counted_from, counted_to))
                                   from registry.counted_groups where group_id = :from), '{}')
                       <@ coalesce((select range_agg(daterange(counted_from, counted_to))
                                      from registry.counted_groups where group_id = :into), '{}')
                """)
                .param("from", from.value())
                .param("into", into.value())
                .query(Boolean.class)
                .single();
    }

    /// Reverses a merge.
    ///
    /// @throws Refused naming the later changes that would be lost, if there are any
    @Transactional
    public Merge undo(UUID id) {
        Permission.MERGE_GROUPS.require();
        Merge seen = byId(id);
        hold(seen.fromGroup(), seen.intoGroup());
        Merge merge = byId(id);
        if (merge.undoneAt() != null) {
            throw new Refused(new MergeAlreadyDecided());
        }
        GroupMerge merged = merged(merge);
        List<String> conflicts =
                ties.stream().flatMap(each -> each.conflicts(merged).stream()).toList();
        if (!conflicts.isEmpty()) {
            throw new Refused(new MergeChangedSince(conflicts.getFirst(), conflicts));
        }
        try {
            reversal.reopen(merged);
            ties.forEach(each -> each.undo(merged));
            // Check deferred constraints now, while a violation can still be turned into a problem.
            db.sql("set constraints all immediate").update();
        } catch (DataIntegrityViolationException e) {
            throw notFitting(e);
        }
        transfer.raiseVersion(merged);
        db.sql("update registry.merges set undone_at = :now, undone_by = :account where id = :id")
                .param("now", now())
                .param("account", account())
                .param("id", id)
                .update();
        db.sql("""
                update registry.duplicate_cases
                   set state = 'open', decided_at = null, decided_by = null, reason = null
                 where group_a = least(:from, :into) and group_b = greatest(:from, :into) and state = 'merged'
                """)
                .param("from", merge.fromGroup().value())
                .param("into", merge.intoGroup().value())
                .update();
        audit(
                id,
                "unmerged",
                groups.byId(merge.fromGroup()),
                groups.byId(merge.intoGroup()),
                null,
                merge.fromBeginning());
        facts.announce(merge.fromGroup());
        facts.announce(merge.intoGroup());
        return byId(id);
    }

    /// Translates a constraint violation: later changes occupy periods that would be restored. The conflict
    /// checks do not foresee every case, in particular not for journals of older versions, which contain
    /// less.
    private static RuntimeException notFitting(DataIntegrityViolationException refusal) {
        String constraint = refusal.getMostSpecificCause() instanceof PSQLException cause
                        && cause.getServerErrorMessage() instanceof ServerErrorMessage message
                        && message.getConstraint() instanceof String name
                ? name
                : "";
        return switch (constraint) {
            case "officer_terms_one_holder", "officer_terms_within_membership" ->
                new Refused(new MergeChangedSince("officers", List.of("officers")));
            case "members_once_on_a_day" -> new Refused(new MergeChangedSince("members", List.of("members")));
            default -> refusal;
        };
    }

    private GroupMerge merged(Merge merge) {
        GroupInScope from = groups.byId(merge.fromGroup());
        GroupInScope into = groups.byId(merge.intoGroup());
        OffsetDateTime at = OffsetDateTime.ofInstant(merge.mergedAt(), ZoneOffset.UTC);
        return new GroupMerge(
                merge.id(),
                from.id(),
                from.areaCode(),
                into.id(),
                into.areaCode(),
                LocalDate.ofInstant(merge.mergedAt(), clock.getZone()),
                merge.fromBeginning(),
                at);
    }

    /// Locks both groups in the order of their ids, after the modules' own locks, so that concurrent merges
    /// wait instead of deadlocking.
    ///
    /// @throws Refused as not found unless both groups are in the actor's scope
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(GroupId one, GroupId other) {
        locks.holdModules();
        int held = db.sql("""
                select id from registry.business_groups where id in (:one, :other) order by id for update
                """)
                .param("one", one.value())
                .param("other", other.value())
                .query(UUID.class)
                .list()
                .size();
        if (held != 2) {
            throw Refused.notFound();
        }
    }

    private GroupInScope active(GroupId id) {
        GroupInScope group = groups.byId(id);
        if (group.deactivatedOn() != null) {
            throw new Refused(new MergeNotActive(group.number()));
        }
        return group;
    }

    /// One entry per group and per moved member, in one statement.
    private void audit(
            UUID merge,
            String what,
            GroupInScope from,
            GroupInScope into,
            @Nullable String reason,
            boolean fromBeginning) {
        Map<String, Change> facts = new LinkedHashMap<>();
        facts.put("from", new Change(null, from.number()));
        facts.put("into", new Change(null, into.number()));
        if (fromBeginning) {
            facts.put("fromBeginning", new Change(null, "true"));
        }
        List<AuditEntry> entries = new ArrayList<>();
        for (GroupInScope group : List.of(from, into)) {
            entries.add(group.entry("group." + what, "group", group.id().value())
                    .changing(facts)
                    .because(reason));
        }
        boolean merged = what.equals("merged");
        Change moved = merged ? new Change(from.number(), into.number()) : new Change(into.number(), from.number());
        GroupInScope now = merged ? into : from;
        for (UUID member : transfer.moved(merge)) {
            entries.add(now.entry("member.moved", "member", member)
                    .about(member)
                    .changing(Map.of("group", moved))
                    .because(reason));
        }
        audit.addAll(entries);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static UUID account() {
        return CurrentActor.get().account().orElseThrow().id();
    }

    private static Merge read(ResultSet row, int number) throws SQLException {
        OffsetDateTime undone = row.getObject("undone_at", OffsetDateTime.class);
        Instant undoneAt = undone == null ? null : undone.toInstant();
        return new Merge(
                row.getObject("id", UUID.class),
                new GroupId(row.getObject("from_group", UUID.class)),
                row.getString("from_number"),
                row.getString("from_name"),
                new GroupId(row.getObject("into_group", UUID.class)),
                row.getString("into_number"),
                row.getString("into_name"),
                row.getString("reason"),
                row.getBoolean("from_beginning"),
                row.getObject("merged_at", OffsetDateTime.class).toInstant(),
                undoneAt);
    }
}
