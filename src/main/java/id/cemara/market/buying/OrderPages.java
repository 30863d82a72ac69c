package id.cemara.market.buying;

import id.cemara.area.Areas;
import id.cemara.market.OrderStatus;
import id.cemara.market.feedback.Complaints;
import id.cemara.market.feedback.ProtectionContacts;
import id.cemara.market.feedback.Reviews;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.WhatsAppText;
import id.cemara.market.shop.Shop;
import id.cemara.market.shop.Shops;
import id.cemara.payment.GatewayNotes;
import id.cemara.payment.Party;
import id.cemara.payment.QrisImages;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// The page `/pesanan/{code}` of an order, for the controllers that show it and act on it.
@Component
record OrderPages(
        OrderCookie cookie,
        Orders orders,
        QrisImages images,
        GatewayNotes gatewayNotes,
        Shops shops,
        Complaints complaints,
        Reviews reviews,
        ProtectionContacts contacts,
        WhatsAppText whatsapp,
        Areas areas,
        PublicAddress address,
        Frames frames) {

    /// Does the work as the holder of the request's token. A refusal shows the page again with what was typed
    /// and the problem; otherwise the browser is sent to that part of the page.
    String doing(
            String code,
            String where,
            Form typed,
            Supplier<?> work,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            OrderTokens.asHolder(token(request), work::get);
        } catch (Refused refused) {
            Problem problem = refused.problem();
            if (problem instanceof RequestProblem.NotFound) {
                throw refused;
            }
            Form form = typed;
            if (problem instanceof RequestProblem.InvalidFields) {
                form = form.refused(refused);
                form = new Form(
                        form.values(),
                        form.problems().stream().map(OrderPages::onPage).toList());
            } else {
                model.addAttribute("problem", frames.current().t(problem));
            }
            model.addAttribute("where", where);
            response.setStatus(problem.status());
            return show(code, form, request, response, model);
        }
        noStore(response);
        return "redirect:/pesanan/" + code + "#" + where;
    }

    /// The reason of a claim is the field `note` on this page.
    private static FieldProblem onPage(FieldProblem problem) {
        return problem.field().equals("why")
                ? new FieldProblem("note", problem.expected(), problem.arguments())
                : problem;
    }

    /// The page, with the form that was refused or an empty one.
    String show(String code, Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        String token = token(request);
        List<OrderCookie.Placed> together = cookie.siblings(code, request);
        List<OrderView> siblings = together.isEmpty()
                ? List.of()
                : OrderTokens.asHolder(
                        together.stream().map(OrderCookie.Placed::token).toList(),
                        () -> orders.all(
                                together.stream().map(OrderCookie.Placed::code).toList()));
        OrderPage page = OrderTokens.asHolder(token, () -> page(code, token, siblings));
        if (!together.isEmpty()) {
            cookie.keepSiblings(page.order().code(), together, response);
        }
        noStore(response);
        model.addAttribute("page", page);
        model.addAttribute("form", form);
        return "market/buying/order";
    }

    private OrderPage page(String code, String token, List<OrderView> siblings) {
        OrderView order = orders.get(code);
        Shop shop = shops.of(order.group());
        String to = order.to();
        String number = shop.whatsapp();
        String courier = order.courier();
        String qris = order.payment().qris();
        return new OrderPage(
                order,
                orders.possible(order, Party.BUYER),
                shop,
                qris == null ? null : images.code(qris),
                gatewayNotes.of(order.code()).orElse(null),
                number == null || order.status().isEnded() && order.status() != OrderStatus.EXPIRED
                        ? null
                        : whatsapp.link(order, number),
                to == null ? "" : areas.shortNames(List.of(to)).getOrDefault(to, to),
                courier == null
                        ? ""
                        : shop.tariffs().stream()
                                .filter(tariff -> tariff.courier().equals(courier))
                                .map(Shop.Tariff::courierName)
                                .findFirst()
                                .orElse(courier),
                address.url() + "/pesanan/" + order.code() + "?token=" + token,
                siblings,
                complaints.ofOrder(order.code()),
                contacts.current(),
                reviews.ofOrder(order));
    }

    String token(HttpServletRequest request) {
        return cookie.token(request).orElseThrow(Refused::notFound);
    }

    static void noStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
    }
}
