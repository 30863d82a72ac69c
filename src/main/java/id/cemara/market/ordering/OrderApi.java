package id.cemara.market.ordering;

import id.cemara.identity.Permission;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.GatewayNote;
import id.cemara.payment.GatewayNotes;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentGateway;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.platform.Idempotency;
import id.cemara.platform.Idempotency.Created;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.GroupId;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The orders API. Buyers send the token of their order, groups and staff a bearer token. For everybody
/// else an order does not exist (404).
@RestController
@RequestMapping("/api/v1/orders")
@Tag(
        name = "orders",
        description = "Orders: placed by anybody, seen by whoever holds the token, the group and its staff")
record OrderApi(
        Orders orders,
        PaymentGateway gateway,
        GatewayNotes gatewayNotes,
        GroupsInScope groups,
        Idempotency idempotency,
        Clock clock) {

    private static final String TOKEN = "X-Order-Token";
    private static final String PATH = "/api/v1/orders";
    private static final int DEFAULT_SIZE = 24;
    private static final int LONGEST_TOKEN = 200;

    /// Describes the body for OpenAPI only: [CheckoutBody] parses it, so that one answer names all invalid
    /// fields.
    @Schema(name = "Checkout")
    record CheckoutRequest(
            List<LineRequest> lines,
            BuyerRequest buyer,
            DeliveryRequest delivery,

            @Schema(allowableValues = {"qris", "transfer", "cod", "invoice", "gateway"})
            String payment) {

        @Schema(name = "CheckoutLine")
        record LineRequest(
                String product,
                @Schema(minimum = "1", maximum = "100000") int quantity) {}

        @Schema(name = "CheckoutBuyer")
        record BuyerRequest(
                String name,
                String phone,
                @Nullable String address,
                @Nullable String note,
                @Nullable String institution) {}

        @Schema(name = "CheckoutDelivery")
        record DeliveryRequest(
                @Schema(allowableValues = {"pickup", "own", "courier"})
                String method,

                @Nullable String to,
                @Nullable String courier) {}
    }

    @Schema(name = "OrderStepDetails")
    record StepRequest(@Nullable String why, @Nullable String trackingNumber) {

        @Override
        public String toString() {
            return "StepRequest";
        }
    }

    record PlacedAnswer(List<PlacedOrderAnswer> orders) {}

    record PlacedOrderAnswer(
            String code,
            String token,
            OrderStatus status,
            OrderAnswer.GroupAnswer group,
            List<OrderAnswer.LineAnswer> lines,
            long goodsTotal,
            long deliveryFee,
            long uniqueDigits,
            long total,
            OrderAnswer.PaymentAnswer payment,
            @Nullable LocalDate promisedWeek,
            @Nullable Instant expiresAt,
            @Nullable String whatsapp) {

        static PlacedOrderAnswer of(PlacedOrder placed) {
            OrderView order = placed.order();
            return new PlacedOrderAnswer(
                    placed.code(),
                    placed.token(),
                    order.status(),
                    new OrderAnswer.GroupAnswer(order.groupSlug(), order.groupName()),
                    OrderAnswer.LineAnswer.of(order),
                    order.goodsTotal().rupiah(),
                    order.deliveryFee().rupiah(),
                    order.digits().rupiah(),
                    order.total().rupiah(),
                    OrderAnswer.PaymentAnswer.of(order.payment(), null),
                    order.promisedWeek(),
                    order.expiresAt(),
                    placed.whatsapp());
        }

        @Override
        public String toString() {
            return "PlacedOrderAnswer[" + code + "]";
        }
    }

    record SummaryAnswer(
            String code,
            String group,
            OrderStatus status,
            PaymentMethod payment,
            PaymentStatus paid,
            boolean paidLate,
            String delivery,
            long total,
            String buyer,
            String phone,
            String goods,
            Instant placedAt,
            @Nullable Instant expiresAt,
            @Nullable String trackingNumber,
            int version) {

        static SummaryAnswer of(OrderSummary order) {
            return new SummaryAnswer(
                    order.code(),
                    order.groupName(),
                    order.status(),
                    order.payment(),
                    order.paid(),
                    order.isPaidLate(),
                    order.delivery().key(),
                    order.total().rupiah(),
                    order.buyer(),
                    order.phone(),
                    order.goods(),
                    order.placedAt(),
                    order.expiresAt(),
                    order.trackingNumber(),
                    order.version());
        }

        @Override
        public String toString() {
            return "SummaryAnswer[" + code + "]";
        }
    }

    @PostMapping(consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "placeOrders",
            summary = "Place a checkout: one order for each group, all or none; 409 names what is too little",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CheckoutRequest.class))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = PlacedAnswer.class))))
    ResponseEntity<String> place(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Checkout checkout = CheckoutBody.read(body);
        List<String> tokens = Orders.tokensFor(checkout);
        return OrderTokens.asHolder(
                tokens,
                () -> idempotency.created(key, "anyone", "POST " + PATH, body, () -> {
                    List<PlacedOrder> placed = orders.place(checkout, tokens);
                    return new Created(
                            PATH + "/" + placed.getFirst().code(),
                            new PlacedAnswer(
                                    placed.stream().map(PlacedOrderAnswer::of).toList()));
                }));
    }

    @GetMapping(path = "/{code}", produces = "application/json")
    @Operation(
            operationId = "getOrder",
            summary = "An order, for whoever holds its token (header X-Order-Token), its group, and staff in scope")
    ResponseEntity<OrderAnswer> get(
            @PathVariable String code, @RequestHeader(name = TOKEN, required = false) @Nullable String token) {
        return asked(token, () -> answer(orders.get(code)));
    }

    @PostMapping(path = "/{code}/payment-page", produces = "application/json")
    @Operation(
            operationId = "openPaymentPage",
            summary = "Have the provider open its page for an order with payment gateway; the answer's redirect is it. "
                    + "Asking again gives the same page while it is open")
    ResponseEntity<OrderAnswer> openPage(
            @PathVariable String code, @RequestHeader(name = TOKEN, required = false) @Nullable String token) {
        return asked(token, () -> {
            OrderView order = orders.get(code);
            gateway.open(order.code());
            return answer(order);
        });
    }

    @PostMapping(path = "/{code}/steps/{step}", produces = "application/json")
    @Operation(
            operationId = "takeOrderStep",
            summary =
                    "Take a step with an order, such as confirm, pack, send, deliver, cancel or undo; the order names "
                            + "those that can be taken, If-Match the version that was looked at. The same step "
                            + "twice is one")
    ResponseEntity<OrderAnswer> take(
            @PathVariable String code,
            @PathVariable String step,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable StepRequest details) {
        OrderStep taken = OrderStep.ofKey(step).orElseThrow(Refused::notFound);
        return asked(token, () -> {
            var given = new StepDetails(
                    details == null ? null : details.why(),
                    details == null ? null : details.trackingNumber(),
                    seen(code, ifMatch),
                    null);
            return answer(orders.take(code, taken, given));
        });
    }

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listOrders", summary = "The orders of one's own group, or of the groups in one's scope")
    ResponseEntity<Listing<SummaryAnswer>> list(
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(defaultValue = "false") boolean owesRefund,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        for (String key : status == null ? List.<String>of() : status) {
            statuses.add(OrderStatus.ofKey(key).orElseThrow(() -> Refused.parameter("status", "order-status")));
        }
        GroupId id = group == null ? null : groups.byNumber(group).id();
        var filter = new OrderFilter(
                statuses,
                id,
                Input.searchText("q", q).orElse(null),
                Input.day("from", from)
                        .map(day -> day.atStartOfDay(clock.getZone()).toInstant())
                        .orElse(null),
                Input.day("until", until)
                        .map(day ->
                                day.plusDays(1).atStartOfDay(clock.getZone()).toInstant())
                        .orElse(null),
                owesRefund);
        Listing<OrderSummary> page = orders.page(filter, Input.pageSize("size", size, DEFAULT_SIZE), cursor);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(page.map(SummaryAnswer::of));
    }

    private ResponseEntity<OrderAnswer> asked(@Nullable String token, Supplier<ResponseEntity<OrderAnswer>> work) {
        if (token == null) {
            return work.get();
        }
        if (token.isBlank() || token.length() > LONGEST_TOKEN) {
            throw Refused.notFound();
        }
        return Objects.requireNonNull(OrderTokens.asHolder(token.strip(), work));
    }

    private ResponseEntity<OrderAnswer> answer(OrderView order) {
        String redirect =
                gatewayNotes.of(order.code()).map(GatewayNote::redirect).orElse(null);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .eTag(ETags.of(order.version()))
                .body(OrderAnswer.of(order, redirect, orders.possible(order, Party.of(order.group()))));
    }

    /// Reads the required `If-Match`. Without the header, a caller who may not see the order gets 404 and
    /// one who may not sell gets 403; others get 428.
    private int seen(String code, @Nullable String ifMatch) {
        if (ifMatch == null && Party.of(orders.get(code).group()) != Party.BUYER) {
            Permission.SELL.require();
        }
        return ETags.required(ifMatch);
    }
}
