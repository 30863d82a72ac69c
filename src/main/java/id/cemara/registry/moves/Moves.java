package id.cemara.registry.moves;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.identity.Offices;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.moves.MoveProblem.MoveAlreadyProposed;
import id.cemara.registry.moves.MoveProblem.MoveDecided;
import id.cemara.registry.moves.MoveProblem.MoveNoOffice;
import id.cemara.registry.moves.MoveProblem.MoveNotVerified;
import id.cemara.registry.moves.MoveProblem.MoveOvertaken;
import id.cemara.registry.ties.GroupLocks;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.NotAllowed;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Moves groups to another kabupaten, possibly in another province. The office that loses the group proposes
/// the move; the office that receives it accepts or refuses. Until then the proposal can be withdrawn.
///
/// The group keeps its number, which is printed on papers and packages; programs must not derive a place
/// from it. Figures of the days before the move stay where they were counted.
@Service
class Moves {

    private static final int MAX_REASON = 1000;
    private static final int MOST = 20;

    /// How long the proposing office sees the answer among its tasks.
    private static final int ANSWER_SHOWN_DAYS = 7;

    private static final String SELECT = """
            select m.id, m.group_id, g.number, g.name, m.area_code, m.from_place, m.to_area, m.to_place, m.valid_from,
                   m.reason, m.state, m.proposed_at, m.decided_at, m.decision, m.version + g.version as version,
                   platform.in_area(m.to_area) as incoming, platform.in_area(m.area_code) as outgoing
              from registry.moves m
              join registry.business_groups g on g.id = m.group_id
            """;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final Areas areas;
    private final Offices offices;
    private final GroupLocks locks;
    private final GroupFacts facts;
    private final AuditTrail audit;
    private final Clock clock;

    Moves(
            JdbcClient db,
            GroupsInScope groups,
            Areas areas,
            Offices offices,
            GroupLocks locks,
            GroupFacts facts,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.groups = groups;
        this.areas = areas;
        this.offices = offices;
        this.locks = locks;
        this.facts = facts;
        this.audit = audit;
        this.clock = clock;
    }

    /// Proposed moves visible to the actor, oldest first.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional(readOnly = true)
    public Listing<Move> waiting(int size, @Nullable String cursor) {
        return page("""
                 where m.state = 'proposed' and g.deactivated_on is null
                   and (:at::timestamptz is null or (m.proposed_at, m.id) > (:at, :id::uuid))
                 order by m.proposed_at, m.id
                """, Move::proposedAt, size, cursor);
    }

    /// Decided moves visible to the actor, newest decision first.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional(readOnly = true)
    public Listing<Move> decided(int size, @Nullable String cursor) {
        return page("""
                 where m.state <> 'proposed'
                   and (:at::timestamptz is null or (m.decided_at, m.id) < (:at, :id::uuid))
                 order by m.decided_at desc, m.id desc
                """, Move::decidedAt, size, cursor);
    }

