package id.cemara.payment.gateway;

import id.cemara.payment.PaymentGateway;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/kerja/gerbang-bayar`.
@Controller
record GatewayIssueController(GatewayIssues looks, PaymentGateway gateway, MidtransSettings settings, Frames frames) {

    private static final String PAGE = "/kerja/gerbang-bayar";
    private static final int PAGE_SIZE = 20;

    @GetMapping(PAGE)
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", looks.page(PAGE_SIZE, cursor));
        model.addAttribute("continued", cursor != null);
        model.addAttribute("isOn", settings.isOn());
        return "payment/gateway-looks";
    }

    @GetMapping(PAGE + "/{id}")
    String one(@PathVariable UUID id, Model model) {
        model.addAttribute("look", looks.get(id));
        model.addAttribute("isOn", settings.isOn());
        return "payment/gateway-look";
    }

    @PostMapping(PAGE + "/{id}/selesai")
    String done(@PathVariable UUID id, @RequestParam(required = false) @Nullable String why) {
        looks.done(id, why);
        return "redirect:" + PAGE;
    }

    /// Queries the payment's status at the provider again.
    @PostMapping(PAGE + "/{id}/tanya")
    String ask(@PathVariable UUID id, Model model, HttpServletResponse response) {
        GatewayIssue look = looks.get(id);
        if (look.groupNumber() == null) {
            throw Refused.notFound();
        }
        try {
            gateway.ask(look.reference());
        } catch (Refused refused) {
            if (refused.problem() instanceof GatewayProblem) {
                response.setStatus(HttpServletResponse.SC_CONFLICT);
                model.addAttribute("problem", frames.current().t(refused.problem()));
                return one(id, model);
            }
            throw refused;
        }
        return "redirect:" + PAGE + "/" + id;
    }
}
