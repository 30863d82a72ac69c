package id.cemara.market;

import id.cemara.identity.AuditEntry;
import id.cemara.identity.AuditTrail;
import id.cemara.identity.Permission;
import id.cemara.market.orders.OrderMachine;
import id.cemara.market.orders.OrderMachine.Standing;
import id.cemara.market.orders.OrderReader;
import id.cemara.market.orders.Placing;
import id.cemara.market.orders.Pricing;
import id.cemara.market.orders.Taking;
import id.cemara.market.orders.Undoing;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Orders: placed by buyers without an account, confirmed and sent by groups, and each change written down. Who may see
/// one is decided by the database: whoever holds its token, its group, and staff in whose area the group lies.
@Service
public class Orders {

    private final TransactionTemplate transaction;
    private final Pricing pricing;
    private final Placing placing;
    private final Taking taking;
    private final OrderReader reader;
    private final WhatsAppText whatsapp;
    private final GroupsInScope groups;
    private final AuditTrail audit;
    private final Clock clock;

    Orders(
            TransactionTemplate transaction,
            Pricing pricing,
            Placing placing,
            Taking taking,
            OrderReader reader,
            WhatsAppText whatsapp,
            GroupsInScope groups,
            AuditTrail audit,
            Clock clock) {
        this.transaction = transaction;
        this.pricing = pricing;
        this.placing = placing;
        this.taking = taking;
        this.reader = reader;
        this.whatsapp = whatsapp;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    /// Places a checkout: one order for each group, all of them or none, in one transaction.
    ///
    /// @throws Refused with all problems of its fields; with [OrderProblem.TooLittleStock] when less is
    /// there; and with the limits of one phone number
    public List<PlacedOrder> place(Checkout checkout) {
        List<String> tokens = tokensFor(checkout);
        return OrderTokens.asHolder(tokens, () -> place(checkout, tokens));
    }

    /// The same with tokens made beforehand, for a caller that is in a transaction of their holder already.
    ///
    /// @param tokens from [#tokensFor]
    public List<PlacedOrder> place(Checkout checkout, List<String> tokens) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Placing.Made> made = placing.place(checkout, tokens);
            Map<String, OrderView> views = new HashMap<>();
            reader.all(made.stream().map(Placing.Made::code).toList()).forEach(view -> views.put(view.code(), view));
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

    /// Enough new tokens for a checkout's orders, however many groups they go to.
    public static List<String> tokensFor(Checkout checkout) {
        long most =
                checkout.lines().stream().map(Checkout.Line::product).distinct().count();
        return Stream.generate(OrderTokens::make)
                .limit(Math.clamp(most, 1, Checkout.MOST_LINES))
                .toList();
    }

    /// What a checkout would cost, and what stands in its way. Keeps nothing.
    @Transactional(readOnly = true)
    public Quote quote(Checkout checkout) {
        return pricing.price(checkout, null, true).quote();
    }

    /// Writes down an order that the group took elsewhere, on WhatsApp or at the door. It counts as confirmed and takes
    /// its goods off the shelf like every other.
    @Transactional
    public OrderView record(Checkout checkout, UUID group) {
        Permission.SELL.require();
        groups.byId(group);
        OrderView order =
                reader.get(placing.record(checkout, group, By.of(group)).code());
        noteReads(List.of(order.id()), "order.recorded", order.areaCode(), order.group());
        return order;
    }

    /// The order with that code. That staff read whose it is is in the audit trail.
    ///
    /// @throws Refused as not found when there is none that the actor may see
    @Transactional
    public OrderView get(String code) {
        requireReader();
        OrderView order = reader.get(normal(code));
        noteReads(List.of(order.id()), "order.read", order.areaCode(), order.group());
        return order;
    }

    /// The orders with these codes that the actor may see; for the orders of one checkout.
    @Transactional
    public List<OrderView> all(Collection<String> codes) {
        requireReader();
        List<OrderView> orders = reader.all(codes.stream().map(Orders::normal).toList());
        orders.forEach(order -> noteReads(List.of(order.id()), "order.read", order.areaCode(), order.group()));
        return orders;
    }

    /// Takes a step, if the machine of orders, the payment and the shelf allow it. The same step by the same side twice
    /// is one.
    ///
    /// @throws Refused with an [OrderProblem] when it cannot be taken
    public OrderView take(String code, OrderStep step, StepDetails details) {
        requireReader();
        return Objects.requireNonNull(transaction.execute(status -> {
            taking.take(normal(code), step, details);
            return reader.get(normal(code));
        }));
    }

    /// The steps that side may take with the order now. Some ask for a reason: [OrderMachine] says which.
    public Set<OrderStep> possible(OrderView order, By who) {
        Instant now = clock.instant();
        var standing = new Standing(
                order.status(),
                order.payment().method(),
                order.payment().status(),
                order.delivery(),
                order.expiresAt());
        Set<OrderStep> steps = EnumSet.noneOf(OrderStep.class);
        steps.addAll(OrderMachine.possible(standing, who, now));
        if (!Undoing.of(order.changes(), order.status(), who, now.minus(taking.undoTime()))
                .isEmpty()) {
            steps.add(OrderStep.UNDO);
        }
        return steps;
    }

    /// Whether the step asks that side for a reason.
    public static boolean asksWhy(OrderStep step, By who) {
        return OrderMachine.rules().stream()
                .anyMatch(rule -> rule.step() == step
                        && rule.who().contains(who)
                        && rule.guards().contains(OrderMachine.Guard.REASON));
    }

    /// One page of the orders in the actor's scope, the newest first. That staff read whose they are is in the audit
    /// trail.
    @Transactional
    public Listing<OrderSummary> page(OrderFilter filter, int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        Listing<OrderSummary> page = reader.page(filter, size, cursor);
        noteListed(page.items());
        return page;
    }

    /// The orders of a group that wait for something, the oldest first; see [OrderReader#WAITS].
    @Transactional
    public List<OrderSummary> waiting(UUID group, int most) {
        Permission.SEE_MEMBERS.require();
        List<OrderSummary> orders = reader.waiting(group, most);
        noteListed(orders);
        return orders;
    }

    private void noteListed(List<OrderSummary> orders) {
        if (isStaff()) {
            audit.addAll(orders.stream()
                    .map(order -> entry("order.listed", order.id(), order.areaCode(), order.group()))
                    .toList());
        }
    }

    /// Accounts see orders when their role sees persons at all; whose orders is for the database to say. To anybody
    /// else an order that is not theirs is not there.
    private static void requireReader() {
        boolean isOther =
                CurrentActor.get().account().isPresent() && !Permission.SEE_MEMBERS.allows(CurrentActor.get());
        if (isOther) {
            throw Refused.notFound();
        }
    }

    private void noteReads(List<UUID> orders, String action, String area, UUID group) {
        if (isStaff()) {
            audit.addAll(orders.stream()
                    .map(order -> entry(action, order, area, group))
                    .toList());
        }
    }

    private static AuditEntry entry(String action, UUID order, String area, UUID group) {
        return new AuditEntry(action, "order", order, area, group, null, Map.of(), Map.of(), null);
    }

    private static boolean isStaff() {
        return CurrentActor.get()
                .account()
                .filter(account -> account.role() != Role.GROUP_OFFICER)
                .isPresent();
    }

    /// A code as somebody reads it out: in small letters, or with what looks like a letter of it.
    private static String normal(String code) {
        return code.strip()
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
