package id.cemara.payment;

import id.cemara.files.Documents;
import id.cemara.files.StoredDocument;
import id.cemara.files.Upload;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.payment.qris.IssuedCode;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Payments of orders. A payment is confirmed only by the group or by a provider; row-level security
/// enforces that buyers cannot.
@Service
public class Payments {

    /// The maximum of a QRIS payment, in rupiah. Source: Bank Indonesia's PADG 24/1/2022, as reported.
    public static final long MOST_BY_QRIS = 10_000_000;

    private static final int MOST_CLAIMS = 10;
    private static final int LONGEST_TEXT = 500;
    private final JdbcClient db;
    private final PaymentBook book;
    private final NewPayments opening;
    private final TransactionTemplate transaction;
    private final GroupsInScope groups;
    private final Documents documents;
    private final AuditTrail audit;
    private final ObjectProvider<PaymentGateway> gateways;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Payments(
            JdbcClient db,
            PaymentBook book,
            NewPayments opening,
            TransactionTemplate transaction,
            GroupsInScope groups,
            Documents documents,
            AuditTrail audit,
            ObjectProvider<PaymentGateway> gateways,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.book = book;
        this.opening = opening;
        this.transaction = transaction;
        this.groups = groups;
        this.documents = documents;
        this.audit = audit;
        this.gateways = gateways;
        this.events = events;
        this.clock = clock;
    }

    /// The most that can be paid before delivery in one payment by the best of these methods, in rupiah; null if
    /// there is no limit.
    public static @Nullable Long mostAhead(Set<PaymentMethod> methods) {
        return methods.equals(Set.of(PaymentMethod.QRIS)) ? MOST_BY_QRIS : null;
    }

    /// Which of QRIS, transfer and gateway the group accepts now. Visible to anybody.
    @Transactional(readOnly = true)
    public Set<PaymentMethod> methodsOf(UUID group) {
        return methodsOf(List.of(group)).getOrDefault(group, Set.of());
    }