    private Listing<Move> page(
            String condition, Function<Move, @Nullable Instant> time, int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        Optional<Cursor> from = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 2));
        List<Move> found = db.sql(SELECT + condition + " limit :limit")
                .param("at", from.map(at -> at.instant(0)).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", from.map(at -> at.id(1)).orElse(null))
                .param("limit", size + 1)
                .query(Moves::read)
                .list();
        return Listing.page(
                found,
                size,
                last -> Cursor.of(String.valueOf(time.apply(last)), last.id().toString())
                        .text());
    }

    /// How many proposals of the actor's office were answered recently.
    @Transactional(readOnly = true)
    public long countAnswered() {
        return db.sql("""
                select count(*)
                  from registry.moves m
                 where m.state in ('accepted', 'refused') and platform.in_area(m.area_code) and m.decided_at > :since
                """)
                .param("since", now().minusDays(ANSWER_SHOWN_DAYS))
                .query(Long.class)
                .single();
    }

    /// How many moves await the actor's decision.
    @Transactional(readOnly = true)
    public long countIncoming() {
        return db.sql("""
                select count(*)
                  from registry.moves m
                  join registry.business_groups g on g.id = m.group_id
                 where m.state = 'proposed' and g.deactivated_on is null and platform.in_area(m.to_area)
                """).query(Long.class).single();
    }

    /// A group's moves, newest first.
    @Transactional(readOnly = true)
    public List<Move> of(GroupId group) {
        return db.sql(SELECT + " where m.group_id = :group order by m.proposed_at desc, m.id limit :most")
                .param("group", group.value())
                .param("most", MOST)
                .query(Moves::read)
                .list();
    }

    /// The move with that id, in any state.
    ///
    /// @throws Refused as not found if neither village is in the actor's scope
    @Transactional(readOnly = true)
    public Move byId(UUID id) {
        Permission.SEE_MEMBERS.require();
        return db.sql(SELECT + " where m.id = :id")
                .param("id", id)
                .query(Moves::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Proposes a move.
    ///
    /// @param seen the group's version that the user saw; null if the request had none, which is refused
    /// @param village the code of the new village, in another kabupaten
    /// @param validFrom the first day the group counts there, as typed: not in the future; today if null
    @Transactional
    public Move propose(
            String number,
            @Nullable Integer seen,
            @Nullable String village,
            @Nullable String validFrom,
            @Nullable String reason) {
        Permission.MOVE_GROUPS.require();
        GroupInScope group = groups.asSeen(groups.byNumber(number).id(), seen);
        if (!group.state().equals("verified")) {
            throw new Refused(new MoveNotVerified());
        }
        LocalDate today = LocalDate.now(clock);
        var checks = new Checks();
        Optional<Area> to = AreaCode.parse(village == null ? "" : village.strip())
                .filter(code -> code.depth() == 4)
                .flatMap(areas::find);
        checks.that(to.isPresent(), "village", "village");
        checks.that(
                to.isEmpty() || !to.get().code().regency().equals(new AreaCode(group.areaCode()).regency()),
                "village",
                "other-regency");
        LocalDate day = checks.day("validFrom", validFrom).orElse(today);
        LocalDate since = placeSince(group.id());
        checks.that(!day.isAfter(today), "validFrom", "not-in-future")
                .that(!day.isBefore(since), "validFrom", "not-before", since);
        String why = checks.text("reason", reason, MAX_REASON);
        checks.that(!why.isEmpty(), "reason", "required").refuseProblems();
        Area place = to.orElseThrow();
        if (!offices.answerFor(place.code())) {
            throw new Refused(new MoveNoOffice(place.path()));
        }
        UUID id = Ids.next(clock);
        int proposed = db.sql("""
                insert into registry.moves (id, group_id, area_code, from_place, to_area, to_place, valid_from, reason,
                                            proposed_at, proposed_by)
                values (:id, :group, :from, :fromPlace, :to, :toPlace, :day, :reason, :now, :account)
                    on conflict do nothing
                """)
                .param("id", id)
                .param("group", group.id().value())
                .param("from", group.areaCode())
                .param("fromPlace", group.place())
                .param("to", place.code().value())
                .param("toPlace", place.path())
                .param("day", day)
                .param("reason", why)
                .param("now", now())
                .param("account", account())
                .update();
        if (proposed == 0) {
            throw new Refused(new MoveAlreadyProposed());
        }
        Move move = byId(id);
        note("move-proposed", move, move.fromArea(), why);
        return move;
    }

    /// Accepts the move. Only the receiving office may.
    ///
    /// @param seen the move's version that the user saw; null if the request had none, which is refused
    @Transactional
    public Move accept(UUID id, @Nullable Integer seen) {
        Permission.MOVE_GROUPS.require();
        Move move = byId(id);
        if (!move.isIncoming()) {
            throw new Refused(new NotAllowed());
        }
        locks.holdModules();
        String carriedOut = db.sql("select registry.carry_out_move(:move, :seen, :now)")
                .param("move", id)
                .param("seen", named(seen))
                .param("now", now())
                .query(String.class)
                .single();
        switch (carriedOut) {
            case "done" -> {}
            case "decided" -> throw new Refused(new MoveDecided());
            case "outdated" -> throw new Refused(Outdated.at(byId(id).version()));
            case "overtaken", "too-early" -> throw new Refused(new MoveOvertaken());
            case "not-yours" -> throw new Refused(new NotAllowed());
            default -> throw new IllegalStateException(carriedOut);
        }
        facts.announce(move.group());
        Move moved = byId(id); // the group's last village, which may differ from the one in the proposal
        // One entry per office, since each sees only its own area's audit trail.
        note("moved-away", moved, moved.fromArea(), null);
        audit.add(entry("moved", moved, moved.toArea(), null)
                .making(groups.byId(moved.group()).version()));
        return moved;
    }

    /// Refuses the move. Only the receiving office may.
    ///
    /// @param seen the move's version that the user saw; null if the request had none, which is refused
    @Transactional
    public Move refuse(UUID id, @Nullable Integer seen, @Nullable String reason) {
        Permission.MOVE_GROUPS.require();
        Move move = byId(id);
        if (!move.isIncoming()) {
            throw new Refused(new NotAllowed());
        }
        decide(move, "refused", seen, reason);
        note("move-refused", move, move.toArea(), byId(id).decision());
        note("move-refused", move, move.fromArea(), byId(id).decision());
        return byId(id);
    }

    /// Withdraws the proposal. Only the proposing office may.
    ///
    /// @param seen the move's version that the user saw; null if the request had none, which is refused
    @Transactional
    public Move withdraw(UUID id, @Nullable Integer seen, @Nullable String reason) {
        Permission.MOVE_GROUPS.require();
        Move move = byId(id);
        if (!move.isOutgoing()) {
            throw new Refused(new NotAllowed());
        }
        decide(move, "withdrawn", seen, reason);
        note("move-withdrawn", move, move.fromArea(), byId(id).decision());
        return byId(id);
    }

    private void decide(Move move, String state, @Nullable Integer seen, @Nullable String reason) {
        int known = named(seen);
        String why = Checks.reason("reason", reason, MAX_REASON);
        int decided = db.sql("""
                update registry.moves m
                   set state = :state, decided_at = :now, decided_by = :account, decision = :why, version = m.version + 1
                  from registry.business_groups g
                 where m.id = :id and m.state = 'proposed' and g.id = m.group_id and m.version + g.version = :seen
                """)
                .param("state", state)
                .param("now", now())
                .param("account", account())
                .param("why", why)
                .param("id", move.id())
                .param("seen", known)
                .update();
        if (decided == 0) {
            Move now = byId(move.id());
            throw new Refused(now.isOpen() ? Outdated.at(now.version()) : new MoveDecided());
        }
    }

    private static int named(@Nullable Integer seen) {
        if (seen == null) {
            throw new Refused(new PreconditionNeeded());
        }
        return seen;
    }

    private LocalDate placeSince(GroupId group) {
        return db.sql("select max(valid_from) from registry.group_places where group_id = :group")
                .param("group", group.value())
                .query(LocalDate.class)
                .single();
    }

    private void note(String what, Move move, String area, @Nullable String reason) {
        audit.add(entry(what, move, area, reason));
    }

    private static AuditEntry entry(String what, Move move, String area, @Nullable String reason) {
        return AuditEntry.of("group." + what, "group", move.group().value(), area, move.group())
                .changing(Map.of(
                        "village", new Change(move.from(), move.to()),
                        "from", new Change(null, move.validFrom().toString())))
                .because(reason);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static UUID account() {
        return CurrentActor.get().account().orElseThrow().id();
    }

    private static Move read(ResultSet row, int number) throws SQLException {
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Move(
                row.getObject("id", UUID.class),
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("number"),
                row.getString("name"),
                row.getString("area_code"),
                row.getString("from_place"),
                row.getString("to_area"),
                row.getString("to_place"),
                row.getObject("valid_from", LocalDate.class),
                row.getString("reason"),
                row.getString("state"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                decided == null ? null : decided.toInstant(),
                row.getString("decision"),
                row.getInt("version"),
                row.getBoolean("incoming"),
                row.getBoolean("outgoing"));
    }
}
