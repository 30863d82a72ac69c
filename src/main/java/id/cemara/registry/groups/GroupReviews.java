package id.cemara.registry.groups;

import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.ClosedGroups;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProblem.StepNotPossible;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.RowCount;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The approval of groups: a draft is submitted, then verified by the kabupaten's office or returned with a
/// reason. A group is deactivated with a reason instead of deleted; it can be reactivated.
@Service
public class GroupReviews {

    private static final int MAX_REASON = 1000;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final GroupFacts facts;
    private final ClosedGroups closed;
    private final AuditTrail audit;
    private final Clock clock;

    GroupReviews(
            JdbcClient db, GroupsInScope groups, GroupFacts facts, ClosedGroups closed, AuditTrail audit, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.facts = facts;
        this.closed = closed;
        this.audit = audit;
        this.clock = clock;
    }

    /// A step that was taken.
    ///
    /// @param step registered, submitted, returned, verified, deactivated or reactivated
    /// @param reason null if the step needs none
    /// @param accountId the actor
    public record Review(UUID id, String step, @Nullable String reason, Instant happenedAt, UUID accountId) {}

    /// One page of a group's steps, newest first.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional(readOnly = true)
    public Listing<Review> page(GroupId group, int size, @Nullable String cursor) {
        Optional<Cursor> before = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 2));
        List<Review> found = db.sql("""
                select id, step, reason, happened_at, account_id
                  from registry.group_reviews
                 where group_id = :group
                   and (:before::timestamptz is null or (happened_at, id) < (:before, :id::uuid))
                 order by happened_at desc, id desc
                 limit :limit
                """)
                .param("group", group.value())
                .param("before", before.map(at -> at.instant(0)).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", before.map(at -> at.id(1)).orElse(null), Types.OTHER)
                .param("limit", size + 1)
                .query((row, number) -> new Review(
                        row.getObject("id", UUID.class),
                        row.getString("step"),
                        row.getString("reason"),
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("account_id", UUID.class)))
                .list();
        return Listing.page(
                found,
                size,
                last -> Cursor.of(last.happenedAt().toString(), last.id().toString())
                        .text());
    }

    /// Takes a step.
    ///
    /// @param seen the group's version that the user saw; null if the request had none, which is refused
    /// @param reason required to return or to deactivate
    /// @param alike numbers of similar groups that the user saw before verifying anyway; recorded in the
    /// audit trail
    /// @throws Refused as outdated, or if the step cannot follow the group's state
    @Transactional
    public GroupInScope take(
            GroupId id, ReviewStep step, @Nullable Integer seen, @Nullable String reason, List<String> alike) {
        step.permission().require();
        GroupInScope group = groups.asSeenAlone(id, seen);
        if (!step.follows(group.state())) {
            throw new Refused(new StepNotPossible(group.state()));
        }
        if (step == ReviewStep.REACTIVATE && isMerged(id)) {
            throw new Refused(closed.problem(id, group.number()));
        }
        var checks = new Checks();
        String why = checks.text("reason", reason, MAX_REASON);
        checks.that(!step.needsReason() || !why.isEmpty(), "reason", "required").refuseProblems();
        LocalDate today = LocalDate.now(clock);
        switch (step) {
            case SUBMIT, RETURN -> set(group, "approval = '" + step.approvalAfter() + "'", today);
            case VERIFY -> {
                set(group, "approval = 'verified', verified_on = coalesce(verified_on, :today)", today);
                beginVerification(id, today);
            }
            case DEACTIVATE -> {
                // First, since a closed group accepts no changes.
                endVerification(id, today);
                set(group, "deactivated_on = :today", today);
            }
            case REACTIVATE -> {
                set(group, "deactivated_on = null", today);
                if (group.approval().equals("verified")) {
                    beginVerification(id, today);
                }
            }
        }
        note(id, group.areaCode(), step.noted(), why.isEmpty() ? null : why);
        facts.announce(id);
        GroupInScope after = groups.byId(id);
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("state", new Change(group.state(), after.state()));
        if (!alike.isEmpty()) {
            changes.put("alike", new Change(null, String.join(", ", alike)));
        }
        audit.add(group.entry("group." + step.noted(), "group", id.value())
                .changing(changes)
                .because(why.isEmpty() ? null : why)
                .making(after.version()));
        return after;
    }

    /// Whether the actor may take the step now.
    public static boolean isOpen(ReviewStep step, GroupInScope group, Actor actor) {
        return step.permission().allows(actor) && step.follows(group.state());
    }

    private boolean isMerged(GroupId id) {
        return db.sql("select merged_into is not null from registry.business_groups where id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    void note(GroupId group, String area, String step, @Nullable String reason) {
        db.sql("""
                insert into registry.group_reviews (id, group_id, area_code, step, reason, happened_at, account_id)
                values (:id, :group, :area, :step, :reason, :now, :account)
                """)
                .param("id", Ids.next(clock))
                .param("group", group.value())
                .param("area", area)
                .param("step", step)
                .param("reason", reason)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("account", CurrentActor.get().account().orElseThrow().id())
                .update();
    }

    private void set(GroupInScope group, String assignments, LocalDate today) {
        int changed = db.sql("update registry.business_groups set " + assignments
                        + ", version = version + 1 where id = :id and :today::date is not null")
                .param("today", today)
                .param("id", group.id().value())
                .update();
        RowCount.requireOne(changed, "group", group.id().value());
    }

    private void beginVerification(GroupId group, LocalDate from) {
        db.sql("""
                insert into registry.verifications (group_id, valid_from)
                select :group, :from
                 where not exists (select from registry.verifications where group_id = :group and valid_to is null)
                """).param("group", group.value()).param("from", from).update();
    }

    private void endVerification(GroupId group, LocalDate to) {
        db.sql("update registry.verifications set valid_to = :to where group_id = :group and valid_to is null")
                .param("group", group.value())
                .param("to", to)
                .update();
    }
}
