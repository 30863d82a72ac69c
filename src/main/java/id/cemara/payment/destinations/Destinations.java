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
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.LogInNeeded;
import id.cemara.shared.RequestProblem.Outdated;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
    private static final String CHECKED = ", checked_at = :now, checked_by = :me, checked_by_name = :name";

    private final JdbcClient db;
    private final DestinationList list;
    private final TransactionTemplate transaction;
    private final GroupsInScope groups;
    private final Pictures pictures;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Destinations(
            JdbcClient db,
            DestinationList list,
            TransactionTemplate transaction,
            GroupsInScope groups,
            Pictures pictures,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.list = list;
        this.transaction = transaction;
        this.groups = groups;
        this.pictures = pictures;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
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
        endOther(group, before.kind(), DestinationState.VERIFIED, DestinationState.REPLACED);
        enter(before, DestinationState.VERIFIED, null, CHECKED);
        db.sql("""
                update payment.payments p
                   set destination_id = :id, version = p.version + 1
                  from payment.destinations d
                 where d.id = p.destination_id and d.kind = :kind and p.group_id = :group
                   and p.closed_at is null and p.status in ('none', 'claimed')
                """)
                .param("id", id)
                .param("kind", before.kind().key())
                .param("group", group.id().value())
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
        enter(before, DestinationState.REJECTED, reason, CHECKED);
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
        enter(before, DestinationState.WITHDRAWN, reason, "");
        events.publishEvent(new PaymentWaysChanged(group.id()));
        return noted("payment-destination.withdrawn", group, before, reason);
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
        Destination before = list.find(group.id(), id);
        Outdated.require(before.version(), version);
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
                .param("group", group.id().value())
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
        endOther(group, kind, DestinationState.WAITING, DestinationState.WITHDRAWN);
        db.sql("""
                insert into payment.destinations (id, group_id, area_code, kind, payload, merchant_name, nmid, city, bank,
                       number, holder, state, sent_at, sent_by, sent_by_name)
                values (:id, :group, :area, :kind, :payload, :merchant, :nmid, :city, :bank, :number, :holder, 'waiting',
                        :now, :me, :name)
                """)
                .param("id", id)
                .param("group", group.id().value())
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

    /// Ends the destination of that kind and state that another one takes the place of.
    private void endOther(GroupInScope group, DestinationKind kind, DestinationState state, DestinationState end) {
        db.sql("""
                update payment.destinations
                   set state = :end, ended_at = :now, version = version + 1
                 where group_id = :group and kind = :kind and state = :state
                """)
                .param("end", end.key())
                .param("now", now())
                .param("group", group.id().value())
                .param("kind", kind.key())
                .param("state", state.key())
                .update();
    }

    /// @param more further assignments in SQL; may use `:now`, `:me` and `:name`
    private void enter(Destination before, DestinationState state, @Nullable String why, String more) {
        int changed = db.sql("""
                update payment.destinations
                   set state = :state, why = :why, version = version + 1,
                       ended_at = case when :state <> 'verified' then cast(:now as timestamptz) end
                """ + more + " where id = :id and version = :version")
                .param("state", state.key())
                .param("now", now())
                .param("me", me().id())
                .param("name", me().username())
                .param("why", why, Types.VARCHAR)
                .param("id", before.id())
                .param("version", before.version())
                .update();
        if (changed == 0) {
            throw new Refused(Outdated.at(list.find(before.group(), before.id()).version()));
        }
    }

    private Destination sent(GroupInScope group, UUID id, Map<String, Change> facts, Map<String, Change> personal) {
        Destination after = list.find(group.id(), id);
        Map<String, Change> all = new HashMap<>(facts);
        Change.note(all, "kind", null, after.kind().key());
        Change.note(all, "state", null, after.state().key());
        audit.add(entry("payment-destination.sent", group, id, all, personal, null));
        return after;
    }

    private Destination noted(String action, GroupInScope group, Destination before, @Nullable String why) {
        Destination after = list.find(group.id(), before.id());
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "state", before.state().key(), after.state().key());
        audit.add(entry(action, group, before.id(), facts, Map.of(), why));
        return after;
    }

    static AuditEntry entry(
            String action,
            GroupInScope group,
            UUID id,
            Map<String, Change> facts,
            Map<String, Change> personal,
            @Nullable String why) {
        return AuditEntry.of(action, "payment-destination", id, group.areaCode(), group.id())
                .changing(facts)
                .changingPersonal(personal)
                .because(why);
    }

    static Actor.Account me() {
        return CurrentActor.get().account().orElseThrow(() -> new Refused(new LogInNeeded()));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
