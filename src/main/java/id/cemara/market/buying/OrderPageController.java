package id.cemara.market.buying;

import id.cemara.files.Upload;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.PaymentGateway;
import id.cemara.payment.QrisImages;
import id.cemara.shared.Refused;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.multipart.MultipartFile;

/// The page `/pesanan/{code}` of an order: its state, what comes next, how to pay, and the buyer's steps.
/// The token arrives once in a link and is moved into a cookie for this page. Without the token every code
/// answers 404, existing or not.
@Controller
@RequestMapping("/pesanan/{code}")
record OrderPageController(
        OrderCookie cookie, Orders orders, QrisImages images, PaymentGateway gateway, OrderPages pages) {
    /// The steps that the page has buttons for.
    private static final Set<OrderStep> BY_BUTTON =
            EnumSet.of(OrderStep.CANCEL, OrderStep.DELIVER, OrderStep.CLOSE, OrderStep.UNDO);

    private static final int LONGEST_REASON = 500;

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
            OrderPages.noStore(response);
            cookie.keep(order.code(), token, response);
            return "redirect:/pesanan/" + order.code();
        }
        return pages.show(code, Form.empty(), request, response, model);
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
        return pages.doing(
                code,
                "bayar",
                Form.of("note", note),
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
        return pages.doing(code, "bayar", Form.empty(), () -> gateway.open(code), request, response, model);
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
            throw Refused.field("why", "too-long", LONGEST_REASON);
        }
        return pages.doing(
                code,
                "langkah",
                Form.empty(),
                () -> orders.take(code, wanted, new StepDetails(reason, null, version, null)),
                request,
                response,
                model);
    }

    /// The QRIS code as an image to download, for paying from another device or from the gallery.
    @GetMapping(path = "/qris.png", produces = "image/png")
    ResponseEntity<byte[]> qris(@PathVariable String code, HttpServletRequest request) {
        byte[] png = OrderTokens.asHolder(pages.token(request), () -> {
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
        OrderView order = OrderTokens.asHolder(pages.token(request), () -> orders.get(code));
        if (order.buyer().institution() == null) {
            throw Refused.notFound();
        }
        OrderPages.noStore(response);
        model.addAttribute("order", order);
        return "market/ordering/handover";
    }
}
