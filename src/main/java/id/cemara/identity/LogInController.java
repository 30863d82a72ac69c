package id.cemara.identity;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page to log in at. The log-in itself is Spring Security's.
@Controller
class LogInController {

    @GetMapping("/masuk")
    String form(Model model) {
        return form("", false, model);
    }

    /// A log-in that failed comes here, with the name still in the form.
    @PostMapping("/masuk/gagal")
    String again(@RequestParam(defaultValue = "") String username, Model model) {
        return form(username, true, model);
    }

    private static String form(String username, boolean failed, Model model) {
        model.addAttribute("username", username);
        model.addAttribute("failed", failed);
        return "identity/login";
    }
}
