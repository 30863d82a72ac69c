package id.cemara.market.ordering;

import id.cemara.market.OrderPlaced;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.BuyerLimits;
import id.cemara.market.ordering.steps.OrderBook;
import id.cemara.market.ordering.steps.OrderProblem;
import id.cemara.market.ordering.steps.OrderProblem.Shortfall;
import id.cemara.market.ordering.steps.OrderRows;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.OrderSteps;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentRequest;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.registry.Ids;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import id.cemara.shared.Refused;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Turns a checkout into orders, one for each group: all or none. Prices are read at this moment; the
/// database reserves the goods of all orders at once.
@Component
record NewOrders(
        JdbcClient db,
        PriceList prices,
        Payments payments,
        OrderBook book,
        BuyerLimits limits,
        OrderSteps steps,
        FieldEncryption encryption,
        ApplicationEventPublisher events,
        Clock clock) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Crockford's Base32 alphabet, without letters that are easily misread.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CODE_LENGTH = 8;

    /// Codes drawn beyond those needed, in case some are taken. That all of them are taken is too unlikely
    /// to retry.
    private static final int SPARE_CODES = 3;

    /// An order that was just created.
    ///
    /// @param token null if the group recorded the order
    /// @param whatsapp the group's number, E.164; null if it gave none
    record Made(
            String code, @Nullable String token, @Nullable String whatsapp) {

        /// Omits the token, for logs.
        @Override
        public String toString() {
            return "Made[" + code + "]";
        }
    }

    private record NewOrder(
            OrderId id,
            String code,
            GroupId group,
            String area,
            UUID checkout,
            @Nullable String token_hash,
            String buyer_hash,
            String status,
            String method,
            String delivery,
            @Nullable String courier,
            Money goods,
            Money fee,
            Money total,
            boolean expires,
            String name,
            String phone,
            @Nullable String address,
            @Nullable String to_area,
            @Nullable String note,
            @Nullable String institution,
            String by_whom,
            @Nullable UUID account,
            List<Quote.Line> lines) {

        @Override
        public String toString() {
            return "NewOrder[" + code + "]";
        }
    }

    private record Placed(UUID id, @Nullable Instant expiresAt) {}

    /// Places the orders in the caller's transaction, which must run as the holder of these tokens.
    ///
    /// @param tokens at least as many as there are groups
    /// @throws Refused with invalid fields, the shortfalls, or a limit of the buyer's phone number
    List<Made> place(Checkout checkout, List<String> tokens) {
        return write(checkout, prices.price(checkout, null), tokens, Party.BUYER);
    }

    /// Records an order that the group took elsewhere, in the caller's transaction. It starts as confirmed.
    Made record(Checkout checkout, GroupId group, Party by) {
        return write(checkout, prices.price(checkout, group), List.of(), by).getFirst();
    }

    private List<Made> write(Checkout checkout, List<Quote> quotes, List<String> tokens, Party by) {
        List<String> codes = codes(quotes.size());
        UUID checkoutId = Ids.next(clock);
        byte[] buyerHash = encryption.keyedHash(checkout.buyer().phone(), HashPurpose.BUYER);
        List<NewOrder> orders = new ArrayList<>();
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < quotes.size(); i++) {
            Quote quote = quotes.get(i);
            String token = by == Party.BUYER ? tokens.get(i) : null;
            orders.add(order(checkout, quote, codes.get(i), token, checkoutId, buyerHash, by));
            made.add(new Made(codes.get(i), token, quote.whatsapp()));
        }
        Map<OrderId, @Nullable Instant> expiring = insert(orders);
        List<OrderId> ids = orders.stream().map(NewOrder::id).toList();
        List<Shortfall> missing = book.reserve(ids);
        if (!missing.isEmpty()) {
            throw new Refused(new OrderProblem.TooLittleStock(missing));
        }
        if (by == Party.BUYER) {
            limits.check(ids);
        }
        for (NewOrder order : orders) {
            PaymentView payment = payments.open(new PaymentRequest(
                    Ids.next(clock),
                    order.code(),
                    order.group(),
                    order.area(),
                    checkout.payment(),
                    order.total(),
                    order.token_hash(),
                    expiring.get(order.id())));
            events.publishEvent(new OrderPlaced(order.id(), order.code(), order.group(), order.area()));
            if (payment.status() != PaymentStatus.NONE) {
                // The provider reported the payment before the order existed, so its event found no order.
                steps.hear(order.code(), payment);
            }
        }
        return made;
    }

    private NewOrder order(
            Checkout checkout,
            Quote quote,
            String code,
            @Nullable String token,
            UUID checkoutId,
            byte[] buyerHash,
            Party by) {
        Buyer buyer = checkout.buyer();
        boolean isRecorded = by != Party.BUYER;
        return new NewOrder(
                new OrderId(Ids.next(clock)),
                code,
                quote.group(),
                quote.areaCode(),
                checkoutId,
                token == null ? null : OrderTokens.hash(token),
                HexFormat.of().formatHex(buyerHash),
                (isRecorded ? OrderStatus.CONFIRMED : OrderStatus.PLACED).key(),
                checkout.payment().key(),
                checkout.delivery().method().key(),
                checkout.delivery().courier(),
                quote.goodsTotal(),
                quote.deliveryFee(),
                quote.total(),
                !isRecorded || checkout.payment().isPayFirst(),
                buyer.name(),
                buyer.phone(),
                buyer.address(),
                checkout.delivery().to() == null
                        ? null
                        : checkout.delivery().to().value(),
                buyer.note(),
                buyer.institution(),
                by.key(),
                CurrentActor.get().account().map(Actor.Account::id).orElse(null),
                quote.lines());
    }

    /// Inserts all orders in one statement. Returns when each reservation ends; null if it does not end.
    private Map<OrderId, @Nullable Instant> insert(List<NewOrder> orders) {
        Map<OrderId, @Nullable Instant> expiring = new HashMap<>();
        db.sql("""
                with asked as materialized (
                         select x.*, t.open_minutes
                           from jsonb_to_recordset(cast(:orders as jsonb)) as x (
                                    id uuid, code text, "group" uuid, area text, checkout uuid, token_hash text,
                                    buyer_hash text, status text, method text, delivery text, courier text, goods bigint,
                                    fee bigint, total bigint, expires boolean, name text, phone text, address text,
                                    to_area text, note text, institution text, by_whom text, account uuid, lines jsonb)
                           join market.payment_terms t on t.method = x.method),
                     orders as (
                         insert into market.orders (id, code, group_id, area_code, checkout_id, token_hash, buyer_hash,
                                status, payment_method, delivery_method, courier_key, goods_total, delivery_fee, total,
                                placed_at, expires_at)
                         select id, code, "group", area, checkout, token_hash, decode(buyer_hash, 'hex'), status, method,
                                delivery, courier, goods, fee, total, :now,
                                case when expires then :now + make_interval(mins => open_minutes) end
                           from asked
                         returning id, expires_at),
                     buyers as (
                         insert into market.order_buyers (order_id, group_id, area_code, token_hash, name, phone, address,
                                to_area, note, institution)
                         select id, "group", area, token_hash, name, phone, address, to_area, note, institution
                           from asked),
                     lines as (
                         insert into market.order_lines (order_id, position, product_id, group_id, area_code, token_hash,
                                slug, name, unit, quantity, unit_price, line_total)
                         select a.id, l.position, l.product, a."group", a.area, a.token_hash, l.slug, l.name, l.unit,
                                l.quantity, l.price, l.total
                           from asked a
                          cross join jsonb_to_recordset(a.lines) as l (position int, product uuid, slug text, name text,
                                         unit text, quantity int, price bigint, total bigint)),
                     changes as (
                         insert into market.order_changes (order_id, group_id, area_code, token_hash, changed_at, step,
                                to_status, by_whom, account_id)
                         select id, "group", area, token_hash, :now, :step, status, by_whom, account
                           from asked)
                select id, expires_at from orders
                """)
                .param("orders", JSON.writeValueAsString(orders))
                .param("now", OrderRows.time(clock.instant()))
                .param("step", OrderStep.PLACE.key())
                .query((row, number) ->
                        new Placed(row.getObject("id", UUID.class), OrderRows.instant(row, "expires_at")))
                .list()
                .forEach(placed -> expiring.put(new OrderId(placed.id()), placed.expiresAt()));
        return expiring;
    }

    private List<String> codes(int count) {
        List<String> candidates = new ArrayList<>();
        for (int i = 0; i < count + SPARE_CODES; i++) {
            candidates.add(code());
        }
        List<String> unused = db.sql("select unnest(market.unused_codes(:codes))")
                .param("codes", candidates.toArray(String[]::new))
                .query(String.class)
                .list();
        if (unused.size() < count) {
            throw new IllegalStateException("no free order code");
        }
        return unused;
    }

    private static String code() {
        var code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
