package id.cemara.market.ordering.steps;

import static id.cemara.market.OrderStatus.CANCELLED;
import static id.cemara.market.OrderStatus.CLOSED;
import static id.cemara.market.OrderStatus.CONFIRMED;
import static id.cemara.market.OrderStatus.DELIVERED;
import static id.cemara.market.OrderStatus.DISPUTED;
import static id.cemara.market.OrderStatus.EXPIRED;
import static id.cemara.market.OrderStatus.IN_PREPARATION;
import static id.cemara.market.OrderStatus.PLACED;
import static id.cemara.market.OrderStatus.READY;
import static id.cemara.market.OrderStatus.REFUSED;
import static id.cemara.market.OrderStatus.SENT;
import static id.cemara.payment.Party.BUYER;
import static id.cemara.payment.Party.GROUP;
import static id.cemara.payment.Party.OFFICE;
import static id.cemara.payment.Party.SYSTEM;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderProblem.StepNotYet;
import id.cemara.market.ordering.steps.OrderProblem.WrongStep;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentStatus;
import id.cemara.shared.Refused;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of an order's life as one table: which step leads from where to where, who may take it, under
/// which guards, and whether the same side may undo it. The effect on the shelf has no column: it follows
/// from what an order holds in the two states ([ShelfEffect]). docs/orders.md is drawn from this table.
public final class OrderRules {

    /// A precondition of a step.
    public enum Guard {
        /// A reason is given.
        REASON,
        /// Pay-first orders are paid; other orders may be paid later.
        PAID_IF_FIRST,
        /// The payment is confirmed.
        PAID,
        /// The payment is confirmed or refunded.
        SETTLED,
        /// No payment is confirmed or refunded; one may be claimed.
        UNPAID,
        /// The payment is claimed and not yet confirmed.
        CLAIMED,
        /// The payment is refunded.
        REFUNDED,
        /// The payment method is pay-first.
        PAY_FIRST,
        /// The payment method is cash on delivery or an invoice.
        PAY_LATER,
        /// The payment can be claimed: not cash, and not through a provider, which reports payments itself.
        CLAIMABLE,
        /// The delivery method is pick-up.
        PICKED_UP,
        /// The group or a courier delivers.
        BROUGHT,
        /// The reservation has run out.
        OVERDUE;

