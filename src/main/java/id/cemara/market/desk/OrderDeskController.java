package id.cemara.market.desk;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.files.FileStore;
import id.cemara.files.StoredDocument;
import id.cemara.identity.Permission;
import id.cemara.market.Moments;
import id.cemara.market.OrderStatus;
import id.cemara.market.feedback.Complaints;
import id.cemara.market.ordering.OrderFilter;
import id.cemara.market.ordering.OrderStep;
import id.cemara.market.ordering.OrderSummary;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.StepDetails;
import id.cemara.payment.GatewayNotes;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentTexts;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages `/kerja/pesanan`: a group's desk, the list of all orders in scope, and each order.
@Controller
@RequestMapping("/kerja/pesanan")
class OrderDeskController {

    static final String BASE = "/kerja/pesanan";

    private static final int PAGE_SIZE = 50;

    /// Steps that end the order or undo a step; their buttons come last.
    private static final Set<OrderStep> ENDING =
            EnumSet.of(OrderStep.REFUSE, OrderStep.CANCEL, OrderStep.RETURN, OrderStep.UNDO);

    private static final Set<OrderStep> BY_BUTTON = EnumSet.of(
            OrderStep.CONFIRM,
            OrderStep.DENY_CLAIM,
            OrderStep.REFUSE,
            OrderStep.PREPARE,
            OrderStep.PACK,
            OrderStep.SEND,
            OrderStep.DELIVER,
            OrderStep.CLOSE,
            OrderStep.CANCEL,
            OrderStep.DISPUTE,
            OrderStep.SETTLE,
            OrderStep.REVIVE,
            OrderStep.CONFIRM_PAYMENT,
            OrderStep.REFUND,
            OrderStep.RETURN,
            OrderStep.UNDO);

    /// Statuses of refusals (conflict, outdated, invalid, precondition missing) that are shown above the
    /// order's current state.
    private static final Set<Integer> SHOWN_WITH_THE_ORDER = Set.of(409, 412, 422, 428);

    private final Orders orders;
    private final OrderDesk desk;
    private final Payments payments;
    private final GatewayNotes gatewayNotes;
    private final Complaints complaints;
    private final GroupsInScope groups;
    private final FileStore files;
    private final Frames frames;
    private final Clock clock;

