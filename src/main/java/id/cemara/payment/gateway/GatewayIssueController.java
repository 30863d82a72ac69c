package id.cemara.payment.gateway;

import id.cemara.payment.PaymentGateway;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
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
class GatewayIssueController {

    private static final String PAGE = "/kerja/gerbang-bayar";
    private static final int PAGE_SIZE = 20;

    private final GatewayIssues looks;
    private final PaymentGateway gateway;
    private final MidtransSettings settings;
    private final Frames frames;

    GatewayIssueController(GatewayIssues looks, PaymentGateway gateway, MidtransSettings settings, Frames frames) {
        this.looks = looks;
        this.gateway = gateway;
        this.settings = settings;
        this.frames = frames;
    }

    @GetMapping(PAGE)
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", looks.page(PAGE_SIZE, cursor));
        model.addAttribute("continued", cursor != null);
        model.addAttribute("isOn", settings.isOn());
        return "payment/gateway-looks";
    }

    @GetMapping(PAGE + "/{id}")
    String one(@PathVariable UUID id, Model model) {
        return one(id, Form.of(new HashMap<>()), model);
    }

    @PostMapping(PAGE + "/{id}/selesai")
    String done(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        try {
            looks.done(id, why);
        } catch (Refused refused) {
            Map<String, @Nullable Object> typed = new HashMap<>();
            typed.put("why", why);
            Form form =
                    switch (refused.problem()) {
                        case InvalidFields invalid -> Form.of(typed).refused(refused);
                        case GatewayProblem problem -> said(refused, Form.of(typed), model);
                        default -> throw refused;
                    };
            response.setStatus(refused.problem().status());
            return one(id, form, model);
        }
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
                return one(id, said(refused, Form.of(new HashMap<>()), model), model);
            }
            throw refused;
        }
        return "redirect:" + PAGE + "/" + id;
    }

    private Form said(Refused refused, Form form, Model model) {
        model.addAttribute("problem", frames.current().t(refused.problem()));
        return form;
    }

    private String one(UUID id, Form form, Model model) {
        model.addAttribute("look", looks.get(id));
        model.addAttribute("form", form);
        model.addAttribute("isOn", settings.isOn());
        return "payment/gateway-look";
    }
}
