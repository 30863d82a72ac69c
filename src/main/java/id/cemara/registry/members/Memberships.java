package id.cemara.registry.members;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProblem.AlreadyMember;
import id.cemara.registry.GroupProblem.HoldsOffice;
import id.cemara.registry.GroupProblem.MemberHasLeft;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.RowCount;
import id.cemara.shared.Checks;
import id.cemara.shared.DateRange;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The periods of members in their groups: how they end and how a wrong day is corrected. A person has one
/// membership at a time in a group, and officer terms lie within it.
@Service
public class Memberships {

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final MemberList members;
    private final AuditTrail audit;
    private final Clock clock;

    Memberships(JdbcClient db, GroupsInScope groups, MemberList members, AuditTrail audit, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// Corrects the dates of a membership, also of a past one.
    ///
    /// @param seen the member's version that the user saw; null if the request had none, which is refused
    /// @param joinedOn the first day as a member
    /// @param leftOn the first day no longer a member; null for a current member
    /// @param reason required
    /// @throws Refused as outdated, or if the new period overlaps one of the same person or does not cover
    /// an officer term
    @Transactional
    public Member correct(
            GroupId group,
            UUID id,
            @Nullable Integer seen,
            LocalDate joinedOn,
            @Nullable LocalDate leftOn,
            @Nullable String reason) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = members.asSeen(group, id, seen);
        new Checks()
                .that(before.leftOn() != null || leftOn == null, "leftOn", "leave-first")
                .refuseProblems();
        var period = new DateRange(joinedOn, leftOn);
        refuseSecond(group, keptHash(id), period, id);
        correctDays(found, before, period, reason);
        raiseVersion(id);
        return members.one(group, id);
    }

    private void raiseVersion(UUID id) {
        int rows = db.sql("update registry.members set version = version + 1 where membership_id = :id")
                .param("id", id)
                .update();
        RowCount.requireOne(rows, "member", id);
    }

    /// Corrects the dates of a membership if they differ; the caller raises the member's version.
    ///
    /// @param reason required if a date differs
    void correctDays(GroupInScope group, Member before, DateRange period, @Nullable String reason) {
        Map<String, Change> facts = new LinkedHashMap<>();
        Change.note(facts, "joinedOn", before.joinedOn(), period.from());
        Change.note(facts, "leftOn", before.leftOn(), period.until());
        if (facts.isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate left = period.until();
        var checks = new Checks();
        String why = checks.text("reason", reason, Members.MAX_REASON);
        checks.that(!period.from().isAfter(today), "joinedOn", "not-in-future")
                .that(left == null || !left.isAfter(today), "leftOn", "not-in-future")
                .that(left == null || !left.isBefore(period.from()), "leftOn", "not-before", period.from())
                .that(!why.isEmpty(), "reason", "correction-reason")
                .refuseProblems();
        endTerms(before.id(), before.leftOn(), left);
        refuseTermsOutside(before.id(), period);
        int rows = db.sql("update registry.memberships set joined_on = :joined, left_on = :left where id = :id")
                .param("joined", period.from())
                .param("left", left, Types.DATE)
                .param("id", before.id())
                .update();
        RowCount.requireOne(rows, "membership", before.id());
        audit.add(group.entry("member.days-corrected", "member", before.id())
                .about(before.id())
                .changing(facts)
                .because(why)
                .making(before.version() + 1));
    }

    /// Ends open terms on the day the member left, and shortens terms that ended with the membership before.
    private void endTerms(UUID member, @Nullable LocalDate before, @Nullable LocalDate on) {
        if (on == null) {
            return;
        }
        db.sql("""
                update registry.officer_terms
                   set ended_on = :on, public_name = null, version = version + 1
                 where membership_id = :id and started_on <= :on
                   and (ended_on is null or ended_on = :before and ended_on > :on)
                """)
                .param("on", on)
                .param("before", before, Types.DATE)
                .param("id", member)
                .update();
    }

    private record Held(
            String office, LocalDate from, @Nullable LocalDate until) {}

    private void refuseTermsOutside(UUID member, DateRange period) {
        db.sql("""
                select office, started_on as "from", ended_on as until
                  from registry.officer_terms
                 where membership_id = :member
                   and (started_on < :joined or coalesce(ended_on, 'infinity') > coalesce(:left::date, 'infinity'))
                 order by started_on, id
                 limit 1
                """)
                .param("member", member)
                .param("joined", period.from())
                .param("left", period.until(), Types.DATE)
                .query(Held.class)
                .optional()
                .ifPresent(held -> {
                    throw new Refused(new HoldsOffice(held.office(), new DateRange(held.from(), held.until())));
                });
    }

    /// Ends a membership and the member's officer terms.
    ///
    /// @param seen the member's version that the user saw; null if the request had none, which is refused
    /// @param on not before the member joined, not in the future
    @Transactional
    public void leave(GroupId group, UUID id, @Nullable Integer seen, LocalDate on) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = members.asSeen(group, id, seen);
        if (before.leftOn() != null) {
            throw new Refused(new MemberHasLeft());
        }
        new Checks()
                .that(!on.isAfter(LocalDate.now(clock)), "leftOn", "not-in-future")
                .that(!on.isBefore(before.joinedOn()), "leftOn", "not-before", before.joinedOn())
                .refuseProblems();
        endTerms(id, null, on);
        refuseTermsOutside(id, new DateRange(before.joinedOn(), on));
        int rows = db.sql("update registry.memberships set left_on = :on where id = :id and left_on is null")
                .param("on", on)
                .param("id", id)
                .update();
        RowCount.requireOne(rows, "membership", id);
        raiseVersion(id);
        audit.add(found.entry("member.left", "member", id)
                .about(id)
                .changing(Map.of("leftOn", new Change(null, on.toString())))
                .making(before.version() + 1));
    }

    /// @throws Refused naming the other period if the same NIK is a member in an overlapping one
    void refuseSecond(GroupId group, byte @Nullable [] hash, DateRange period, @Nullable UUID except) {
        if (hash == null) {
            return;
        }
        db.sql("""
                select s.joined_on as "from", s.left_on as until
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.nik_hash = :hash and m.during && daterange(:from, :until)
                   and m.membership_id is distinct from :except
                 order by s.joined_on
                 limit 1
                """)
                .param("group", group.value())
                .param("hash", hash)
                .param("from", period.from())
                .param("until", period.until(), Types.DATE)
                .param("except", except, Types.OTHER)
                .query(DateRange.class)
                .optional()
                .ifPresent(other -> {
                    throw new Refused(new AlreadyMember(other));
                });
    }

    /// The keyed hash of the member's recorded NIK; null without one.
    byte @Nullable [] keptHash(UUID member) {
        return db.sql("select nik_hash from registry.members where membership_id = :id")
                .param("id", member)
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
    }
}
