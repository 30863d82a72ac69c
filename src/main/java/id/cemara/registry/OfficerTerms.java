package id.cemara.registry;

import id.cemara.identity.AuditEntry;
import id.cemara.identity.AuditTrail;
import id.cemara.identity.Change;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupProblem.MemberHasLeft;
import id.cemara.shared.Checks;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who holds which office of a group from when to when. A name is public only as its owner agreed: a copy kept with the
/// term, emptied when consent is withdrawn.
@Service
public class OfficerTerms {

    /// The offices, in their order.
    public static final List<String> OFFICES = List.of("chair", "secretary", "treasurer", "coordinator");

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final AuditTrail audit;
    private final Clock clock;

    OfficerTerms(JdbcClient db, GroupsInScope groups, AuditTrail audit, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    /// One term, for who answers for the group.
    ///
    /// @param office one of [#OFFICES]
    /// @param memberId who holds it; null when it is not known
    /// @param name the holder's name; null when it is not known
    /// @param endedOn null while it lasts
    /// @param isPublic whether the holder agreed to show the name
    public record Term(
            UUID id,
            String office,
            @Nullable UUID memberId,
            @Nullable String name,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            boolean isPublic) {}

    /// The terms of a group, those that last first.
    @Transactional
    public List<Term> of(UUID group) {
        Permission.SEE_MEMBERS.require();
        groups.byId(group);
        return db.sql("""
                select t.id, t.office, t.membership_id as member_id, m.name, t.started_on, t.ended_on,
                       t.public_name is not null as is_public
                  from registry.officer_terms t
                  left join registry.members m on m.membership_id = t.membership_id
                 where t.group_id = :group
                 order by t.ended_on nulls first, array_position(:offices, t.office), t.started_on desc
                 limit 200
                """)
                .param("group", group)
                .param("offices", OFFICES.toArray(String[]::new))
                .query(Term.class)
                .list();
    }

    /// A member takes an office; whoever held it gives it up on that day. One person may hold two offices.
    ///
    /// @param showName whether the member agreed to show the name to everyone
    @Transactional
    public void begin(UUID group, UUID member, String office, LocalDate on, boolean showName) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        new Checks()
                .that(OFFICES.contains(office), "office", "choice")
                .that(!on.isAfter(LocalDate.now(clock)), "startedOn", "not-in-future")
                .refuseProblems();
        Holder holder = db.sql("""
                select m.name, s.left_on
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.membership_id = :member
                """)
                .param("group", group)
                .param("member", member)
                .query(Holder.class)
                .optional()
                .orElseThrow(Refused::notFound);
        if (holder.leftOn() != null) {
            throw new Refused(new MemberHasLeft());
        }
        db.sql("""
                update registry.officer_terms
                   set ended_on = greatest(:on, started_on)
                 where group_id = :group and office = :office and ended_on is null
                """)
                .param("on", on)
                .param("group", group)
                .param("office", office)
                .update();
        UUID id = Ids.next(clock);
        db.sql("""
                insert into registry.officer_terms (id, group_id, membership_id, office, started_on, public_name)
                values (:id, :group, :member, :office, :on, :name)
                """)
                .param("id", id)
                .param("group", group)
                .param("member", member)
                .param("office", office)
                .param("on", on)
                .param("name", showName ? holder.name() : null)
                .update();
        note(
                "officer.began",
                found,
                id,
                member,
                Map.of(
                        "office", new Change(null, office),
                        "startedOn", new Change(null, on.toString()),
                        "nameShown", new Change(null, Boolean.toString(showName))));
    }

    private record Holder(String name, @Nullable LocalDate leftOn) {}

    /// Ends a term.
    @Transactional
    public void end(UUID group, UUID term, LocalDate on) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Term before = open(group, term);
        new Checks()
                .that(!on.isAfter(LocalDate.now(clock)), "endedOn", "not-in-future")
                .that(!on.isBefore(before.startedOn()), "endedOn", "not-before", before.startedOn())
                .refuseProblems();
        int rows = db.sql("update registry.officer_terms set ended_on = :on where id = :id and ended_on is null")
                .param("on", on)
                .param("id", term)
                .update();
        Changes.requireOne(rows, "officer term", term);
        note("officer.ended", found, term, before.memberId(), Map.of("endedOn", new Change(null, on.toString())));
    }

    /// Shows the holder's name to everyone, or hides it again, as the holder agreed.
    @Transactional
    public void showName(UUID group, UUID term, boolean shown) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = shown ? groups.held(group) : groups.heldAlone(group);
        Term before = open(group, term);
        int rows = db.sql("""
                update registry.officer_terms t
                   set public_name = case when :shown then
                           (select m.name from registry.members m where m.membership_id = t.membership_id) end
                 where t.id = :id
                """).param("shown", shown).param("id", term).update();
        Changes.requireOne(rows, "officer term", term);
        note(
                "officer.name-consent",
                found,
                term,
                before.memberId(),
                Map.of("nameShown", new Change(Boolean.toString(before.isPublic()), Boolean.toString(shown))));
    }

    private Term open(UUID group, UUID term) {
        return of(group).stream()
                .filter(each -> each.id().equals(term) && each.endedOn() == null)
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private void note(String action, GroupInScope group, UUID term, @Nullable UUID member, Map<String, Change> facts) {
        audit.add(new AuditEntry(
                action, "officer-term", term, group.areaCode(), group.id(), member, facts, Map.of(), null));
    }
}
