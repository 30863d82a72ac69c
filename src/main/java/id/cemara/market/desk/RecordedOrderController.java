package id.cemara.market.desk;

import id.cemara.identity.Permission;
import id.cemara.market.ordering.CheckoutForm;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderProblem;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.market.shop.Delivery;
import id.cemara.market.shop.Shop;
import id.cemara.market.shop.Shops;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentProblem;
import id.cemara.payment.Payments;
import id.cemara.platform.Idempotency;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.KeyReused;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/kerja/kelompok/{number}/catat-pesanan`: records an order taken on WhatsApp or at the door, so
/// that stock and statistics include it.
@Controller
@RequestMapping("/kerja/kelompok/{number}/catat-pesanan")
record RecordedOrderController(
        Orders orders,
        GroupsInScope groups,
        Shops shops,
        Payments payments,
        JdbcClient db,
        TransactionTemplate transaction,
        Idempotency idempotency,
        Frames frames) {
    /// Prefix of the quantity fields; the product's slug follows.
    static final String QUANTITY = "jumlah-";

    @GetMapping
    String blank(@PathVariable String number, Model model) {
        Permission.SELL.require();
        GroupInScope group = groups.byNumber(number);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kunci", UUID.randomUUID().toString());
        values.put("payment", "cod");
        values.put("delivery.method", "pickup");
        return form(group, Form.of(values), null, model);
    }

    @PostMapping
    String record(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.SELL.require();
        GroupInScope group = groups.byNumber(number);
        List<String> slugs = new ArrayList<>();
        List<CheckoutForm.Line> lines = new ArrayList<>();
        typed.forEach((field, value) -> {
            if (field.startsWith(QUANTITY) && !value.isBlank() && !value.strip().equals("0")) {
                slugs.add(field.substring(QUANTITY.length()));
                lines.add(new CheckoutForm.Line(field.substring(QUANTITY.length()), value));
            }
        });
        var checkout = new CheckoutForm(
                lines,
                typed.get("buyer.name"),
                typed.get("buyer.phone"),
                typed.get("buyer.address"),
                typed.get("buyer.note"),
                typed.get("buyer.institution"),
                typed.get("delivery.method"),
                typed.get("delivery.to"),
                null,
                typed.get("payment"));
        try {
            String where = Objects.requireNonNull(idempotency
                            .created(
                                    key(typed.get("kunci")),
                                    "POST /kerja/kelompok/" + number + "/catat-pesanan",
                                    new TreeMap<>(typed),
                                    () -> made(checkout, group, typed))
                            .getHeaders()
                            .getLocation())
                    .toString();
            return "redirect:" + where;
        } catch (Refused refused) {
            Form form = Form.of(typed);
            String problem = null;
            switch (refused.problem()) {
                case InvalidFields invalid ->
                    form = new Form(
                            typed,
                            invalid.fields().stream()
                                    .map(field -> shown(field, slugs))
                                    .toList());
                case OrderProblem order -> problem = said(order);
                case PaymentProblem payment -> problem = said(payment);
                case KeyReused reused -> {
                    // This page's order was recorded already; it is on the desk.
                    return "redirect:" + OrderDeskController.BASE + "?kelompok=" + group.number();
                }
                default -> throw refused;
            }
            response.setStatus(refused.problem().status());
            return form(group, form, problem, model);
        }
    }

    private String said(Problem problem) {
        return frames.current().t(problem);
    }

    private Idempotency.Created made(CheckoutForm checkout, GroupInScope group, Map<String, String> typed) {
        OrderView order = Objects.requireNonNull(transaction.execute(status -> {
            OrderView taken = orders.record(checkout.read(), group.id());
            if (typed.containsKey("diserahkan") && taken.delivery() == Delivery.PICKUP) {
                if (typed.containsKey("dibayar")) {
                    orders.take(taken.code(), OrderStep.CONFIRM_PAYMENT, StepDetails.NONE);
                }
                return orders.take(taken.code(), OrderStep.DELIVER, StepDetails.NONE);
            }
            return typed.containsKey("dibayar")
                    ? orders.take(taken.code(), OrderStep.CONFIRM_PAYMENT, StepDetails.NONE)
                    : taken;
        }));
        return new Idempotency.Created(OrderDeskController.BASE + "/" + order.code() + "?dicatat=ya", order.code());
    }

    private static @Nullable String key(@Nullable String typed) {
        return typed != null && typed.matches("[0-9a-f-]{36}") ? typed : null;
    }

    /// Moves a problem of the n-th line to the field of its product.
    private static FieldProblem shown(FieldProblem problem, List<String> slugs) {
        String field = problem.field();
        if (!field.startsWith("lines[")) {
            return problem;
        }
        int line = Integer.parseInt(field.substring(6, field.indexOf(']')));
        return line < slugs.size()
                ? new FieldProblem(QUANTITY + slugs.get(line), problem.expected(), problem.arguments())
                : problem;
    }

    private String form(GroupInScope group, Form form, @Nullable String problem, Model model) {
        model.addAttribute("group", group);
        model.addAttribute("form", form);
        model.addAttribute("problem", problem);
        model.addAttribute("choices", choices(group));
        Shop shop = shops.of(group.id());
        model.addAttribute("shop", shop);
        model.addAttribute("methods", methods(shop));
        return "market/desk/record";
    }

    /// The payment methods that the group accepts, by key, with their labels.
    private Map<String, String> methods(Shop shop) {
        Set<PaymentMethod> offered = payments.methodsOf(shop.group());
        Map<String, String> methods = new LinkedHashMap<>();
        for (PaymentMethod method : shop.payments(offered)) {
            if (method != PaymentMethod.GATEWAY) {
                methods.put(method.key(), frames.current().t("payment.method." + method.key()));
            }
        }
        return methods;
    }

    private List<RecordChoice> choices(GroupInScope group) {
        return db.sql("""
                select p.slug, p.name, p.unit, p.price,
                       case when p.kind = 'ready' then coalesce(s.on_hand - s.reserved, 0) end as free
                  from market.products p
                  left join market.stock s on s.product_id = p.id
                 where p.group_id = :group and p.state = 'published'
                 order by p.name, p.slug
                 limit 200
                """)
                .param("group", group.id().value())
                .query(RecordChoice.class)
                .list();
    }
}
