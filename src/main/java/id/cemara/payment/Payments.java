package id.cemara.payment;

import id.cemara.identity.Permission;
import id.cemara.payment.qris.IssuedCode;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
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

/// Payments of orders. A payment is confirmed only by the group or by a provider; row-level security
/// enforces that buyers cannot.
@Service
public class Payments {

    /// The maximum of a QRIS payment. Source: Bank Indonesia's PADG 24/1/2022, as reported.
    public static final Money MOST_BY_QRIS = new Money(10_000_000);

    /// Of notes and reasons, in characters.
    static final int LONGEST_TEXT = 500;

    private final JdbcClient db;
    private final PaymentBook book;
    private final NewPayments opening;
    private final GroupsInScope groups;
    private final ObjectProvider<PaymentGateway> gateways;
    private final ApplicationEventPublisher events;

    Payments(
            JdbcClient db,
            PaymentBook book,
            NewPayments opening,
            GroupsInScope groups,
            ObjectProvider<PaymentGateway> gateways,
            ApplicationEventPublisher events) {
        this.db = db;
        this.book = book;
        this.opening = opening;
        this.groups = groups;
        this.gateways = gateways;
        this.events = events;
    }

    /// The most that can be paid before delivery in one payment by the best of these methods; empty if
    /// there is no limit.
    public static Optional<Money> mostAhead(Set<PaymentMethod> methods) {
        return methods.equals(Set.of(PaymentMethod.QRIS)) ? Optional.of(MOST_BY_QRIS) : Optional.empty();
    }

    /// Which of QRIS, transfer and gateway the group accepts now. Visible to anybody.
    @Transactional(readOnly = true)
    public Set<PaymentMethod> methodsOf(GroupId group) {
        return methodsOf(List.of(group)).getOrDefault(group, Set.of());
    }

