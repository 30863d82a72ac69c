package id.cemara.market.buying;

import id.cemara.area.Areas;
import id.cemara.files.Upload;
import id.cemara.market.OrderStatus;
import id.cemara.market.feedback.Complaint;
import id.cemara.market.feedback.Complaints;
import id.cemara.market.feedback.OwnReviews;
import id.cemara.market.feedback.ProtectionContacts;
import id.cemara.market.feedback.Reviews;
import id.cemara.market.ordering.OrderStep;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.StepDetails;
import id.cemara.market.ordering.WhatsAppText;
import id.cemara.market.shop.Shop;
import id.cemara.market.shop.Shops;
import id.cemara.payment.GatewayNotes;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentGateway;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/// The page `/pesanan/{code}` of an order: its state, what comes next, how to pay, and the buyer's steps.
/// The token arrives once in a link and is moved into a cookie for this page. Without the token every code
/// answers 404, existing or not.
@Controller
@RequestMapping("/pesanan/{code}")
class OrderPageController {

    /// The steps that the page has buttons for.
    private static final Set<OrderStep> BY_BUTTON =
            EnumSet.of(OrderStep.CANCEL, OrderStep.DELIVER, OrderStep.CLOSE, OrderStep.UNDO);

    private static final int LONGEST_REASON = 500;

    private final OrderCookie cookie;
    private final Orders orders;
    private final QrisImages images;
    private final PaymentGateway gateway;
    private final GatewayNotes gatewayNotes;
    private final Shops shops;
    private final Complaints complaints;
    private final Reviews reviews;
    private final OwnReviews ownReviews;
    private final ProtectionContacts contacts;
    private final WhatsAppText whatsapp;
    private final Areas areas;
    private final PublicAddress address;
    private final Frames frames;
    private final ObjectProvider<HandlerExceptionResolver> refusals;

    OrderPageController(
            OrderCookie cookie,
            Orders orders,
            QrisImages images,
            PaymentGateway gateway,
            GatewayNotes gatewayNotes,
            Shops shops,
            Complaints complaints,
            Reviews reviews,
            OwnReviews ownReviews,
            ProtectionContacts contacts,
            WhatsAppText whatsapp,
            Areas areas,
            PublicAddress address,
            Frames frames,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
        this.cookie = cookie;
        this.orders = orders;
        this.images = images;
        this.gateway = gateway;
        this.gatewayNotes = gatewayNotes;
        this.shops = shops;
        this.complaints = complaints;
        this.reviews = reviews;
        this.ownReviews = ownReviews;
        this.contacts = contacts;
        this.whatsapp = whatsapp;
        this.areas = areas;
        this.address = address;
        this.frames = frames;
        this.refusals = refusals;
    }

    @GetMapping
    String show(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (token != null) {
            if (!OrderCookie.isToken(token)) {
                throw Refused.notFound();
            }
            OrderView order = OrderTokens.asHolder(token, () -> orders.get(code));
            noStore(response);
            cookie.keep(order.code(), token, response);
            return "redirect:/pesanan/" + order.code();
        }
        return page(code, Form.empty(), request, response, model);
    }

    /// Claims that the order is paid, optionally with a photo of the receipt.
    @PostMapping("/bayar")
    String claim(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var details = new StepDetails(note == null || note.isBlank() ? null : note, null, null, Upload.of(file));
        return doing(
                code,
                "bayar",
                values("note", note),
                () -> orders.take(code, OrderStep.CLAIM_PAYMENT, details),
                request,
                response,
                model);
    }

    /// Creates a payment page at the provider and shows it as a link, because the content security policy
    /// lets no form lead to another site.
    @PostMapping("/halaman-bayar")
    String paymentPage(
            @PathVariable String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        return doing(code, "bayar", Map.of(), () -> gateway.open(code), request, response, model);
    }

