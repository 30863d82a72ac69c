package id.cemara.identity.accounts;

import id.cemara.identity.LoggedIn;
import id.cemara.identity.Permission;
import id.cemara.identity.login.Passkeys;
import id.cemara.identity.login.Tokens;
import id.cemara.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of the own account, and the page behind invitation and reset links.
@Controller
record OwnAccountController(OwnAccount account, Tokens tokens, Passkeys passkeys) {

    @GetMapping("/undangan/{link}")
    String invitation(@PathVariable String link, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
        model.addAttribute("invited", account.invited(link));
        model.addAttribute("action", "/undangan/" + link);
        return "identity/invitation";
    }

    @PostMapping("/undangan/{link}")
    String accept(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated) {
        String username = account.invited(link).username();
        account.accept(link, password, repeated);
        return "redirect:/masuk?sandi=tersimpan&nama=" + username;
    }

    @GetMapping("/kerja/akun/saya")
    String own(@RequestParam(defaultValue = "") String done, Model model) {
        model.addAttribute("isDone", done.equals("sandi"));
        model.addAttribute("makesLinks", Permission.MANAGE_ACCOUNTS.isGranted());
        model.addAttribute("tokens", account.tokens());
        model.addAttribute("keys", passkeys.keys());
        return "identity/own";
    }

    @PostMapping("/kerja/akun/saya/sandi")
    String changePassword(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            HttpServletRequest request,
            HttpServletResponse response) {
        stayLoggedIn(account.changePassword(old, password, repeated), request, response);
        return "redirect:/kerja/akun/saya?done=sandi";
    }

    @PostMapping("/kerja/akun/saya/keluar")
    String logOutEverywhere() {
        account.logOutEverywhere();
        return "redirect:/masuk";
    }

    @PostMapping("/kerja/akun/saya/token/{token}/cabut")
    String revoke(@PathVariable UUID token) {
        Permission.USE_WORK_SPACE.require();
        if (!tokens.revoke(token)) {
            throw Refused.notFound();
        }
        return "redirect:/kerja/akun/saya";
    }

    /// Keeps this session alive after a change of the password.
    private static void stayLoggedIn(int epoch, HttpServletRequest request, HttpServletResponse response) {
        var context = SecurityContextHolder.getContext();
        if (context.getAuthentication() != null
                && context.getAuthentication().getPrincipal() instanceof LoggedIn before) {
            var fresh = SecurityContextHolder.createEmptyContext();
            fresh.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    new LoggedIn(before.id(), before.username(), epoch), null, List.of()));
            request.changeSessionId();
            new HttpSessionSecurityContextRepository().saveContext(fresh, request, response);
        }
    }
}