    /// As [#methodsOf] for several groups, in one query; a group without these methods has an empty set.
    @Transactional(readOnly = true)
    public Map<GroupId, Set<PaymentMethod>> methodsOf(Collection<GroupId> groups) {
        Map<GroupId, Set<PaymentMethod>> methods = new HashMap<>();
        for (GroupId group : groups) {
            boolean hasGateway = gateways.stream().anyMatch(gateway -> gateway.takes(group));
            methods.put(group, hasGateway ? EnumSet.of(PaymentMethod.GATEWAY) : EnumSet.noneOf(PaymentMethod.class));
        }
        db.sql("select group_id, kind from payment.ways_of(:groups)")
                .param("groups", groups.stream().map(GroupId::value).toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    PaymentMethod method =
                            row.getString("kind").equals("qris") ? PaymentMethod.QRIS : PaymentMethod.TRANSFER;
                    Objects.requireNonNull(methods.get(new GroupId(row.getObject("group_id", UUID.class))))
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
        if (request.method() == PaymentMethod.QRIS && request.amount().isMoreThan(MOST_BY_QRIS)) {
            throw new Refused(new PaymentProblem.QrisAmountTooLarge(MOST_BY_QRIS.rupiah()));
        }
        opening.write(request);
        PaymentRow opened = book.row(request.reference());
        book.noteStep(opened, "opened", null, PaymentStatus.NONE, null);
        PaymentView view = opened.view(List.of());
        if (request.method() != PaymentMethod.GATEWAY) {
            return view;
        }
        gateways.stream().filter(gateway -> gateway.takes(request.group())).forEach(gateway -> gateway.opened(view));
        return of(request.reference());
    }

    /// The payment of that order.
    ///
    /// @throws Refused as not found when the actor may not see it
    @Transactional(readOnly = true)
    public PaymentView of(String reference) {
        return book.view(reference);
    }

    /// The payments of these orders that the actor may see, by reference.
    @Transactional(readOnly = true)
    public Map<String, PaymentView> of(Collection<String> references) {
        return book.views(references);
    }

    /// The QRIS code of a payment that is still open; empty when there is none or the actor may not see it.
    @Transactional(readOnly = true)
    Optional<IssuedCode> issued(String reference) {
        return book.findRow(reference)
                .filter(payment -> payment.method() == PaymentMethod.QRIS && payment.isOpen())
                .flatMap(PaymentRow::issued);
    }

    /// Confirms the receipt of the money on behalf of the group, also after the order has ended.
    /// Idempotent.
    ///
    /// @param why an optional remark; null for none
    @Transactional
    public PaymentView confirm(String reference, @Nullable String why) {
        PaymentRow before = ofTheGroup(reference);
        String reason = why == null || why.isBlank() ? null : Checks.reason("why", why, LONGEST_TEXT);
        switch (before.status()) {
            case CONFIRMED -> {}
            case REFUNDED -> throw new Refused(new PaymentProblem.PaymentSettled(before.status()));
            case NONE, CLAIMED -> {
                String confirmed = ", confirmed_at = :now, confirmed_by = :by, holds_amount = false";
                book.change(before, "confirmed", PaymentStatus.CONFIRMED, reason, confirmed);
            }
        }
        return of(reference);
    }

    /// Denies a claim on behalf of the group: the money did not arrive. Idempotent; the buyer may claim
    /// again.
    @Transactional
    public PaymentView deny(String reference, String why) {
        PaymentRow before = ofTheGroup(reference);
        String reason = Checks.reason("why", why, LONGEST_TEXT);
        switch (before.status()) {
            case NONE -> {}
            case CONFIRMED, REFUNDED -> throw new Refused(new PaymentProblem.PaymentSettled(before.status()));
            case CLAIMED -> book.change(before, "denied", PaymentStatus.NONE, reason, "");
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
        String unconfirmed = ", confirmed_at = null, confirmed_by = null, holds_amount = " + holds;
        book.change(before, "taken-back", after, reason, unconfirmed);
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
                .param("group", payment.group().value())
                .param("amount", payment.amount().rupiah())
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
        PaymentRow before = ofTheGroup(reference);
        String reason = Checks.reason("why", why, LONGEST_TEXT);
        switch (before.status()) {
            case REFUNDED -> {}
            case NONE, CLAIMED -> throw new Refused(new PaymentProblem.PaymentNotConfirmed());
            case CONFIRMED -> book.change(before, "refunded", PaymentStatus.REFUNDED, reason, ", refunded_at = :now");
        }
        return of(reference);
    }

    /// Closes the payment of an order that ended unpaid, and releases a transfer's digits. Does nothing
    /// when it is confirmed, refunded or closed.
    @Transactional
    public void close(String reference) {
        PaymentRow before = book.held(reference);
        if (before.closedAt() == null && !before.isPaid()) {
            book.update(before, before.status(), ", closed_at = :now, holds_amount = false");
            book.noteStep(before, "closed", before.status(), before.status(), null);
        }
    }

    /// Reopens the payment of an order that continues; a transfer keeps its amount.
    ///
    /// @throws Refused when another open transfer has its digits by now
    @Transactional
    public void reopen(String reference) {
        PaymentRow before = book.held(reference);
        if (before.closedAt() != null && !before.isPaid()) {
            book.update(before, before.status(), ", closed_at = null, holds_amount = " + holdsDigits(before));
            book.noteStep(before, "reopened", before.status(), before.status(), null);
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
        PaymentRow before = book.held(reference);
        if (!word.amount().equals(before.amount())) {
            throw new Refused(new PaymentProblem.PaymentOtherAmount(
                    before.amount().rupiah(), word.amount().rupiah()));
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
                && !paid.refunded().equals(word.refunded())
                && provider(
                        paid,
                        "partly-refunded",
                        PaymentStatus.CONFIRMED,
                        word,
                        ", refunded_amount = " + word.refunded().rupiah());
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

    /// The payment, locked; refused unless the actor sells for its group.
    private PaymentRow ofTheGroup(String reference) {
        Permission.SELL.require();
        PaymentRow payment = book.held(reference);
        groups.byId(payment.group());
        return payment;
    }
}