        /// The key in the API, in kebab case.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean holds(OrderFacts order, @Nullable String why, Instant now) {
            return switch (this) {
                case REASON -> why != null;
                case PAID_IF_FIRST -> !order.method().isPayFirst() || order.paid() == PaymentStatus.CONFIRMED;
                case PAID -> order.paid() == PaymentStatus.CONFIRMED;
                case SETTLED -> order.paid() == PaymentStatus.CONFIRMED || order.paid() == PaymentStatus.REFUNDED;
                case UNPAID -> order.paid() == PaymentStatus.NONE || order.paid() == PaymentStatus.CLAIMED;
                case CLAIMED -> order.paid() == PaymentStatus.CLAIMED;
                case REFUNDED -> order.paid() == PaymentStatus.REFUNDED;
                case PAY_FIRST -> order.method().isPayFirst();
                case PAY_LATER -> !order.method().isPayFirst();
                case CLAIMABLE ->
                    switch (order.method()) {
                        case QRIS, TRANSFER, INVOICE -> true;
                        case COD, GATEWAY -> false;
                    };
                case PICKED_UP -> order.delivery() == Delivery.PICKUP;
                case BROUGHT -> order.delivery() != Delivery.PICKUP;
                case OVERDUE -> order.expiresAt() != null && !order.expiresAt().isAfter(now);
            };
        }
    }

    /// One row of the table.
    ///
    /// @param to null if the status stays as it is
    /// @param canBeUndone whether the same side may undo it, as long as it is the order's last step
    public record Rule(
            OrderStep step,
            Set<OrderStatus> from,
            @Nullable OrderStatus to,
            Set<Party> who,
            List<Guard> guards,
            boolean canBeUndone) {

        /// The status after the step, from that status.
        public OrderStatus target(OrderStatus start) {
            return to == null ? start : to;
        }

        private boolean isFor(OrderFacts order, Party by) {
            return from.contains(order.status()) && who.contains(by);
        }
    }

    private static final Set<Party> SELLER = EnumSet.of(GROUP, OFFICE);
    private static final Set<Party> SELLER_OR_SYSTEM = EnumSet.of(GROUP, OFFICE, SYSTEM);
    private static final Set<Party> BUYER_OR_SELLER = EnumSet.of(BUYER, GROUP, OFFICE);
    private static final Set<Party> ANYBODY = EnumSet.allOf(Party.class);
    private static final Set<Party> NOBODY_ELSE = EnumSet.of(SYSTEM);

    private static final EnumSet<OrderStatus> HOLDING = EnumSet.of(PLACED, CONFIRMED, IN_PREPARATION, READY);

    private static final List<Rule> RULES = List.of(
            rule(OrderStep.CONFIRM, EnumSet.of(PLACED), CONFIRMED, SELLER, true),
            rule(OrderStep.REFUSE, EnumSet.of(PLACED, CONFIRMED), REFUSED, SELLER, true, Guard.REASON),
            rule(OrderStep.PREPARE, EnumSet.of(CONFIRMED), IN_PREPARATION, SELLER, true, Guard.PAID_IF_FIRST),
            rule(OrderStep.PACK, EnumSet.of(CONFIRMED, IN_PREPARATION), READY, SELLER, true, Guard.PAID_IF_FIRST),
            rule(
                    OrderStep.SEND,
                    EnumSet.of(CONFIRMED, IN_PREPARATION, READY),
                    SENT,
                    SELLER,
                    true,
                    Guard.BROUGHT,
                    Guard.PAID_IF_FIRST),
            rule(
                    OrderStep.DELIVER,
                    EnumSet.of(CONFIRMED, IN_PREPARATION, READY),
                    DELIVERED,
                    SELLER,
                    true,
                    Guard.PICKED_UP,
                    Guard.PAID_IF_FIRST),
            rule(OrderStep.DELIVER, EnumSet.of(READY), DELIVERED, EnumSet.of(BUYER), true, Guard.PICKED_UP, Guard.PAID),
            rule(OrderStep.DELIVER, EnumSet.of(SENT), DELIVERED, BUYER_OR_SELLER, true),
            rule(OrderStep.CLOSE, EnumSet.of(DELIVERED), CLOSED, ANYBODY, true, Guard.SETTLED),
            rule(OrderStep.CANCEL, EnumSet.of(PLACED, CONFIRMED), CANCELLED, EnumSet.of(BUYER), true, Guard.UNPAID),
            rule(OrderStep.CANCEL, EnumSet.of(CONFIRMED, IN_PREPARATION, READY), CANCELLED, SELLER, true, Guard.REASON),
            rule(
                    OrderStep.EXPIRE,
                    EnumSet.of(PLACED, CONFIRMED),
                    EXPIRED,
                    NOBODY_ELSE,
                    false,
                    Guard.OVERDUE,
                    Guard.UNPAID),
            rule(
                    OrderStep.DISPUTE,
                    EnumSet.of(SENT, DELIVERED, CLOSED),
                    DISPUTED,
                    EnumSet.of(BUYER, OFFICE),
                    true,
                    Guard.REASON),
            rule(OrderStep.SETTLE, EnumSet.of(DISPUTED), CLOSED, EnumSet.of(BUYER, OFFICE), false, Guard.REASON),
            rule(
                    OrderStep.RETURN,
                    EnumSet.of(SENT, DELIVERED, DISPUTED),
                    CANCELLED,
                    SELLER,
                    false,
                    Guard.UNPAID,
                    Guard.REASON),
            rule(OrderStep.REVIVE, EnumSet.of(EXPIRED), CONFIRMED, SELLER_OR_SYSTEM, false, Guard.PAID),
            rule(OrderStep.REVIVE, EnumSet.of(CANCELLED), CONFIRMED, NOBODY_ELSE, false, Guard.PAID),
            rule(
                    OrderStep.CLAIM_PAYMENT,
                    EnumSet.of(PLACED, CONFIRMED, IN_PREPARATION, READY, SENT, DELIVERED, DISPUTED, EXPIRED, CANCELLED),
                    null,
                    BUYER_OR_SELLER,
                    false,
                    Guard.CLAIMABLE,
                    Guard.UNPAID),
            rule(
                    OrderStep.DENY_CLAIM,
                    EnumSet.allOf(OrderStatus.class),
                    null,
                    SELLER,
                    false,
                    Guard.CLAIMED,
                    Guard.REASON),
            rule(
                    OrderStep.CONFIRM_PAYMENT,
                    EnumSet.of(PLACED),
                    CONFIRMED,
                    SELLER_OR_SYSTEM,
                    true,
                    Guard.PAY_FIRST,
                    Guard.UNPAID),
            rule(
                    OrderStep.CONFIRM_PAYMENT,
                    EnumSet.of(PLACED),
                    null,
                    SELLER_OR_SYSTEM,
                    true,
                    Guard.PAY_LATER,
                    Guard.UNPAID),
            rule(
                    OrderStep.CONFIRM_PAYMENT,
                    EnumSet.complementOf(EnumSet.of(PLACED)),
                    null,
                    SELLER_OR_SYSTEM,
                    true,
                    Guard.UNPAID),
            rule(OrderStep.CONFIRM_PAYMENT, EnumSet.complementOf(HOLDING), null, NOBODY_ELSE, false, Guard.REFUNDED),
            rule(
                    OrderStep.REFUND,
                    EnumSet.of(DELIVERED, CLOSED, DISPUTED, CANCELLED, EXPIRED, REFUSED),
                    null,
                    SELLER_OR_SYSTEM,
                    false,
                    Guard.PAID),
            rule(OrderStep.REFUND, EnumSet.of(SENT), null, NOBODY_ELSE, false, Guard.PAID),
            rule(OrderStep.REFUND, HOLDING, CANCELLED, NOBODY_ELSE, false, Guard.PAID));

    private OrderRules() {}

    private static Rule rule(
            OrderStep step,
            Set<OrderStatus> from,
            @Nullable OrderStatus to,
            Set<Party> who,
            boolean canBeUndone,
            Guard... guards) {
        return new Rule(step, from, to, who, List.of(guards), canBeUndone);
    }

    /// All rows.
    public static List<Rule> rules() {
        return RULES;
    }

    /// The first rule that lets this side take the step now.
    ///
    /// @throws Refused with `WrongStep` if no rule fits status and side, with `StepNotYet` and the guard
    /// that fails otherwise
    public static Rule require(OrderStep step, OrderFacts order, Party by, @Nullable String why, Instant now) {
        List<Rule> candidates = RULES.stream()
                .filter(rule -> rule.step() == step && rule.isFor(order, by))
                .toList();
        if (candidates.isEmpty()) {
            throw new Refused(new WrongStep(step, order.status()));
        }
        for (Rule rule : candidates) {
            if (missing(rule, order, why, now).isEmpty()) {
                return rule;
            }
        }
        throw new Refused(new StepNotYet(
                step,
                missing(candidates.getLast(), order, why, now).orElseThrow().key()));
    }

    /// The steps that this side may take now. Includes those that need a reason.
    public static Set<OrderStep> possible(OrderFacts order, Party by, Instant now) {
        Set<OrderStep> steps = EnumSet.noneOf(OrderStep.class);
        for (Rule rule : RULES) {
            if (rule.isFor(order, by) && missing(rule, order, "", now).isEmpty()) {
                steps.add(rule.step());
            }
        }
        return steps;
    }

    /// What a form asks this party for with the step.
    public static StepInput input(OrderStep step, Party by) {
        if (step == OrderStep.SEND) {
            return StepInput.TRACKING_NUMBER;
        }
        if (needsReason(step, by)) {
            return StepInput.REASON;
        }
        return step == OrderStep.REFUND ? StepInput.REMARK : StepInput.NONE;
    }

    private static boolean needsReason(OrderStep step, Party by) {
        return RULES.stream()
                .anyMatch(rule -> rule.step() == step
                        && rule.who().contains(by)
                        && rule.guards().contains(Guard.REASON));
    }

    /// The changes that this party may undo now: the last step, if its side took it and the rule allows it.
    /// If confirming the payment revived an order, undoing the confirmation undoes the revival too.
    ///
    /// @param history oldest first
    /// @param earliest a step before this instant can no longer be undone
    /// @return the step, followed by the revival it caused, if any; empty if nothing can be undone
    public static List<OrderChange> undoable(
            List<OrderChange> history, OrderStatus status, Party by, Instant earliest) {
        List<OrderChange> standing = standing(history);
        if (standing.isEmpty() || standing.getLast().to() != status) {
            return List.of();
        }
        int first = standing.size() - (isRevivedByMoney(standing) ? 2 : 1);
        OrderChange step = standing.get(first);
        boolean isTheirs = step.from() != null
                && step.by().isOnSideOf(by)
                && canBeUndone(step, step.from(), by)
                && !step.at().isBefore(earliest);
        return isTheirs ? standing.subList(first, standing.size()) : List.of();
    }

    /// The changes without undone ones and the undos themselves.
    public static List<OrderChange> standing(List<OrderChange> history) {
        return history.stream()
                .filter(change -> !change.isUndone() && change.step() != OrderStep.UNDO)
                .toList();
    }

    private static boolean isRevivedByMoney(List<OrderChange> standing) {
        return standing.size() > 1
                && standing.getLast().step() == OrderStep.REVIVE
                && standing.getLast().by() == SYSTEM
                && standing.get(standing.size() - 2).step() == OrderStep.CONFIRM_PAYMENT;
    }

    /// Whether the rule allows undoing, and this party could have taken the step.
    private static boolean canBeUndone(OrderChange change, OrderStatus from, Party by) {
        return RULES.stream()
                .anyMatch(rule -> rule.step() == change.step()
                        && rule.canBeUndone()
                        && rule.who().contains(by)
                        && rule.from().contains(from)
                        && rule.target(from) == change.to());
    }

    private static Optional<Guard> missing(Rule rule, OrderFacts order, @Nullable String why, Instant now) {
        return rule.guards().stream()
                .filter(guard -> !guard.holds(order, why, now))
                .findFirst();
    }
}
