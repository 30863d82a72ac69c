package id.cemara.market.feedback;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderSettled;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.Party;
import id.cemara.registry.Ids;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.NotAllowed;
import id.cemara.shared.RequestProblem.Outdated;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Complaints about orders: opened by the buyer, answered by the group or an office, solved when the buyer
/// agrees, or passed on to consumer protection by either side. The database decides who sees one: the
/// holder of the order's token, the group, and staff responsible for its area.
@Service
public class Complaints {

    static final int LONGEST_WORDS = 1000;

    /// The most messages of a complaint; after that it can only be solved.
    static final int MOST_WORDS = 60;

    private static final String COLUMNS = """
            select c.id, o.code, c.group_id, c.area_code, s.name as group_name, c.about, c.state, c.opened_at,
                   c.answered_at, c.passed_on_at, c.changed_at, c.version
              from market.complaints c
              join market.orders o on o.id = c.order_id
              join market.sellers s on s.group_id = c.group_id
             where true
            """;

    private final JdbcClient db;
    private final Orders orders;
    private final AuditTrail audit;
    private final Clock clock;

    Complaints(JdbcClient db, Orders orders, AuditTrail audit, Clock clock) {
        this.db = db;
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    private record Row(
            UUID id,
            String code,
            UUID groupId,
            String areaCode,
            String groupName,
            String about,
            String state,
            Instant openedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant passedOnAt,
            Instant changedAt,
            int version) {}

    /// The complaints about an order, newest first; at most 20.
    @Transactional(readOnly = true)
    public List<Complaint> ofOrder(String code) {
        return full(db.sql(COLUMNS + " and o.code = :code order by c.opened_at desc limit 20")
                .param("code", code)
                .query(Row.class)
                .list());
    }

    /// The complaint with that id.
    ///
    /// @throws Refused as not found if there is none that the actor may see
    @Transactional(readOnly = true)
    public Complaint get(UUID id) {
        Row row = db.sql(COLUMNS + " and c.id = :id")
                .param("id", id)
                .query(Row.class)
                .optional()
                .orElseThrow(Refused::notFound);
        return full(List.of(row)).getFirst();
    }

    /// One page of the complaints in scope, without their messages: open ones first, each part by the last
    /// change, newest first.
    @Transactional(readOnly = true)
    public Listing<Complaint> page(int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        Optional<Cursor> from = Cursor.optional(cursor, 3);
        List<Row> found = db.sql(COLUMNS + """
                   and (:rank::int is null
                        or ((c.state <> 'open')::int, -extract(epoch from c.changed_at), c.id)
                           > (:rank, :changed::numeric, :id::uuid))
                 order by (c.state <> 'open')::int, -extract(epoch from c.changed_at), c.id
                 limit :limit
                """)
                .param("rank", from.map(at -> at.count(0)).orElse(null))
                .param("changed", from.map(at -> changed(at.parts().get(1))).orElse(null))
                .param("id", from.map(at -> at.id(2)).orElse(null))
                .param("limit", size + 1)
                .query(Row.class)
                .list();
        return Listing.page(
                        found,
                        size,
                        last -> Cursor.of(
                                        last.state().equals("open") ? "0" : "1",
                                        last.changedAt().toString(),
                                        last.id().toString())
                                .text())
                .map(row -> complaint(row, List.of()));
    }

    /// The number of complaints in scope that wait for an answer.
    @Transactional(readOnly = true)
    public int waiting() {
        return db.sql("select count(*) from market.complaints where state = 'open'")
                .query(Integer.class)
                .single();
    }

    /// Opens a complaint by the buyer.
    ///
    /// @param isDispute whether to dispute the order until the complaint is solved, if its status allows
    /// that
    /// @throws Refused if the actor is not the buyer, a field is invalid, or an unsolved complaint exists
    @Transactional
    public Complaint open(String code, @Nullable String about, @Nullable String words, boolean isDispute) {
        OrderView order = orders.get(code);
        if (Party.of(order.group()) != Party.BUYER) {
            throw new Refused(new NotAllowed());
        }
        var checks = new Checks();
        checks.that(about != null && Complaint.ABOUT.contains(about), "about", "choice");
        String said = checks.text("words", words, LONGEST_WORDS, true);
        checks.refuseProblems();
        UUID id = Ids.next(clock);
        int opened = db.sql("""
                insert into market.complaints (id, order_id, group_id, area_code, token_hash, about, state, opened_at,
                                               changed_at)
                select :id, o.id, o.group_id, o.area_code, o.token_hash, :about, 'open', :now, :now
                  from market.orders o
                 where o.id = :order
                    on conflict do nothing
                """)
                .param("id", id)
                .param("order", order.id().value())
                .param("about", about)
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (opened == 0) {
            throw new Refused(new VoiceProblem.ComplaintKnown());
        }
        say(id, Party.BUYER, "opened", String.valueOf(said));
        if (isDispute && orders.possible(order, Party.BUYER).contains(OrderStep.DISPUTE)) {
            orders.take(code, OrderStep.DISPUTE, StepDetails.because(shortened(String.valueOf(said))));
        }
        return get(id);
    }

    /// Adds a message. A message by the buyer makes the complaint wait for an answer, one by group or
    /// office answers it. One that was passed on stays so.
    ///
    /// @param seen the version that was read; null is refused
    @Transactional
    public Complaint say(UUID id, @Nullable Integer seen, @Nullable String words) {
        Complaint before = unsolved(id);
        Party by = requireWriter(before);
        Outdated.require(before.version(), seen);
        String said = Checks.reason("words", words, LONGEST_WORDS);
        requireRoom(before);
        boolean isAnswer = by != Party.BUYER;
        ComplaintState state = before.state() == ComplaintState.PASSED_ON
                ? ComplaintState.PASSED_ON
                : isAnswer ? ComplaintState.ANSWERED : ComplaintState.OPEN;
        change(before, state);
        say(id, by, isAnswer ? "answered" : null, said);
        return after(before, "complaint.answered", isAnswer);
    }

    /// Marks the complaint as solved, by the buyer or by an office on the buyer's word. Settles the order's
    /// dispute, if there is one.
    ///
    /// @param seen the version that was read; null is refused
    @Transactional
    public Complaint solve(UUID id, @Nullable Integer seen, @Nullable String words) {
        Complaint before = unsolved(id);
        Party by = requireWriter(before);
        if (by != Party.BUYER && !maySolve(before)) {
            throw new Refused(new NotAllowed());
        }
        Outdated.require(before.version(), seen);
        String said = Checks.reason("words", words, LONGEST_WORDS);
        change(before, ComplaintState.SOLVED);
        say(id, by, "solved", said);
        OrderView order = orders.get(before.orderCode());
        if (order.status() == OrderStatus.DISPUTED && orders.possible(order, by).contains(OrderStep.SETTLE)) {
            orders.take(before.orderCode(), OrderStep.SETTLE, StepDetails.because(shortened(said)));
        }
        return after(before, "complaint.solved", by != Party.BUYER);
    }

    /// Passes the complaint on to consumer protection, by either side.
    ///
    /// @param seen the version that was read; null is refused
    @Transactional
    public Complaint passOn(UUID id, @Nullable Integer seen, @Nullable String words) {
        Complaint before = unsolved(id);
        Party by = requireWriter(before);
        Outdated.require(before.version(), seen);
        String said = Checks.reason("words", words, LONGEST_WORDS);
        if (before.state() == ComplaintState.PASSED_ON) {
            requireRoom(before); // a full one can still be passed on once
        }
        change(before, ComplaintState.PASSED_ON);
        say(id, by, "passed-on", said);
        return after(before, "complaint.passed-on", by != Party.BUYER);
    }

    /// Settling an order's dispute solves its complaint, with the same words. Runs in the transaction that
    /// settles it.
    @EventListener
    public void on(OrderSettled settled) {
        db.sql("select id from market.complaints where order_id = :order and state <> 'solved'")
                .param("order", settled.order().value())
                .query(UUID.class)
                .optional()
                .ifPresent(id -> {
                    change(unsolved(id), ComplaintState.SOLVED);
                    say(id, settled.by(), "solved", settled.words());
                });
    }

    /// Whether the actor may mark it as solved for the buyer: an office acting for the group, never the
    /// group itself.
    static boolean maySolve(Complaint complaint) {
        return Party.of(complaint.group()) == Party.OFFICE && Permission.SELL.isGranted();
    }

    private static void requireRoom(Complaint complaint) {
        if (complaint.words().size() >= MOST_WORDS) {
            throw new Refused(new VoiceProblem.ComplaintFull(MOST_WORDS));
        }
    }

    /// Locks the complaint until the transaction ends and reads it.
    ///
    /// @throws Refused as not found, or if it is solved
    private Complaint unsolved(UUID id) {
        db.sql("select id from market.complaints where id = :id for no key update")
                .param("id", id)
                .query(UUID.class)
                .optional();
        Complaint complaint = get(id);
        if (!complaint.isUnsolved()) {
            throw new Refused(new VoiceProblem.ComplaintSolved());
        }
        return complaint;
    }

    private void change(Complaint complaint, ComplaintState state) {
        db.sql("""
                update market.complaints
                   set state = :state, changed_at = :now, version = version + 1,
                       answered_at = case when :state = 'answered' then coalesce(answered_at, :now) else answered_at end,
                       solved_at = case when :state = 'solved' then :now::timestamptz end,
                       passed_on_at = case when :state = 'passed-on' then coalesce(passed_on_at, :now)
                                           else passed_on_at end
                 where id = :id
                """)
                .param("state", state.key())
                .param("now", OffsetDateTime.now(clock))
                .param("id", complaint.id())
                .update();
    }

    private void say(UUID complaint, Party by, @Nullable String did, String words) {
        db.sql("""
                insert into market.complaint_words (complaint_id, group_id, area_code, token_hash, said_at, by_whom,
                                                    account_id, did, words)
                select c.id, c.group_id, c.area_code, c.token_hash, :now, :by, :account, :did, :words
                  from market.complaints c
                 where c.id = :complaint
                """)
                .param("complaint", complaint)
                .param("now", OffsetDateTime.now(clock))
                .param("by", by.key())
                .param(
                        "account",
                        CurrentActor.get().account().map(Actor.Account::id).orElse(null),
                        Types.OTHER)
                .param("did", did, Types.VARCHAR)
                .param("words", words)
                .update();
    }

    /// Notes in the audit trail what group or staff did, without their words.
    private Complaint after(Complaint before, String action, boolean noted) {
        Complaint after = get(before.id());
        if (noted) {
            Map<String, Change> facts = new HashMap<>();
            Change.note(facts, "state", before.state().key(), after.state().key());
            audit.add(AuditEntry.of(action, "complaint", after.id(), after.areaCode(), after.group())
                    .changing(facts));
        }
        return after;
    }

    private List<Complaint> full(List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Complaint.Said>> words = new HashMap<>();
        db.sql("""
                select complaint_id, said_at, by_whom, did, words
                  from market.complaint_words
                 where complaint_id = any (:ids)
                 order by id
                """)
                .param("ids", rows.stream().map(Row::id).toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    words.computeIfAbsent(row.getObject("complaint_id", UUID.class), id -> new ArrayList<>())
                            .add(new Complaint.Said(
                                    row.getTimestamp("said_at").toInstant(),
                                    Party.ofKey(row.getString("by_whom")),
                                    row.getString("did"),
                                    row.getString("words")));
                });
        return rows.stream()
                .map(row -> complaint(row, words.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Complaint complaint(Row row, List<Complaint.Said> words) {
        return new Complaint(
                row.id(),
                row.code(),
                new GroupId(row.groupId()),
                row.areaCode(),
                row.groupName(),
                row.about(),
                ComplaintState.ofKey(row.state()),
                row.openedAt(),
                row.answeredAt(),
                row.passedOnAt(),
                row.version(),
                words);
    }

    private static Party requireWriter(Complaint complaint) {
        Party by = Party.of(complaint.group());
        if (by.isSeller()) {
            Permission.SEE_MEMBERS.require();
        }
        return by;
    }

    private static String shortened(String words) {
        return words.length() <= 500 ? words : words.substring(0, 499) + "\u2026";
    }

    /// Seconds since 1970, negated as in the list's order; any year.
    private static BigDecimal changed(String text) {
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            return BigDecimal.valueOf(-at.getEpochSecond()).subtract(BigDecimal.valueOf(at.getNano() / 1000, 6));
        } catch (DateTimeParseException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }
}
