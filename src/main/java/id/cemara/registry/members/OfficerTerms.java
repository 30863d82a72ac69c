package id.cemara.registry.members;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProblem.MemberHasLeft;
import id.cemara.registry.GroupProblem.OfficeTaken;
import id.cemara.registry.GroupProblem.OutsideMembership;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.RowCount;
import id.cemara.shared.Checks;
import id.cemara.shared.Cursor;
import id.cemara.shared.DateRange;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The officer terms of groups. A name is published only with its owner's consent, as a copy in the term
/// that is deleted when the consent is withdrawn.
@Service
public class OfficerTerms {

    /// Offices in display order.
    public static final List<String> OFFICES = List.of("chair", "secretary", "treasurer", "coordinator");

    private static final int MAX_REASON = 500;

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

    /// A term of office.
    ///
    /// @param office one of [#OFFICES]
    /// @param memberId the membership of the officer; null if unknown
    /// @param name of the officer; null if unknown
    /// @param endedOn the first day no longer in office; null while the term lasts
    /// @param isPublic whether the officer agreed to publish the name
    /// @param version for optimistic locking
    public record Term(
            UUID id,
            String office,
            @Nullable UUID memberId,
            @Nullable String name,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            boolean isPublic,
            int version) {}

    private static final String SELECT = """
            select t.id, t.office, t.membership_id as member_id, m.name, t.started_on, t.ended_on,
                   t.public_name is not null as is_public, t.version
              from registry.officer_terms t
              left join registry.members m on m.membership_id = t.membership_id
             where t.group_id = :group
            """;

