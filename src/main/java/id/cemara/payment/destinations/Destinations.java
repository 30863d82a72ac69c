package id.cemara.payment.destinations;

import id.cemara.files.Pictures;
import id.cemara.files.Upload;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.payment.BankAccount;
import id.cemara.payment.PaymentWaysChanged;
import id.cemara.payment.qris.QrPicture;
import id.cemara.payment.qris.StaticCode;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Payment destinations: submitted by a group's seller, checked by another person of the programme, and
/// used only after that. All submissions are kept as history.
@Service
class Destinations {

    private static final int LONGEST_REASON = 500;

    private static final String COLUMNS = """
            select d.id, d.group_id, d.kind, d.state, d.payload, d.merchant_name, d.nmid, d.city, d.bank, d.number,
                   d.holder, d.sent_at, d.sent_by, d.sent_by_name, d.checked_at, d.checked_by_name, d.why, d.version,
                   case when d.state = 'waiting' then payment.elsewhere(d.id) else 0 end as elsewhere
              from payment.destinations d
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final GroupsInScope groups;
    private final Pictures pictures;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Destinations(
            JdbcClient db,
            TransactionTemplate transaction,
            GroupsInScope groups,
            Pictures pictures,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.groups = groups;
        this.pictures = pictures;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// One page of a group's destinations: waiting and verified ones first, then earlier ones, newest
    /// first. Access to account data by an office is recorded in the audit trail.
    ///
    /// @param cursor of the next page; null for the first
    /// @throws Refused when the group lies outside the actor's scope
    @Transactional
    Listing<Destination> of(String number, int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        Listing<Destination> page = page(group.id(), size, cursor);
        noteReads(group, page.items());
        return page;
    }

    private void noteReads(GroupInScope group, List<Destination> read) {
        if (CurrentActor.get().isStaff()) {
            audit.addAll(read.stream()
                    .filter(destination -> destination.account() != null)
                    .map(destination ->
                            entry("payment-destination.read", group, destination.id(), Map.of(), Map.of(), null))
                    .toList());
        }
    }

    /// The waiting and verified destinations, for a page that shows neither number nor holder and needs no
    /// audit entry.
    @Transactional(readOnly = true)
    List<Destination> overview(UUID group) {
        return page(group, 2 * DestinationKind.values().length, null).items();
    }

    /// One destination; access is recorded as in [#of].
    @Transactional
    Destination get(String number, UUID id) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        Destination one = find(group.id(), id);
        noteReads(group, List.of(one));
        return one;
    }

    /// Submits a QRIS code by its text. An earlier waiting code is withdrawn; a verified one stays in use
    /// until this one is verified.
    @Transactional
    Destination sendCode(String number, @Nullable String text) {
        Permission.SELL.require();
        GroupInScope group = groups.open(number);
        StaticCode code = DestinationForm.code(text);
        requireNew(group, DestinationKind.QRIS, "payload", code.code().text());
        UUID id = Ids.next(clock);
        insert(id, group, DestinationKind.QRIS, code, null);
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "nmid", null, code.nmid());
        Change.note(facts, "merchantName", null, code.code().merchantName());
        return sent(group, id, facts, Map.of());
    }

    /// Submits a QRIS code by a picture, which is not stored.
    Destination sendPicture(String number, Upload picture) {
        Permission.SELL.require();
        groups.open(number);
        String text = QrPicture.read(pictures.look(picture.open()))
                .orElseThrow(() -> new Refused(new DestinationProblem.NoCodeInPicture()));
        return Objects.requireNonNull(transaction.execute(status -> sendCode(number, text)));
    }

    /// Submits a bank account, as [#sendCode].
    @Transactional
    Destination sendAccount(
            String number, @Nullable String bank, @Nullable String accountNumber, @Nullable String holder) {
        Permission.SELL.require();
        GroupInScope group = groups.open(number);
        BankAccount account = DestinationForm.account(bank, accountNumber, holder);
        requireNew(
                group,
                DestinationKind.ACCOUNT,
                "bank || ' ' || number || ' ' || holder",
                account.bank() + ' ' + account.number() + ' ' + account.holder());
        UUID id = Ids.next(clock);
        insert(id, group, DestinationKind.ACCOUNT, null, account);
        Map<String, Change> personal = new HashMap<>();
        Change.note(personal, "accountNumber", null, account.number());
        Change.note(personal, "holder", null, account.holder());
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "bank", null, account.bank());
        return sent(group, id, facts, personal);
    }

    /// Verifies a destination. It replaces the previously verified one of its kind, also for payments that
    /// are still open.
    @Transactional
    Destination verify(String number, UUID id, @Nullable Integer version) {
        GroupInScope group = checkable(number);
        Destination before = requireCheckable(group, id, version);
        db.sql("""
                update payment.destinations
                   set state = 'replaced', ended_at = :now, version = version + 1
                 where group_id = :group and kind = :kind and state = 'verified'
                """)
                .param("now", now())
                .param("group", group.id())
                .param("kind", before.kind().key())
                .update();
        decide(before, DestinationState.VERIFIED, null);
        db.sql("""
                update payment.payments p
                   set destination_id = :id, version = p.version + 1
                  from payment.destinations d
                 where d.id = p.destination_id and d.kind = :kind and p.group_id = :group
                   and p.closed_at is null and p.status in ('none', 'claimed')
                """)
                .param("id", id)
                .param("kind", before.kind().key())
                .param("group", group.id())
                .update();
        events.publishEvent(new PaymentWaysChanged(group.id()));
        return noted("payment-destination.verified", group, before, null);
    }

    /// Rejects a destination. A previously verified one stays in use.
    @Transactional
    Destination reject(String number, UUID id, @Nullable Integer version, @Nullable String why) {
        GroupInScope group = checkable(number);
        Destination before = requireCheckable(group, id, version);
        String reason = Checks.reason("why", why, LONGEST_REASON);
        decide(before, DestinationState.REJECTED, reason);
        return noted("payment-destination.rejected", group, before, reason);
    }

    /// Withdraws a destination at once, for instance when a printed code was pasted over by a stranger.
    /// Needs no check by a second person.
    @Transactional
    Destination withdraw(String number, UUID id, @Nullable Integer version, @Nullable String why) {
        Permission.SELL.require();
        GroupInScope group = groups.byNumber(number);
        Destination before = requireVersion(group, id, version);
        if (!before.isCurrent()) {
            throw new Refused(new DestinationProblem.PaymentDestinationDecided());
        }
        String reason = Checks.reason("why", why, LONGEST_REASON);
        end(before, reason);
        events.publishEvent(new PaymentWaysChanged(group.id()));
        return noted("payment-destination.withdrawn", group, before, reason);
    }

    /// The waiting destinations in the actor's scope, oldest first.
    @Transactional(readOnly = true)
    Listing<WaitingDestination> waiting(int size, @Nullable String cursor) {
        Permission.CHECK_PAYMENT_CODES.require();
        OffsetDateTime after = OffsetDateTime.parse("1900-01-01T00:00:00Z");
        UUID last = new UUID(0, 0);
        if (cursor != null && !cursor.isEmpty()) {
            Cursor from = Cursor.parse("cursor", cursor, 2);
            after = from.instant(0);
            last = from.id(1);
        }
        List<Destination> found = db.sql(COLUMNS + """
                 where d.state = 'waiting' and platform.in_area(d.area_code)
                   and (d.sent_at, d.id) > (:after, :last)
                 order by d.sent_at, d.id
                 limit :limit
                """)
                .param("after", after)
                .param("last", last)
                .param("limit", size + 1)
                .query(Destinations::read)
                .list();
        Map<UUID, GroupInScope> known =
                groups.all(found.stream().map(Destination::group).toList());
        List<WaitingDestination> items = found.stream()
                .limit(size)
                .flatMap(destination -> Optional.ofNullable(known.get(destination.group()))
                        .map(group -> new WaitingDestination(destination, group))
                        .stream())
                .toList();
        if (found.size() <= size) {
            return new Listing<>(items, null);
        }
        Destination end = found.get(size - 1);
        return new Listing<>(
                items, Cursor.of(end.sentAt().toString(), end.id().toString()).text());
    }

    /// The number of waiting destinations that the actor may check, which excludes the actor's own.
    @Transactional(readOnly = true)
    long countWaiting() {
        return db.sql("""
                select count(*)
                  from payment.destinations d
                 where d.state = 'waiting' and platform.in_area(d.area_code) and d.sent_by <> :me
                """).param("me", me().id()).query(Long.class).single();
    }

    private GroupInScope checkable(String number) {
        Permission.CHECK_PAYMENT_CODES.require();
        return groups.open(number);
    }

    private Destination requireCheckable(GroupInScope group, UUID id, @Nullable Integer version) {
        Destination before = requireVersion(group, id, version);
        if (before.state() != DestinationState.WAITING) {
            throw new Refused(new DestinationProblem.PaymentDestinationDecided());
        }
        if (before.sentByMe()) {
            throw new Refused(new DestinationProblem.PaymentDestinationOwn());
        }
        return before;
    }

    private Destination requireVersion(GroupInScope group, UUID id, @Nullable Integer version) {
        Destination before = find(group.id(), id);
        if (version == null) {
            throw new Refused(new RequestProblem.PreconditionNeeded());
        }
        if (before.version() != version) {
            throw outdated(before);
        }
        return before;
    }

    /// Refuses a destination that is already waiting or verified. An advisory lock makes the second of two
    /// concurrent submissions wait for the first.
    ///
    /// @param column the expression that identifies a destination among those of its kind
    private void requireNew(GroupInScope group, DestinationKind kind, String column, String value) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .param("what", "payment.destinations " + group.id() + " " + kind.key())
                .query()
                .singleRow();
        boolean isKnown = db.sql("""
                select exists (select
                                 from payment.destinations
                                where group_id = :group and kind = :kind and state in ('waiting', 'verified')
                                  and\s""" + column + " = :value)")
                .param("group", group.id())
                .param("kind", kind.key())
                .param("value", value)
                .query(Boolean.class)
                .single();
        if (isKnown) {
            throw new Refused(new DestinationProblem.PaymentDestinationKnown());
        }
    }

    private void insert(
            UUID id,
            GroupInScope group,
            DestinationKind kind,
            @Nullable StaticCode code,
            @Nullable BankAccount account) {
        db.sql("""
                update payment.destinations
                   set state = 'withdrawn', ended_at = :now, version = version + 1
                 where group_id = :group and kind = :kind and state = 'waiting'
                """)
                .param("now", now())
                .param("group", group.id())
                .param("kind", kind.key())
                .update();
        db.sql("""
                insert into payment.destinations (id, group_id, area_code, kind, payload, merchant_name, nmid, city, bank,
                       number, holder, state, sent_at, sent_by, sent_by_name)
                values (:id, :group, :area, :kind, :payload, :merchant, :nmid, :city, :bank, :number, :holder, 'waiting',
                        :now, :me, :name)
                """)
                .param("id", id)
                .param("group", group.id())
                .param("area", group.areaCode())
                .param("kind", kind.key())
                .param("payload", code == null ? null : code.code().text(), Types.VARCHAR)
                .param("merchant", code == null ? null : code.code().merchantName(), Types.VARCHAR)
                .param("nmid", code == null ? null : code.nmid(), Types.VARCHAR)
                .param("city", code == null ? null : code.code().city(), Types.VARCHAR)
                .param("bank", account == null ? null : account.bank(), Types.VARCHAR)
                .param("number", account == null ? null : account.number(), Types.VARCHAR)
                .param("holder", account == null ? null : account.holder(), Types.VARCHAR)
                .param("now", now())
                .param("me", me().id())
                .param("name", me().username())
                .update();
    }

    private void decide(Destination before, DestinationState state, @Nullable String why) {
        int changed = db.sql("""
                update payment.destinations
                   set state = :state, checked_at = :now, checked_by = :me, checked_by_name = :name, why = :why,
                       ended_at = case when :state = 'rejected' then cast(:now as timestamptz) end,
                       version = version + 1
                 where id = :id and version = :version
                """)
                .param("state", state.key())
                .param("now", now())
                .param("me", me().id())
                .param("name", me().username())
                .param("why", why, Types.VARCHAR)
                .param("id", before.id())
                .param("version", before.version())
                .update();
        requireChanged(before, changed);
    }

    private void end(Destination before, String why) {
        int changed = db.sql("""
                update payment.destinations
                   set state = 'withdrawn', ended_at = :now, why = :why, version = version + 1
                 where id = :id and version = :version
                """)
                .param("now", now())
                .param("why", why)
                .param("id", before.id())
                .param("version", before.version())
                .update();
        requireChanged(before, changed);
    }

    private void requireChanged(Destination before, int changed) {
        if (changed == 0) {
            throw outdated(find(before.group(), before.id()));
        }
    }

    private static Refused outdated(Destination destination) {
        return new Refused(RequestProblem.Outdated.at(destination.version()));
    }

    private Destination sent(GroupInScope group, UUID id, Map<String, Change> facts, Map<String, Change> personal) {
        Destination after = find(group.id(), id);
        Map<String, Change> all = new HashMap<>(facts);
        Change.note(all, "kind", null, after.kind().key());
        Change.note(all, "state", null, after.state().key());
        audit.add(entry("payment-destination.sent", group, id, all, personal, null));
        return after;
    }

    private Destination noted(String action, GroupInScope group, Destination before, @Nullable String why) {
        Destination after = find(group.id(), before.id());
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "state", before.state().key(), after.state().key());
        audit.add(entry(action, group, before.id(), facts, Map.of(), why));
        return after;
    }

    private static AuditEntry entry(
            String action,
            GroupInScope group,
            UUID id,
            Map<String, Change> facts,
            Map<String, Change> personal,
            @Nullable String why) {
        return new AuditEntry(
                action, "payment-destination", id, group.areaCode(), group.id(), null, facts, personal, why);
    }

    private Listing<Destination> page(UUID group, int size, @Nullable String cursor) {
        int rank = 0;
        OffsetDateTime before = OffsetDateTime.parse("9999-01-01T00:00:00Z");
        UUID last = new UUID(0, 0);
        if (cursor != null && !cursor.isEmpty()) {
            Cursor from = Cursor.parse("cursor", cursor, 3);
            rank = Input.count("cursor", from.parts().getFirst());
            before = from.instant(1);
            last = from.id(2);
        }
        List<Destination> found = db.sql(COLUMNS + """
                 cross join lateral (select coalesce(array_position(array['waiting', 'verified'], d.state), 3) as rank) r
                 where d.group_id = :group
                   and (r.rank > :rank or r.rank = :rank and (d.sent_at, d.id) < (:before, :last))
                 order by r.rank, d.sent_at desc, d.id desc
                 limit :limit
                """)
                .param("group", group)
                .param("rank", rank)
                .param("before", before)
                .param("last", last)
                .param("limit", size + 1)
                .query(Destinations::read)
                .list();
        if (found.size() <= size) {
            return new Listing<>(found, null);
        }
        Destination end = found.get(size - 1);
        return new Listing<>(
                found.subList(0, size),
                Cursor.of(
                                String.valueOf(end.isCurrent() ? end.state().ordinal() + 1 : 3),
                                end.sentAt().toString(),
                                end.id().toString())
                        .text());
    }

    private Destination find(UUID group, UUID id) {
        return db.sql(COLUMNS + " where d.group_id = :group and d.id = :id")
                .param("group", group)
                .param("id", id)
                .query(Destinations::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private static Destination read(ResultSet row, int ordinal) throws SQLException {
        String number = row.getString("number");
        UUID sentBy = row.getObject("sent_by", UUID.class);
        return new Destination(
                row.getObject("id", UUID.class),
                row.getObject("group_id", UUID.class),
                DestinationKind.ofKey(row.getString("kind")).orElseThrow(),
                DestinationState.ofKey(row.getString("state")).orElseThrow(),
                row.getString("payload"),
                row.getString("merchant_name"),
                row.getString("nmid"),
                row.getString("city"),
                number == null ? null : new BankAccount(row.getString("bank"), number, row.getString("holder")),
                row.getObject("sent_at", OffsetDateTime.class),
                row.getString("sent_by_name"),
                CurrentActor.get()
                        .account()
                        .filter(account -> account.id().equals(sentBy))
                        .isPresent(),
                row.getObject("checked_at", OffsetDateTime.class),
                row.getString("checked_by_name"),
                row.getString("why"),
                row.getLong("elsewhere"),
                row.getInt("version"));
    }

    private static Actor.Account me() {
        return CurrentActor.get().account().orElseThrow(() -> new Refused(new RequestProblem.LogInNeeded()));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