    /// Takes one of the steps that have a button.
    @PostMapping("/langkah/{step}")
    String step(
            @PathVariable String code,
            @PathVariable String step,
            @RequestParam(required = false) @Nullable String why,
            @RequestParam(required = false) @Nullable Integer version,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        OrderStep wanted = OrderStep.ofKey(step).filter(BY_BUTTON::contains).orElseThrow(Refused::notFound);
        String reason = why == null || why.isBlank() ? null : why.strip();
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new Refused(new RequestProblem.InvalidFields(
                    List.of(new FieldProblem("why", "too-long", List.of(LONGEST_REASON)))));
        }
        return doing(
                code,
                "langkah",
                Map.of(),
                () -> orders.take(code, wanted, new StepDetails(reason, null, version, null)),
                request,
                response,
                model);
    }

    @PostMapping("/keluhan")
    String complain(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String about,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String dispute,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return doing(
                code,
                "keluhan",
                values("about", about, "words", words, "dispute", dispute),
                () -> complaints.open(code, about, words, dispute != null),
                request,
                response,
                model);
    }

    /// Replies to the unsolved complaint, marks it as solved, or passes it on.
    @PostMapping("/keluhan/{deed}")
    String say(
            @PathVariable String code,
            @PathVariable String deed,
            @RequestParam(required = false) @Nullable String words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!Set.of("balas", "selesai", "teruskan").contains(deed)) {
            throw Refused.notFound();
        }
        return doing(
                code,
                "keluhan",
                values("words", words),
                () -> {
                    Complaint complaint = complaints.ofOrder(orders.get(code).code()).stream()
                            .filter(Complaint::isUnsolved)
                            .findFirst()
                            .orElseThrow(Refused::notFound);
                    switch (deed) {
                        case "balas" -> complaints.say(complaint.id(), complaint.version(), words);
                        case "selesai" -> complaints.solve(complaint.id(), complaint.version(), words);
                        case "teruskan" -> complaints.passOn(complaint.id(), complaint.version(), words);
                        default -> throw Refused.notFound();
                    }
                    return complaint;
                },
                request,
                response,
                model);
    }

    @PostMapping("/ulasan")
    String review(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String product,
            @RequestParam(required = false) @Nullable String stars,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String showName,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Map<String, @Nullable Object> typed =
                values("product", product, "stars", stars, "review", words, "showName", showName);
        Predicate<OrderView> isOwn = ownReviews.from(request);
        return doing(
                code,
                "ulasan",
                typed,
                () -> {
                    reviews.write(code, product, stars, words, showName != null, isOwn);
                    return typed;
                },
                request,
                response,
                model);
    }

    /// The QRIS code as an image to download, for paying from another device or from the gallery.
    @GetMapping(path = "/qris.png", produces = "image/png")
    ResponseEntity<byte[]> qris(@PathVariable String code, HttpServletRequest request) {
        byte[] png = OrderTokens.asHolder(token(request), () -> {
            String qris = orders.get(code).payment().qris();
            if (qris == null) {
                throw Refused.notFound();
            }
            return images.png(qris);
        });
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .header("Cache-Control", "private, no-store")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("qris-" + code.replaceAll("[^0-9A-Za-z]", "") + ".png")
                                .build()
                                .toString())
                .body(png);
    }

    /// The handover report for institutions, to print and sign.
    @GetMapping("/serah-terima")
    String handover(@PathVariable String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        OrderView order = OrderTokens.asHolder(token(request), () -> orders.get(code));
        if (order.buyer().institution() == null) {
            throw Refused.notFound();
        }
        noStore(response);
        model.addAttribute("order", order);
        return "market/ordering/handover";
    }

    /// Answers 404 with a page that explains how to find the order again, the same for every code.
    @ExceptionHandler(Refused.class)
    @Nullable
    ModelAndView notThere(Refused refused, HttpServletRequest request, HttpServletResponse response) {
        if (!(refused.problem() instanceof RequestProblem.NotFound)) {
            ModelAndView answer = refusals.getObject().resolveException(request, response, null, refused);
            return answer == null || answer.isEmpty() ? null : answer;
        }
        response.setStatus(404);
        noStore(response);
        return new ModelAndView("market/buying/order-not-found", Map.of("frame", frames.current()));
    }

    private String doing(
            String code,
            String where,
            Map<String, @Nullable Object> typed,
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
            Form form = Form.of(typed);
            if (problem instanceof RequestProblem.InvalidFields) {
                form = form.refused(refused);
                form = new Form(
                        form.values(),
                        form.problems().stream()
                                .map(OrderPageController::onPage)
                                .toList());
            } else {
                model.addAttribute("problem", frames.current().t(problem));
            }
            model.addAttribute("where", where);
            response.setStatus(problem.status());
            return page(code, form, request, response, model);
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

    private String page(String code, Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
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

    private String token(HttpServletRequest request) {
        return cookie.token(request).orElseThrow(Refused::notFound);
    }

    private static void noStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
    }

    private static Map<String, @Nullable Object> values(@Nullable String... pairs) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return values;
    }
}