    /// One page of a group's terms, current ones first.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional
    public Listing<Term> page(GroupId group, int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        groups.byId(group);
        Optional<Cursor> after = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 4));
        List<Term> found = db.sql(SELECT + """
                   and (:id::uuid is null
                        or (coalesce(t.ended_on, '-infinity'), array_position(:offices, t.office), - (t.started_on - date '2000-01-01'), t.id)
                           > (coalesce(:ended::date, '-infinity'), :office::int, - (:started::date - date '2000-01-01'), :id::uuid))
                 order by coalesce(t.ended_on, '-infinity'), array_position(:offices, t.office), t.started_on desc, t.id
                 limit :limit
                """)
                .param("group", group.value())
                .param("offices", OFFICES.toArray(String[]::new))
                .param("ended", after.map(OfficerTerms::ended).orElse(null), Types.DATE)
                .param("office", after.map(at -> at.count(1)).orElse(null), Types.INTEGER)
                .param("started", after.map(at -> at.day(2)).orElse(null), Types.DATE)
                .param("id", after.map(at -> at.id(3)).orElse(null), Types.OTHER)
                .param("limit", size + 1)
                .query(Term.class)
                .list();
        return Listing.page(
                found,
                size,
                last -> Cursor.of(
                                last.endedOn() == null ? "" : last.endedOn().toString(),
                                Integer.toString(OFFICES.indexOf(last.office()) + 1),
                                last.startedOn().toString(),
                                last.id().toString())
                        .text());
    }

    private static @Nullable LocalDate ended(Cursor after) {
        return after.parts().getFirst().isEmpty() ? null : after.day(0);
    }

    /// Begins a term. Without `until` it ends the office's current term on the same day.
    ///
    /// @param until exclusive, for a past term; null while it lasts
    /// @param showName whether the member agreed to publish the name
    /// @throws Refused naming the other period if the terms of the office overlap, or if the term leaves the
    /// membership's period
    @Transactional
    public void begin(
            GroupId group, UUID member, String office, LocalDate on, @Nullable LocalDate until, boolean showName) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        new Checks().that(OFFICES.contains(office), "office", "choice").refuseProblems();
        checkDays(on, until);
        Holder holder = holder(group, member);
        if (holder.leftOn() != null && until == null) {
            throw new Refused(new MemberHasLeft());
        }
        refuseOutside(holder, on, until);
        if (until == null) {
            db.sql("""
                    update registry.officer_terms
                       set ended_on = :on, version = version + 1
                     where group_id = :group and office = :office and ended_on is null and started_on <= :on
                    """)
                    .param("on", on)
                    .param("group", group.value())
                    .param("office", office)
                    .update();
        }
        refuseTaken(group, office, on, until, null);
        UUID id = Ids.next(clock);
        db.sql("""
                insert into registry.officer_terms
                       (id, group_id, membership_id, office, started_on, ended_on, public_name)
                values (:id, :group, :member, :office, :on, :until, :name)
                """)
                .param("id", id)
                .param("group", group.value())
                .param("member", member)
                .param("office", office)
                .param("on", on)
                .param("until", until, Types.DATE)
                .param("name", showName ? holder.name() : null)
                .update();
        Map<String, Change> facts = new LinkedHashMap<>();
        Change.note(facts, "office", null, office);
        Change.note(facts, "startedOn", null, on);
        Change.note(facts, "endedOn", null, until);
        Change.note(facts, "nameShown", null, showName);
        audit.add(found.entry("officer.began", "officer-term", id)
                .about(member)
                .changing(facts)
                .making(0));
    }

    private record Holder(
            String name, LocalDate joinedOn, @Nullable LocalDate leftOn) {}

    private Holder holder(GroupId group, UUID member) {
        return db.sql("""
                select m.name, s.joined_on, s.left_on
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.membership_id = :member
                """)
                .param("group", group.value())
                .param("member", member)
                .query(Holder.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private void checkDays(LocalDate from, @Nullable LocalDate until) {
        LocalDate today = LocalDate.now(clock);
        new Checks()
                .that(!from.isAfter(today), "startedOn", "not-in-future")
                .that(until == null || !until.isAfter(today), "endedOn", "not-in-future")
                .that(until == null || !until.isBefore(from), "endedOn", "not-before", from)
                .refuseProblems();
    }

    private static void refuseOutside(Holder holder, LocalDate from, @Nullable LocalDate until) {
        LocalDate left = holder.leftOn();
        if (from.isBefore(holder.joinedOn()) || left != null && (until == null || until.isAfter(left))) {
            throw new Refused(new OutsideMembership(new DateRange(holder.joinedOn(), left)));
        }
    }

    private void refuseTaken(
            GroupId group, String office, LocalDate from, @Nullable LocalDate until, @Nullable UUID except) {
        db.sql("""
                select started_on as "from", ended_on as until
                  from registry.officer_terms
                 where group_id = :group and office = :office and id is distinct from :except
                   and daterange(started_on, ended_on) && daterange(:from, :until)
                 order by started_on
                 limit 1
                """)
                .param("group", group.value())
                .param("office", office)
                .param("except", except, Types.OTHER)
                .param("from", from)
                .param("until", until, Types.DATE)
                .query(DateRange.class)
                .optional()
                .ifPresent(other -> {
                    throw new Refused(new OfficeTaken(office, other));
                });
    }

    /// Changes to a term.
    ///
    /// @param startedOn null to keep it
    /// @param endedOn the day the term ends, or the corrected one; null to keep it
    /// @param showName whether the name is published; null to keep it
    /// @param reason required to correct a recorded date, else null
    public record TermChange(
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable Boolean showName,
            @Nullable String reason) {}

    /// Ends a term, publishes or hides its name, corrects its dates: all or nothing.
    ///
    /// @param seen the term's version that the user saw; null if the request had none, which is refused
    /// @throws Refused naming the other period if the corrected term overlaps another of the office or
    /// leaves the membership's period
    @Transactional
    public void change(GroupId group, UUID term, @Nullable Integer seen, TermChange change) {
        Permission.EDIT_GROUPS.require();
        groups.held(group);
        Term before = asSeen(group, term, seen);
        int version = before.version();
        if (change.showName() != null) {
            showName(group, term, version, change.showName());
            version++;
        }
        LocalDate started = change.startedOn() == null ? before.startedOn() : change.startedOn();
        LocalDate ended = change.endedOn() == null ? before.endedOn() : change.endedOn();
        boolean ends = before.endedOn() == null && ended != null;
        if (!started.equals(before.startedOn()) || !ends && !Objects.equals(ended, before.endedOn())) {
            correct(group, term, version, started, ended, change.reason());
        } else if (ends && ended != null) {
            end(group, term, version, ended);
        }
    }

    /// Corrects the dates of a term, also of a past one. Idempotent.
    ///
    /// @param seen the term's version that the user saw; null if the request had none, which is refused
    /// @param endedOn exclusive; null for a term that lasts
    /// @param reason required
    @Transactional
    public void correct(
            GroupId group,
            UUID term,
            @Nullable Integer seen,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String reason) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Term before = asSeen(group, term, seen);
        Map<String, Change> facts = new LinkedHashMap<>();
        Change.note(facts, "startedOn", before.startedOn(), startedOn);
        Change.note(facts, "endedOn", before.endedOn(), endedOn);
        if (facts.isEmpty()) {
            return;
        }
        checkDays(startedOn, endedOn);
        var checks = new Checks();
        String why = checks.text("reason", reason, MAX_REASON);
        checks.that(!why.isEmpty(), "reason", "correction-reason").refuseProblems();
        UUID member = before.memberId();
        if (member != null) {
            refuseOutside(holder(group, member), startedOn, endedOn);
        }
        refuseTaken(group, before.office(), startedOn, endedOn, term);
        int rows = db.sql("""
                update registry.officer_terms
                   set started_on = :started, ended_on = :ended,
                       public_name = case when :ended::date is null then public_name end, version = version + 1
                 where id = :id
                """)
                .param("started", startedOn)
                .param("ended", endedOn, Types.DATE)
                .param("id", term)
                .update();
        RowCount.requireOne(rows, "officer term", term);
        note("officer.days-corrected", found, before, facts, why);
    }

    @Transactional
    public Term one(GroupId group, UUID term) {
        Permission.SEE_MEMBERS.require();
        groups.byId(group);
        return db.sql(SELECT + " and t.id = :term")
                .param("group", group.value())
                .param("term", term)
                .query(Term.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private Term asSeen(GroupId group, UUID term, @Nullable Integer seen) {
        Term now = one(group, term);
        audit.requireSeen("officer-term", term, seen, now.version());
        return now;
    }

    /// Ends a term.
    ///
    /// @param seen the term's version that the user saw; null if the request had none, which is refused
    /// @param on not before the term began, not in the future
    @Transactional
    public void end(GroupId group, UUID term, @Nullable Integer seen, LocalDate on) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Term before = open(asSeen(group, term, seen));
        checkDays(before.startedOn(), on);
        int rows = db.sql("""
                update registry.officer_terms
                   set ended_on = :on, version = version + 1
                 where id = :id and ended_on is null
                """).param("on", on).param("id", term).update();
        RowCount.requireOne(rows, "officer term", term);
        note("officer.ended", found, before, Map.of("endedOn", new Change(null, on.toString())), null);
    }

    /// Publishes or hides the officer's name, following the officer's consent. A closed group can still hide
    /// names.
    ///
    /// @param seen the term's version that the user saw; null if the request had none, which is refused
    @Transactional
    public void showName(GroupId group, UUID term, @Nullable Integer seen, boolean shown) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = shown ? groups.held(group) : groups.heldAlone(group);
        Term before = open(asSeen(group, term, seen));
        int rows = db.sql("""
                update registry.officer_terms t
                   set public_name = case when :shown then
                           (select m.name from registry.members m where m.membership_id = t.membership_id) end,
                       version = t.version + 1
                 where t.id = :id
                """).param("shown", shown).param("id", term).update();
        RowCount.requireOne(rows, "officer term", term);
        Change consent = new Change(Boolean.toString(before.isPublic()), Boolean.toString(shown));
        note("officer.name-consent", found, before, Map.of("nameShown", consent), null);
    }

    private static Term open(Term term) {
        return Optional.of(term).filter(each -> each.endedOn() == null).orElseThrow(Refused::notFound);
    }

    private void note(
            String action, GroupInScope group, Term before, Map<String, Change> facts, @Nullable String reason) {
        audit.add(group.entry(action, "officer-term", before.id())
                .about(before.memberId())
                .changing(facts)
                .because(reason)
                .making(before.version() + 1));
    }
}
