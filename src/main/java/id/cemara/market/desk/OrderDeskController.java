package id.cemara.market.desk;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.identity.Permission;
import id.cemara.market.Moments;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.OrderFilter;
import id.cemara.market.ordering.OrderSummary;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentTexts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages `/kerja/pesanan`: a group's desk, and the list of all orders in scope.
@Controller
@RequestMapping("/kerja/pesanan")
record OrderDeskController(Orders orders, OrderDesk desk, GroupsInScope groups, Frames frames, Clock clock) {

    static final String BASE = "/kerja/pesanan";

    private static final int PAGE_SIZE = 50;

    /// Shows the desk of the actor's own group or of the group in the query. Without a group, or with
    /// `semua`, shows the list.
    @GetMapping
    @Nullable
    String start(
            OrdersAsked asked,
            @RequestParam(required = false) @Nullable String semua,
            @RequestParam(required = false) @Nullable String selesai,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groupOf(asked.kelompok()).orElse(null);
        if (group != null && semua == null) {
            model.addAttribute("group", group);
            model.addAttribute("desk", desk.of(group.id()));
            model.addAttribute("isOwn", Party.of(group.id()) == Party.GROUP);
            model.addAttribute("mayAct", Permission.SELL.isGranted());
            model.addAttribute("done", done(selesai));
            return "market/desk/today";
        }
        OrderFilter filter = filter(asked, group);
        if (TableFormat.sends(format, () -> table(filter), response)) {
            return null;
        }
        model.addAttribute("asked", asked);
        model.addAttribute("group", group);
        model.addAttribute("page", orders.page(filter, PAGE_SIZE, asked.cursor()));
        model.addAttribute("statuses", statuses());
        return "market/desk/list";
    }

    private @Nullable StepDone done(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return null;
        }
        try {
            OrderView order = orders.get(code);
            Set<OrderStep> steps = orders.possible(order, Party.of(order.group()));
            return new StepDone(order, steps.contains(OrderStep.UNDO) && Permission.SELL.isGranted());
        } catch (Refused gone) {
            return null;
        }
    }

    private Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("open", frames.current().t("market.sell.filter.open"));
        statuses.put("owed", frames.current().t("market.sell.filter.owed"));
        for (OrderStatus status : OrderStatus.values()) {
            statuses.put(status.key(), frames.current().t("market.order.status." + status.key()));
        }
        return statuses;
    }

    private OrderFilter filter(OrdersAsked asked, @Nullable GroupInScope group) {
        String status = asked.status() == null ? "" : asked.status();
        Set<OrderStatus> wanted =
                switch (status) {
                    case "", "owed" -> Set.of();
                    case "open" -> Pile.OPEN;
                    default ->
                        EnumSet.of(OrderStatus.ofKey(status).orElseThrow(() -> Refused.parameter("status", "choice")));
                };
        Instant from =
                switch (asked.hari() == null ? "" : asked.hari()) {
                    case "" -> null;
                    case "1", "7", "30", "90" ->
                        clock.instant().minus(Duration.ofDays(Long.parseLong(String.valueOf(asked.hari()))));
                    default -> throw Refused.parameter("hari", "choice");
                };
        return new OrderFilter(
                wanted,
                group == null ? null : group.id(),
                Input.searchText("q", asked.q()).orElse(null),
                from,
                null,
                status.equals("owed"));
    }

    /// The list as a table without buyers.
    private Table table(OrderFilter filter) {
        List<String> columns = List.of("code", "group", "placed-on", "goods", "status", "method", "payment", "total");
        var texts = frames.current().texts();
        return new Table(
                "pesanan",
                columns.stream()
                        .map(column -> texts.get("market.sale.column." + column))
                        .toList(),
                sink -> {
                    String cursor = null;
                    do {
                        Listing<OrderSummary> page = orders.page(filter, Listing.MAX_SIZE, cursor);
                        for (OrderSummary order : page.items()) {
                            sink.accept(Table.Row.of(
                                    order.code(),
                                    order.groupName(),
                                    Moments.day(order.placedAt(), order.areaCode()),
                                    order.goods(),
                                    texts.get("market.order.status."
                                            + order.status().key()),
                                    texts.get(
                                            "payment.method." + order.payment().key()),
                                    PaymentTexts.status(texts, order.paid(), order.refunded()),
                                    order.total().rupiah()));
                        }
                        cursor = page.next();
                    } while (cursor != null);
                });
    }

    private Optional<GroupInScope> groupOf(@Nullable String number) {
        if (number != null && !number.isBlank()) {
            return Optional.of(groups.byNumber(number.strip()));
        }
        return CurrentActor.get().account().map(account -> account.group()).map(groups::byId);
    }
}
