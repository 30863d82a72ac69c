package id.cemara.market.desk;

import id.cemara.files.FileStore;
import id.cemara.files.StoredDocument;
import id.cemara.identity.Permission;
import id.cemara.market.feedback.Complaints;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.GatewayNotes;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentClaims;
import id.cemara.payment.PaymentView;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
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

/// The pages `/kerja/pesanan/{code}` of one order, with the steps that the seller may take.
@Controller
@RequestMapping(OrderDeskController.BASE + "/{code}")
record WorkOrderController(
        Orders orders,
        OrderDesk desk,
        PaymentClaims claims,
        GatewayNotes gatewayNotes,
        Complaints complaints,
        GroupsInScope groups,
        FileStore files,
        Frames frames) {
    /// Steps that end the order or undo a step; their buttons come last.
    private static final Set<OrderStep> ENDING =
            EnumSet.of(OrderStep.REFUSE, OrderStep.CANCEL, OrderStep.RETURN, OrderStep.UNDO);

    private static final Set<OrderStep> BY_BUTTON =
            EnumSet.complementOf(EnumSet.of(OrderStep.PLACE, OrderStep.EXPIRE, OrderStep.CLAIM_PAYMENT));

    /// Statuses of refusals (conflict, outdated, invalid, precondition missing) that are shown above the
    /// order's current state.
    private static final Set<Integer> SHOWN_WITH_THE_ORDER = Set.of(409, 412, 422, 428);

    @GetMapping
    String order(@PathVariable String code, @RequestParam(required = false) @Nullable String selesai, Model model) {
        model.addAttribute("news", selesai == null ? "" : "market.sell.saved");
        return show(orders.get(code), null, null, model);
    }

    /// A packing slip: content and destination of the parcel, to print.
    @GetMapping("/cetak")
    String slip(@PathVariable String code, Model model) {
        OrderView order = orders.get(code);
        model.addAttribute("order", order);
        model.addAttribute("place", groups.byId(order.group()).place());
        return "market/desk/slip";
    }

    /// The handover report for institutions that pay after delivery, to print and sign.
    @GetMapping("/serah-terima")
    String handover(@PathVariable String code, Model model) {
        OrderView order = orders.get(code);
        model.addAttribute("order", order);
        model.addAttribute("back", OrderDeskController.BASE + "/" + order.code());
        return "market/ordering/handover";
    }

    /// The receipt of a claim. An upload by a stranger: sandboxed by its content security policy and,
    /// unless it is an image, only downloaded.
    @GetMapping("/bukti/{claim}")
    ResponseEntity<Resource> receipt(@PathVariable String code, @PathVariable UUID claim) {
        OrderView order = orders.get(code);
        StoredDocument document = claims.picture(order.code(), claim);
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

    @PostMapping("/langkah/{step}")
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
            return "redirect:" + OrderDeskController.BASE + "/" + before.code() + "?selesai=ya";
        }
        GroupInScope group = groups.byId(before.group());
        String whose = Party.of(group.id()) == Party.GROUP ? "" : "kelompok=" + group.number() + "&";
        return "redirect:" + OrderDeskController.BASE + "?" + whose + "selesai=" + before.code();
    }

    private String show(OrderView order, @Nullable Refused refused, @Nullable StepTyped typed, Model model) {
        boolean maySell = Permission.SELL.isGranted();
        List<StepForm> forms = maySell ? forms(order) : List.of();
        model.addAttribute("order", order);
        model.addAttribute("complaints", complaints.ofOrder(order.code()));
        model.addAttribute("group", groups.byId(order.group()));
        model.addAttribute("forms", forms);
        model.addAttribute("maySell", maySell);
        model.addAttribute("whatsapp", whatsapp(order));
        model.addAttribute("gateway", gatewayNotes.of(order.code()).orElse(null));
        if (refused != null && typed != null) {
            model.addAttribute("problem", said(refused.problem()));
            model.addAttribute("typed", typed);
            boolean isShown = forms.stream().anyMatch(form -> form.step() == typed.step());
            model.addAttribute("lost", isShown ? "" : typed.words());
        }
        return "market/desk/order";
    }

    /// The usual next step first, steps that end the order last.
    private List<StepForm> forms(OrderView order) {
        Party by = Party.of(order.group());
        OrderStep next = next(order);
        List<String> refusals = desk.refusals();
        return orders.possible(order, by).stream()
                .filter(BY_BUTTON::contains)
                .sorted(Comparator.comparing((OrderStep step) -> step != next)
                        .thenComparing(ENDING::contains)
                        .thenComparing(Comparator.naturalOrder()))
                .map(step -> StepForm.of(step, order.delivery(), by, step == next, refusals))
                .toList();
    }

    /// The usual next step; null if the order needs no action.
    private static @Nullable OrderStep next(OrderView order) {
        PaymentView payment = order.payment();
        return Pile.of(order.status(), payment.method(), payment.status())
                .map(pile -> pile.next(order.status(), payment.method(), payment.status(), order.delivery()))
                .orElse(null);
    }

    private String said(Problem problem) {
        Frame frame = frames.current();
        if (problem instanceof InvalidFields invalid) {
            FieldProblem field = invalid.fields().getFirst();
            String label = frame.t(field.field().equals("why") ? "market.sell.why" : "market.sell.tracking");
            return label + ". " + frame.t(field);
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
}