    /// As [#methodsOf] for several groups, in one query; a group without these methods has an empty set.
    @Transactional(readOnly = true)
    public Map<UUID, Set<PaymentMethod>> methodsOf(Collection<UUID> groups) {
        Map<UUID, Set<PaymentMethod>> methods = new HashMap<>();
        for (UUID group : groups) {
            boolean hasGateway = gateways.stream().anyMatch(gateway -> gateway.takes(group));
            methods.put(group, hasGateway ? EnumSet.of(PaymentMethod.GATEWAY) : EnumSet.noneOf(PaymentMethod.class));
        }
        db.sql("select group_id, kind from payment.ways_of(:groups)")
                .param("groups", groups.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    PaymentMethod method =
                            row.getString("kind").equals("qris") ? PaymentMethod.QRIS : PaymentMethod.TRANSFER;
                    Objects.requireNonNull(methods.get(row.getObject("group_id", UUID.class)))
                            .add(method);
                });
        return methods;
    }

    /// Opens a payment in the caller's transaction. Idempotent by reference.
    ///
    /// @throws Refused with a [PaymentProblem] when the group does not accept that method or amount
    @Transactional
    public PaymentView open(PaymentRequest request) {
        Optional<PaymentView> known = book.find(request.reference());
        if (known.isPresent()) {
            return known.get();
        }
        if (request.method().isPayFirst() && !methodsOf(request.group()).contains(request.method())) {
            throw new Refused(new PaymentProblem.PaymentMethodNotOffered(request.method()));
        }
        if (request.method() == PaymentMethod.QRIS && request.amount() > MOST_BY_QRIS) {
            throw new Refused(new PaymentProblem.QrisAmountTooLarge(MOST_BY_QRIS));
        }
        opening.write(request);
        PaymentRow opened = book.row(request.reference());
        book.noteChange(
                opened,
                "opened",
                null,
                PaymentStatus.NONE,
                Party.of(opened.group()).key(),
                null);
        if (request.method() != PaymentMethod.GATEWAY) {
            return opened.view(List.of());
        }
        PaymentView view = opened.view(List.of());
        gateways.stream().filter(gateway -> gateway.takes(request.group())).forEach(gateway -> gateway.opened(view));
        return of(request.reference());
    }

    /// The payment of that order.
    ///
    /// @throws Refused as not found when the actor may not see it
    @Transactional(readOnly = true)
    public PaymentView of(String reference) {
        return book.find(reference).orElseThrow(Refused::notFound);
    }

    /// The payments of these orders that the actor may see, by reference.
    @Transactional(readOnly = true)
    public Map<String, PaymentView> of(Collection<String> references) {
        return book.views(references);
    }

    /// The QRIS code of a payment that is still open; empty when there is none or the actor may not see it.
    @Transactional(readOnly = true)
    Optional<IssuedCode> issued(String reference) {
        return db.sql(PaymentRow.QUERY + " where p.reference = :reference and p.method = 'qris'")
                .param("reference", reference)
                .query(PaymentRow::read)
                .optional()
                .filter(PaymentRow::isOpen)
                .flatMap(PaymentRow::issued);
    }

    /// All changes of a payment, oldest first.
    @Transactional(readOnly = true)
    public List<PaymentChange> changesOf(String reference) {
        return db.sql("""
                select changed_at, step, to_status, by_whom, why
                  from payment.payment_changes
                 where payment_id = :payment
                 order by id
                 limit 200
                """)
                .param("payment", book.row(reference).id())
                .query((row, ordinal) -> new PaymentChange(
                        PaymentRow.instant(row, "changed_at").orElseThrow(),
                        row.getString("step"),
                        PaymentStatus.ofKey(row.getString("to_status")).orElseThrow(),
                        row.getString("by_whom"),
                        row.getString("why")))
                .list();
    }

    /// Records the claim that an order was paid, by the buyer or by the group for the buyer. It does not
    /// confirm the payment.
    ///
    /// @param note a message; null for none
    /// @param picture the receipt as photo or PDF; null for none
    public PaymentView claim(String reference, @Nullable String note, @Nullable Upload picture) {
        String said = said(note);
        requireClaimable(Objects.requireNonNull(transaction.execute(status -> book.row(reference))));
        StoredDocument paper = picture == null ? null : documents.store(picture.open());
        return Objects.requireNonNull(transaction.execute(status -> claim(reference, said, paper)));
    }

    private static @Nullable String said(@Nullable String note) {
        var checks = new Checks();
        String said = checks.text("note", note, LONGEST_TEXT);
        checks.refuseProblems();
        return said.isEmpty() ? null : said;
    }

    /// Whether the newest claim has the same content and is still unanswered, so that repeating it adds
    /// nothing.
    ///
    /// @param note a message; null for none
    /// @param picture the receipt; null for none
    @Transactional
    public boolean isClaimedSo(String reference, @Nullable String note, @Nullable Upload picture) {
        PaymentRow payment = book.row(reference);
        if (payment.status() != PaymentStatus.CLAIMED) {
            return false;
        }
        String said = said(note);
        StoredDocument paper = picture == null ? null : documents.store(picture.open());
        return db.sql("""
                select c.by_whom = :by and c.note is not distinct from :note
                       and c.file_hash is not distinct from :hash
                  from payment.payment_claims c
                 where c.payment_id = :payment
                 order by c.claimed_at desc, c.id desc
                 limit 1
                """)
                .param("payment", payment.id())
                .param("by", Party.of(payment.group()).key())
                .param("note", said, Types.VARCHAR)
                .param("hash", paper == null ? null : paper.hash(), Types.VARCHAR)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private PaymentView claim(String reference, @Nullable String note, @Nullable StoredDocument paper) {
        book.hold(reference);
        PaymentRow before = book.row(reference);
        requireClaimable(before);
        if (book.claimsOf(List.of(before.id()))
                        .getOrDefault(before.id(), List.of())
                        .size()
                >= MOST_CLAIMS) {
            throw new Refused(new PaymentProblem.TooManyPaymentClaims(MOST_CLAIMS));
        }
        if (CurrentActor.get().account().isPresent()) {
            Permission.SELL.require();
        }
        book.update(before, PaymentStatus.CLAIMED, "");
        db.sql("""
                insert into payment.payment_claims (id, payment_id, group_id, area_code, token_hash, claimed_at, by_whom,
                       note, file_hash, file_type)
                values (:id, :payment, :group, :area, :token, :now, :by, :note, :hash, :type)
                """)
                .param("id", Ids.next(clock))
                .param("payment", before.id())
                .param("group", before.group())
                .param("area", before.areaCode())
                .param("token", before.tokenHash(), Types.VARCHAR)
                .param("now", book.now())
                .param("by", Party.of(before.group()).key())
                .param("note", note, Types.VARCHAR)
                .param("hash", paper == null ? null : paper.hash(), Types.VARCHAR)
                .param("type", paper == null ? null : paper.mediaType(), Types.VARCHAR)
                .update();
        book.note(before, "claimed", PaymentStatus.CLAIMED, null);
        return of(reference);
    }

    private static void requireClaimable(PaymentRow payment) {
        switch (payment.status()) {
            case NONE, CLAIMED -> {}
            case CONFIRMED, REFUNDED -> throw new Refused(new PaymentProblem.PaymentSettled(payment.status()));
        }
    }

    /// A claim's receipt, for the buyer and the group's sellers. Access by an office is recorded in the
    /// audit trail.
    @Transactional
    public StoredDocument picture(String reference, UUID claim) {
        PaymentRow payment = book.row(reference);
        if (CurrentActor.get().account().isPresent()) {
            Permission.SELL.require();
        }
        StoredDocument paper = db.sql("""
                select file_hash, file_type
                  from payment.payment_claims
                 where id = :claim and payment_id = :payment and file_hash is not null
                """)
                .param("claim", claim)
                .param("payment", payment.id())
                .query((row, ordinal) -> new StoredDocument(row.getString("file_hash"), row.getString("file_type")))
                .optional()
                .orElseThrow(Refused::notFound);
        if (CurrentActor.get().isStaff()) {
            audit.add(PaymentBook.entry("payment.receipt-shown", payment, Map.of(), null));
        }
        return paper;
    }

    /// Confirms the receipt of the money on behalf of the group, also after the order has ended.
    /// Idempotent.
    ///
    /// @param why an optional remark; null for none
    @Transactional
    public PaymentView confirm(String reference, @Nullable String why) {
        book.hold(reference);
        PaymentRow before = ofTheGroup(reference);
        String reason = why == null || why.isBlank() ? null : Checks.reason("why", why, LONGEST_TEXT);
        switch (before.status()) {
            case CONFIRMED -> {}
            case REFUNDED -> throw new Refused(new PaymentProblem.PaymentSettled(before.status()));
            case NONE, CLAIMED -> {
                book.update(
                        before,
                        PaymentStatus.CONFIRMED,
                        ", confirmed_at = :now, confirmed_by = :by, holds_amount = false");
                book.note(before, "confirmed", PaymentStatus.CONFIRMED, reason);
            }
        }
        return of(reference);
    }

    /// Denies a claim on behalf of the group: the money did not arrive. Idempotent; the buyer may claim
    /// again.
    @Transactional
    public PaymentView deny(String reference, String why) {
        book.hold(reference);
        PaymentRow before = ofTheGroup(reference);
        String reason = Checks.reason("why", why, LONGEST_TEXT);
        switch (before.status()) {
            case NONE -> {}
            case CONFIRMED, REFUNDED -> throw new Refused(new PaymentProblem.PaymentSettled(before.status()));
            case CLAIMED -> {
                book.update(before, PaymentStatus.NONE, "");
                book.note(before, "denied", PaymentStatus.NONE, reason);
            }
        }
        return of(reference);
    }

    /// Withdraws the group's own confirmation. The caller checks that the order still allows it. A
    /// provider's confirmation cannot be withdrawn, even when the group confirmed first.
    ///
    /// @throws Refused also when the reopened transfer would collide with another open one in its last
    ///     digits
    @Transactional
    public PaymentView takeBack(String reference, String why) {
        book.hold(reference);
        PaymentRow before = ofTheGroup(reference);
        String reason = Checks.reason("why", why, LONGEST_TEXT);
        if (before.status() != PaymentStatus.CONFIRMED) {
            throw new Refused(new PaymentProblem.PaymentNotConfirmed());
        }
        if (Objects.equals(before.confirmedBy(), "provider") || isPaidAtProvider(reference)) {
            throw new Refused(new PaymentProblem.PaymentConfirmedByProvider());
        }
        PaymentStatus after = statusBefore(before);
        boolean holds = before.closedAt() == null && holdsDigits(before);
        book.update(before, after, ", confirmed_at = null, confirmed_by = null, holds_amount = " + holds);
        book.note(before, "taken-back", after, reason);
        return of(reference);
    }

    private boolean isPaidAtProvider(String reference) {
        return db.sql("""
                select exists (select 1
                                 from payment.gateway_states
                                where reference = :reference
                                  and level in ('settled', 'partially-refunded', 'refunded'))
                """).param("reference", reference).query(Boolean.class).single();
    }

    /// Whether a reopened payment must reserve its last digits: true for a transfer. The check goes beyond
    /// the actor's scope, because a buyer cannot see other payments.
    ///
    /// @throws Refused when another open transfer to the group has the same digits by now, as the group
    ///     could not tell them apart
    private boolean holdsDigits(PaymentRow payment) {
        if (payment.method() != PaymentMethod.TRANSFER) {
            return false;
        }
        boolean isFree = db.sql("select coalesce(payment.free_code(:group, :amount - 1, 0) = 1, false)")
                .param("group", payment.group())
                .param("amount", payment.amount())
                .query(Boolean.class)
                .single();
        if (!isFree) {
            throw new Refused(new PaymentProblem.TransferAmountTaken());
        }
        return true;
    }

    /// Records on behalf of the group that it refunded the buyer. Idempotent.
    @Transactional
    public PaymentView refund(String reference, String why) {
        book.hold(reference);
        PaymentRow before = ofTheGroup(reference);
        String reason = Checks.reason("why", why, LONGEST_TEXT);
        switch (before.status()) {
            case REFUNDED -> {}
            case NONE, CLAIMED -> throw new Refused(new PaymentProblem.PaymentNotConfirmed());
            case CONFIRMED -> {
                book.update(before, PaymentStatus.REFUNDED, ", refunded_at = :now");
                book.note(before, "refunded", PaymentStatus.REFUNDED, reason);
            }
        }
        return of(reference);
    }

    /// Closes the payment of an order that ended unpaid, and releases a transfer's digits. Does nothing
    /// when it is confirmed, refunded or closed.
    @Transactional
    public void close(String reference) {
        book.hold(reference);
        PaymentRow before = book.row(reference);
        if (before.closedAt() == null && !before.isPaid()) {
            book.update(before, before.status(), ", closed_at = :now, holds_amount = false");
            book.noteChange(
                    before,
                    "closed",
                    before.status(),
                    before.status(),
                    Party.of(before.group()).key(),
                    null);
        }
    }

    /// Reopens the payment of an order that continues; a transfer keeps its amount.
    ///
    /// @throws Refused when another open transfer has its digits by now
    @Transactional
    public void reopen(String reference) {
        book.hold(reference);
        PaymentRow before = book.row(reference);
        if (before.closedAt() != null && !before.isPaid()) {
            book.update(before, before.status(), ", closed_at = null, holds_amount = " + holdsDigits(before));
            book.noteChange(
                    before,
                    "reopened",
                    before.status(),
                    before.status(),
                    Party.of(before.group()).key(),
                    null);
        }
    }

    /// Applies a provider's report whose signature was verified. Reports may be repeated and late. A
    /// payment refunded by the provider becomes confirmed again when the provider reports so, because the
    /// buyer also paid by another attempt; a refund by the group stays. Publishes [PaymentChanged] when
    /// something changed.
    ///
    /// @throws Refused when the report names another amount than is to be paid
    @Transactional
    public PaymentView providerSays(String reference, ProviderReport word) {
        book.hold(reference);
        PaymentRow before = book.row(reference);
        if (word.amount() != before.amount()) {
            throw new Refused(new PaymentProblem.PaymentOtherAmount(before.amount(), word.amount()));
        }
        boolean changed =
                switch (word.outcome()) {
                    case PAID -> providerPaid(before, word) | partlyRefunded(reference, word);
                    case REFUNDED ->
                        before.status() != PaymentStatus.REFUNDED
                                // A refund implies an earlier payment, even if its report was missed.
                                && (before.isPaid() || providerPaid(before, word))
                                && provider(
                                        book.row(reference),
                                        "refunded",
                                        PaymentStatus.REFUNDED,
                                        word,
                                        ", refunded_at = :now");
                };
        PaymentView after = of(reference);
        if (changed) {
            events.publishEvent(
                    new PaymentChanged(reference, before.group(), before.areaCode(), after.status(), after.version()));
        }
        return after;
    }

    private boolean providerPaid(PaymentRow before, ProviderReport word) {
        return switch (before.status()) {
            case NONE, CLAIMED ->
                provider(
                        before,
                        "confirmed",
                        PaymentStatus.CONFIRMED,
                        word,
                        ", confirmed_at = :now, confirmed_by = 'provider', holds_amount = false");
            case CONFIRMED -> false;
            case REFUNDED ->
                isRefundedByProvider(before)
                        && provider(before, "confirmed", PaymentStatus.CONFIRMED, word, ", refunded_at = null");
        };
    }

    /// Records the refunded part of a confirmed payment. Refunds by the group are not the provider's to
    /// report.
    private boolean partlyRefunded(String reference, ProviderReport word) {
        PaymentRow paid = book.row(reference);
        return paid.status() == PaymentStatus.CONFIRMED
                && paid.refunded() != word.refunded()
                && provider(
                        paid,
                        "partly-refunded",
                        PaymentStatus.CONFIRMED,
                        word,
                        ", refunded_amount = " + word.refunded());
    }

    private boolean isRefundedByProvider(PaymentRow payment) {
        return db.sql("""
                select by_whom = 'provider'
                  from payment.payment_changes
                 where payment_id = :payment and step = 'refunded'
                 order by id desc
                 limit 1
                """).param("payment", payment.id()).query(Boolean.class).single();
    }

    private boolean provider(PaymentRow before, String step, PaymentStatus after, ProviderReport word, String more) {
        book.update(before, after, more);
        book.noteChange(before, step, before.status(), after, "provider", word.provider());
        return true;
    }

    /// The status before the latest confirmation.
    private PaymentStatus statusBefore(PaymentRow payment) {
        return db.sql("""
                select from_status from payment.payment_changes
                 where payment_id = :payment and step = 'confirmed'
                 order by id desc
                 limit 1
                """)
                .param("payment", payment.id())
                .query(String.class)
                .optional()
                .flatMap(PaymentStatus::ofKey)
                .orElse(PaymentStatus.NONE);
    }

    /// The payment; refused unless the actor sells for its group.
    private PaymentRow ofTheGroup(String reference) {
        Permission.SELL.require();
        PaymentRow payment = book.row(reference);
        groups.byId(payment.group());
        return payment;
    }
}
