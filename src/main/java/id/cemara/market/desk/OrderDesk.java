package id.cemara.market.desk;

import id.cemara.identity.Permission;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.OrderReader;
import id.cemara.market.ordering.OrderSummary;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderRules;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepInput;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.shared.GroupId;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The desk: a group's orders that need action, grouped into piles, and their counts for the to-do list.
@Service
public class OrderDesk {

    /// The most orders on the desk; the list of orders has them all.
    static final int MOST = 100;

    private final Orders orders;
    private final JdbcClient db;
    private final Frames frames;
    private final Clock clock;

    OrderDesk(Orders orders, JdbcClient db, Frames frames, Clock clock) {
        this.orders = orders;
        this.db = db;
        this.frames = frames;
        this.clock = clock;
    }

    /// A group's desk.
    ///
    /// @param piles in display order, without empty ones; oldest order first
    /// @param isCut whether some orders are not shown
    public record Desk(Map<Pile, List<OrderCard>> piles, boolean isCut) {

        public int count(Pile pile) {
            return piles.getOrDefault(pile, List.of()).size();
        }
    }

    /// The desk of a group in the actor's scope.
    @Transactional
    public Desk of(GroupId group) {
        List<OrderSummary> waiting = orders.waiting(group, MOST + 1);
        List<String> refusals = refusals();
        Map<Pile, List<OrderCard>> piles = new EnumMap<>(Pile.class);
        waiting.stream()
                .limit(MOST)
                .forEach(order -> Pile.of(order.status(), order.payment(), order.paid())
                        .ifPresent(pile -> piles.computeIfAbsent(pile, empty -> new ArrayList<>())
                                .add(card(order, pile, refusals))));
        return new Desk(piles, waiting.size() > MOST);
    }

    private OrderCard card(OrderSummary order, Pile pile, List<String> refusals) {
        Party by = Party.of(order.group());
        Set<OrderStep> steps = steps(order, by);
        OrderStep next = pile.next(order.status(), order.payment(), order.paid(), order.delivery());
        List<StepForm> forms = offered(pile, next).stream()
                .filter(steps::contains)
                .map(step -> StepForm.of(step, order.delivery(), by, step == next, refusals))
                .map(form -> onCard(form, order.delivery()))
                .toList();
        return new OrderCard(order, pile, forms, !steps.isEmpty());
    }

    /// The usual next step, then those that a seller may need instead.
    private static List<OrderStep> offered(Pile pile, OrderStep next) {
        List<OrderStep> offered = new ArrayList<>(List.of(next));
        if (next == OrderStep.PREPARE) {
            offered.add(OrderStep.PACK);
        }
        if (next == OrderStep.REVIVE) {
            offered.add(OrderStep.REFUND);
        }
        offered.add(OrderStep.DENY_CLAIM);
        if (pile == Pile.ANSWER || pile == Pile.WAITING) {
            offered.add(OrderStep.REFUSE);
        }
        return offered;
    }

    /// The desk asks for less where one press is enough, and for a reason where money is owed.
    private static StepForm onCard(StepForm form, Delivery delivery) {
        if (form.step() == OrderStep.SEND && delivery != Delivery.COURIER) {
            return form.asking(StepInput.NONE);
        }
        return form.step() == OrderStep.REFUND && form.isUsual() ? form.asking(StepInput.REASON) : form;
    }

    private Set<OrderStep> steps(OrderSummary order, Party side) {
        if (!Permission.SELL.isGranted()) {
            return EnumSet.noneOf(OrderStep.class);
        }
        return OrderRules.possible(order.facts(), side, clock.instant());
    }

    /// The reasons that are offered for refusing an order.
    List<String> refusals() {
        return Stream.of("empty", "full", "far", "date")
                .map(reason -> frames.current().t("market.sell.reason." + reason))
                .toList();
    }

    private record Count(String status, String method, String payment, long orders) {}

    /// A task for each pile that needs action.
    @Transactional(readOnly = true)
    public List<Todo.Item> todo() {
        Map<Pile, Long> waiting = counts(null);
        List<Todo.Item> items = new ArrayList<>();
        for (Pile pile : Pile.values()) {
            Long count = waiting.get(pile);
            if (count != null && pile != Pile.ON_THE_WAY && pile != Pile.WAITING) {
                items.add(new Todo.Item("/kerja/pesanan", "market.sell.todo." + pile.key(), List.of(count)));
            }
        }
        return items;
    }

    /// The number of orders on each pile.
    ///
    /// @param group null for all in scope
    @Transactional(readOnly = true)
    public Map<Pile, Long> counts(@Nullable GroupId group) {
        Map<Pile, Long> counts = new EnumMap<>(Pile.class);
        db.sql("""
                select o.status, o.payment_method as method, o.payment_status as payment, count(*) as orders
                  from market.orders o
                 where (platform.in_area(o.area_code) or platform.in_group(o.group_id))
                   and (:group::uuid is null or o.group_id = :group::uuid)
                   and """ + OrderReader.WAITS + " group by 1, 2, 3")
                .param("group", group == null ? null : group.value(), Types.OTHER)
                .query(Count.class)
                .list()
                .forEach(count -> Pile.of(
                                OrderStatus.ofKey(count.status()).orElseThrow(),
                                PaymentMethod.ofKey(count.method()).orElseThrow(),
                                PaymentStatus.ofKey(count.payment()).orElseThrow())
                        .ifPresent(pile -> counts.merge(pile, count.orders(), Long::sum)));
        return counts;
    }
}
