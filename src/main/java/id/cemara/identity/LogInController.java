package id.cemara.identity;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/// The page to log in at. The log-in itself is Spring Security's.
@Controller
class LogInController {

    @GetMapping("/masuk")
    String form(Model model) {
        return form("", false, 0, model);
    }

    /// A log-in that failed comes here, with the name still in the form.
    @PostMapping("/masuk/gagal")
    String again(
            @RequestParam(defaultValue = "") String username,
            @RequestAttribute(name = WebAttributes.AUTHENTICATION_EXCEPTION, required = false) @Nullable
                    Exception reason,
            HttpServletResponse response,
            Model model) {
        if (reason instanceof TooManyTries tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            return form(username, false, tooMany.seconds(), model);
        }
        return form(username, true, 0, model);
    }

    private static String form(String username, boolean failed, long wait, Model model) {
        model.addAttribute("username", username);
        model.addAttribute("failed", failed);
        model.addAttribute("wait", wait);
        return "identity/login";
    }
}
