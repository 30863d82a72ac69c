package id.cemara.identity.login;

import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
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

/// The log-in page. Spring Security performs the log-in itself.
@Controller
record LogInController(LogInRedirects way) {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9.-]{1,40}");

    /// @param ke the page to open afterwards
    /// @param isian `hilang` when a form submitted without a session could not be stored
    /// @param sandi `tersimpan` when a password was just set by a link
    /// @param nama the user name
    @GetMapping("/masuk")
    String form(
            @RequestParam(defaultValue = "") String ke,
            @RequestParam(defaultValue = "") String isian,
            @RequestParam(defaultValue = "") String sandi,
            @RequestParam(defaultValue = "") String nama,
            Model model) {
        model.addAttribute("isLost", isian.equals("hilang"));
        model.addAttribute("isSaved", sandi.equals("tersimpan"));
        return form(USERNAME.matcher(nama).matches() ? nama : "", false, 0, ke, model);
    }

    /// Shows a failed log-in with its reason; the name stays filled in.
    @PostMapping("/masuk/gagal")
    String again(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String ke,
            @RequestAttribute(name = WebAttributes.AUTHENTICATION_EXCEPTION, required = false) @Nullable
                    Exception reason,
            HttpServletResponse response,
            Model model) {
        if (reason instanceof TooManyTriesException tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            return form(username, false, tooMany.seconds(), ke, model);
        }
        return form(username, true, 0, ke, model);
    }

    private String form(String username, boolean failed, long wait, String to, Model model) {
        String wanted = way.wanted(to);
        model.addAttribute("to", wanted);
        model.addAttribute("isKept", wanted.equals(LogInRedirects.KEPT_FORM));
        model.addAttribute("username", username);
        model.addAttribute("failed", failed);
        model.addAttribute("wait", wait);
        return "identity/login";
    }
}