    OrderDeskController(
            Orders orders,
            OrderDesk desk,
            Payments payments,
            GatewayNotes gatewayNotes,
            Complaints complaints,
            GroupsInScope groups,
            FileStore files,
            Frames frames,
            Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.payments = payments;
        this.gatewayNotes = gatewayNotes;
        this.complaints = complaints;
        this.groups = groups;
        this.files = files;
        this.frames = frames;
        this.clock = clock;
    }

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
            model.addAttribute("isOwn", isOwn(group));
            model.addAttribute("mayAct", Permission.SELL.allows(CurrentActor.get()));
            model.addAttribute("done", done(selesai));
            model.addAttribute("reasons", reasons());
            return "market/desk/today";
        }
        OrderFilter filter = filter(asked, group);
        Optional<TableFormat> table = TableFormat.asked(format);
        if (table.isPresent()) {
            table.get().download(table(filter), response);
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
            return new StepDone(order, steps.contains(OrderStep.UNDO) && Permission.SELL.allows(CurrentActor.get()));
        } catch (Refused gone) {
            return null;
        }
    }

    @GetMapping("/{code}")
    String order(@PathVariable String code, @RequestParam(required = false) @Nullable String selesai, Model model) {
        model.addAttribute("news", selesai == null ? "" : "market.sell.saved");
        return show(orders.get(code), null, null, model);
    }

    /// A packing slip: content and destination of the parcel, to print.
    @GetMapping("/{code}/cetak")
    String slip(@PathVariable String code, Model model) {
        OrderView order = orders.get(code);
        model.addAttribute("order", order);
        model.addAttribute("place", groups.byId(order.group()).place());
        return "market/desk/slip";
    }

    /// The handover report for institutions that pay after delivery, to print and sign.
    @GetMapping("/{code}/serah-terima")
    String handover(@PathVariable String code, Model model) {
        OrderView order = orders.get(code);
        model.addAttribute("order", order);
        model.addAttribute("back", BASE + "/" + order.code());
        return "market/ordering/handover";
    }

    /// The receipt of a claim. An upload by a stranger: sandboxed by its content security policy and,
    /// unless it is an image, only downloaded.
    @GetMapping("/{code}/bukti/{claim}")
    ResponseEntity<Resource> receipt(@PathVariable String code, @PathVariable UUID claim) {
        OrderView order = orders.get(code);
        StoredDocument document = payments.picture(order.code(), claim);
        Resource content = files.find(document.hash())
                .<Resource>map(FileSystemResource::new)
                .orElseThrow(Refused::notFound);
        ContentDisposition.Builder disposition = document.mediaType().startsWith("image/")
                ? ContentDisposition.inline()
                : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "private, no-store")
                .header(
                        "Content-Disposition",
                        disposition
                                .filename("bukti-" + order.code() + document.extension())
                                .build()
                                .toString())
                .body(content);
    }

    /// The form of a step.
    ///
    /// @param preset one of the offered reasons; null if none was chosen
    /// @param why a reason in own words; null if none was given
    /// @param desk present to return to the desk afterwards, null to stay on the order's page
    record Pressed(
            @Nullable String preset,
            @Nullable String why,
            @Nullable String trackingNumber,
            @Nullable Integer version,
            @Nullable String desk) {

        private static @Nullable String text(@Nullable String typed) {
            return typed == null || typed.isBlank() ? null : typed.strip();
        }

        StepDetails details() {
            String own = text(why);
            String chosen = text(preset);
            String both = own == null ? chosen : chosen == null ? own : chosen + " " + own;
            return new StepDetails(both, text(trackingNumber), version, null);
        }

        StepTyped typed(OrderStep step) {
            return new StepTyped(step, text(preset), text(why), text(trackingNumber));
        }
    }

    @PostMapping("/{code}/langkah/{step}")
    String step(
            @PathVariable String code,
            @PathVariable String step,
            Pressed pressed,
            Model model,
            HttpServletResponse response) {
        OrderStep wanted = OrderStep.ofKey(step).filter(BY_BUTTON::contains).orElseThrow(Refused::notFound);
        OrderView before = orders.get(code);
        Permission.SELL.require();
        try {
            if (pressed.version() == null) {
                throw new Refused(new PreconditionNeeded());
            }
            orders.take(before.code(), wanted, pressed.details());
        } catch (Refused refused) {
            if (!SHOWN_WITH_THE_ORDER.contains(refused.problem().status())) {
                throw refused;
            }
            response.setStatus(refused.problem().status());
            return show(orders.get(code), refused, pressed.typed(wanted), model);
        }
        if (pressed.desk() == null) {
            return "redirect:" + BASE + "/" + before.code() + "?selesai=ya";
        }
        GroupInScope group = groups.byId(before.group());
        String whose = isOwn(group) ? "" : "kelompok=" + group.number() + "&";
        return "redirect:" + BASE + "?" + whose + "selesai=" + before.code();
    }

    private String show(OrderView order, @Nullable Refused refused, @Nullable StepTyped typed, Model model) {
        Set<OrderStep> steps = EnumSet.noneOf(OrderStep.class);
        boolean maySell = Permission.SELL.allows(CurrentActor.get());
        if (maySell) {
            steps.addAll(orders.possible(order, Party.of(order.group())));
            steps.retainAll(BY_BUTTON);
        }
        model.addAttribute("order", order);
        model.addAttribute("complaints", complaints.ofOrder(order.code()));
        model.addAttribute("group", groups.byId(order.group()));
        OrderStep next = next(order);
        model.addAttribute("next", next);
        model.addAttribute("steps", inOrder(steps, next));
        model.addAttribute("maySell", maySell);
        model.addAttribute("reasons", reasons());
        model.addAttribute("whatsapp", whatsapp(order));
        model.addAttribute("gateway", gatewayNotes.of(order.code()).orElse(null));
        if (refused != null) {
            model.addAttribute("problem", said(refused.problem()));
            model.addAttribute("typed", typed);
        }
        return "market/desk/order";
    }

    /// The usual next step; null if the order needs no action.
    private static @Nullable OrderStep next(OrderView order) {
        PaymentView payment = order.payment();
        return Pile.of(order.status(), payment.method(), payment.status())
                .map(pile -> pile.next(order.status(), payment.method(), payment.status(), order.delivery()))
                .orElse(null);
    }

    /// The usual next step first, steps that end the order last.
    private static List<OrderStep> inOrder(Set<OrderStep> steps, @Nullable OrderStep next) {
        return steps.stream()
                .sorted(Comparator.comparing((OrderStep step) -> step != next)
                        .thenComparing(ENDING::contains)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private String said(Problem problem) {
        Frame frame = frames.current();
        if (problem instanceof InvalidFields invalid) {
            FieldProblem field = invalid.fields().getFirst();
            String label = frame.t(field.field().equals("why") ? "market.sell.why" : "market.sell.tracking");
            String expected =
                    frame.t("expected." + field.expected(), field.arguments().toArray());
            return label + ". " + frame.t("shell.field.wrong", expected);
        }
        // The page below already shows the current state.
        return problem instanceof Outdated || problem instanceof PreconditionNeeded
                ? frame.t("shell.outdated.shown")
                : frame.t(problem);
    }

    /// A WhatsApp link to the buyer with a first sentence that names the order.
    private String whatsapp(OrderView order) {
        String text = frames.current().t("market.sell.hello", order.buyer().name(), order.groupName(), order.code());
        return "https://wa.me/" + order.buyer().phone().substring(1) + "?text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private List<String> reasons() {
        return List.of("empty", "full", "far", "date").stream()
                .map(reason -> frames.current().t("market.sell.reason." + reason))
                .toList();
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
                                    order.total()));
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

    private static boolean isOwn(GroupInScope group) {
        return CurrentActor.get()
                .account()
                .filter(account -> group.id().equals(account.group()))
                .isPresent();
    }
}
