package id.cemara.market.ordering;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.market.ordering.steps.OrderBook;
import id.cemara.market.ordering.steps.OrderRules;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.OrderSteps;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.Party;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.OrderId;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Orders: placed by buyers without an account, confirmed and sent by groups, with a history of every
/// change. The database decides who may see an order: the holder of its token, its group, and staff in
/// whose area the group lies.
@Service
public class Orders {

    private final TransactionTemplate transaction;
    private final NewOrders newOrders;
    private final OrderSteps steps;
    private final OrderBook book;
    private final OrderReader reader;
    private final WhatsAppText whatsapp;
    private final GroupsInScope groups;
    private final AuditTrail audit;
    private final Clock clock;

    Orders(
            TransactionTemplate transaction,
            NewOrders newOrders,
            OrderSteps steps,
            OrderBook book,
            OrderReader reader,
            WhatsAppText whatsapp,
            GroupsInScope groups,
            AuditTrail audit,
            Clock clock) {
        this.transaction = transaction;
        this.newOrders = newOrders;
        this.steps = steps;
        this.book = book;
        this.reader = reader;
        this.whatsapp = whatsapp;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    /// Places a checkout in one transaction: one order for each group, all or none.
    ///
    /// @throws Refused with all invalid fields, with [OrderProblem.TooLittleStock], or with a limit of the
    /// buyer's phone number
    public List<PlacedOrder> place(Checkout checkout) {
        List<String> tokens = tokensFor(checkout);
        return OrderTokens.asHolder(tokens, () -> place(checkout, tokens));
    }

    /// Like [#place(Checkout)], with tokens made beforehand, for a caller that already runs in a
    /// transaction as their holder.
    ///
    /// @param tokens from [#tokensFor]
    public List<PlacedOrder> place(Checkout checkout, List<String> tokens) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<NewOrders.Made> made = newOrders.place(checkout, tokens);
            Map<String, OrderView> views = new HashMap<>();
            reader.all(made.stream().map(NewOrders.Made::code).toList()).forEach(view -> views.put(view.code(), view));
            return made.stream()
                    .map(order -> {
                        OrderView view = Objects.requireNonNull(views.get(order.code()));
                        String number = order.whatsapp();
                        return new PlacedOrder(
                                order.code(),
                                Objects.requireNonNull(order.token()),
                                view,
                                number == null ? null : whatsapp.link(view, number));
                    })
                    .toList();
        }));
    }

    /// New tokens, one for each product: enough, because a checkout has no more groups than products.
    public static List<String> tokensFor(Checkout checkout) {
        long most =
                checkout.lines().stream().map(Checkout.Line::product).distinct().count();
        return Stream.generate(OrderTokens::make)
                .limit(Math.clamp(most, 1, Checkout.MOST_LINES))
                .toList();
    }

    /// Records an order that the group took elsewhere, on WhatsApp or at the door. It counts as confirmed
    /// and reserves its goods like every other.
    @Transactional
    public OrderView record(Checkout checkout, GroupId group) {
        Permission.SELL.require();
        groups.byId(group);
        OrderView order =
                reader.get(newOrders.record(checkout, group, Party.of(group)).code());
        note("order.recorded", order);
        return order;
    }

    /// The order with that code. Reads by staff are noted in the audit trail, because they show the buyer.
    ///
    /// @throws Refused as not found if there is none that the actor may see
    @Transactional
    public OrderView get(String code) {
        requireReader();
        OrderView order = reader.get(normal(code));
        note("order.read", order);
        return order;
    }

    /// Those of these orders that the actor may see, oldest first; for the orders of one checkout. Reads by
    /// staff are noted in the audit trail.
    @Transactional
    public List<OrderView> all(Collection<String> codes) {
        requireReader();
        List<OrderView> orders = reader.all(codes.stream().map(Orders::normal).toList());
        orders.forEach(order -> note("order.read", order));
        return orders;
    }

    /// Takes a step if state machine, payment and stock allow it. Idempotent per side.
    ///
    /// @throws Refused with an [OrderProblem] if it cannot be taken, or as outdated if the order changed
    /// since the version in the details
    public OrderView take(String code, OrderStep step, StepDetails details) {
        requireReader();
        return Objects.requireNonNull(transaction.execute(status -> {
            steps.take(normal(code), step, details);
            return reader.get(normal(code));
        }));
    }

    /// The steps that this party may take now. Includes those that need a reason, see [OrderRules#input].
    public Set<OrderStep> possible(OrderView order, Party by) {
        Instant now = clock.instant();
        Set<OrderStep> possible = OrderRules.possible(order.facts(), by, now);
        if (!OrderRules.undoable(order.changes(), order.status(), by, now.minus(book.undoTime()))
                .isEmpty()) {
            possible.add(OrderStep.UNDO);
        }
        return possible;
    }

    /// One page of the orders in the actor's scope, newest first. Reads by staff are noted in the audit
    /// trail.
    @Transactional
    public Listing<OrderSummary> page(OrderFilter filter, int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        Listing<OrderSummary> page = reader.page(filter, size, cursor);
        noteListed(page.items());
        return page;
    }

    /// The group's orders with something to do, oldest first; see [OrderReader#WAITS]. Reads by staff are
    /// noted in the audit trail.
    @Transactional
    public List<OrderSummary> waiting(GroupId group, int most) {
        Permission.SEE_MEMBERS.require();
        List<OrderSummary> orders = reader.waiting(group, most);
        noteListed(orders);
        return orders;
    }

    private void noteListed(List<OrderSummary> orders) {
        if (CurrentActor.get().isStaff()) {
            audit.addAll(orders.stream()
                    .map(order -> entry("order.listed", order.id(), order.areaCode(), order.group()))
                    .toList());
        }
    }

    /// Accounts need the permission to see persons; row policies then decide which orders. An order that
    /// the actor may not see does not exist.
    private static void requireReader() {
        boolean isOther = CurrentActor.get().account().isPresent() && !Permission.SEE_MEMBERS.isGranted();
        if (isOther) {
            throw Refused.notFound();
        }
    }

    private void note(String action, OrderView order) {
        if (CurrentActor.get().isStaff()) {
            audit.add(entry(action, order.id(), order.areaCode(), order.group()));
        }
    }

    private static AuditEntry entry(String action, OrderId order, String area, GroupId group) {
        return AuditEntry.of(action, "order", order.value(), area, group);
    }

    /// Normalises a typed code: upper case, with O, I and L read as 0, 1 and 1.
    private static String normal(String code) {
        return code.strip()
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
