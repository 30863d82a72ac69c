package id.cemara.identity.login;

import id.cemara.identity.IdentityProblem.PasskeyRefused;
import id.cemara.identity.LoggedIn;
import id.cemara.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/// Endpoints for the passkey script of the log-in page and of the own account. Without JavaScript,
/// passwords remain.
@Controller
record PasskeyController(Passkeys passkeys, LogIns logIns, StoredForms forms) {

    private static final String OFFERED = PasskeyController.class.getName() + ".offered";
    private static final String CHALLENGE = PasskeyController.class.getName() + ".challenge";
    private static final int LONGEST_LABEL = 80;

    @PostMapping("/masuk/kunci/pilihan")
    ResponseEntity<String> challenge(HttpServletRequest request) {
        PublicKeyCredentialRequestOptions challenge = passkeys.challenge();
        request.getSession().setAttribute(CHALLENGE, challenge);
        return json(Passkeys.json(challenge));
    }

    @PostMapping("/masuk/kunci")
    ResponseEntity<Void> logIn(
            @RequestBody String credential, HttpServletRequest request, HttpServletResponse response) {
        LoggedIn account =
                passkeys.check(taken(request, CHALLENGE, PublicKeyCredentialRequestOptions.class), credential);
        logIns.note(account, "passkey", request.getRemoteAddr());
        request.changeSessionId();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(account, null, List.of()));
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        forms.know(account.id(), response);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/kerja/akun/saya/kunci/pilihan")
    ResponseEntity<String> offer(HttpServletRequest request) {
        PublicKeyCredentialCreationOptions offered = passkeys.offerNewKey();
        request.getSession().setAttribute(OFFERED, offered);
        return json(Passkeys.json(offered));
    }

    @PostMapping("/kerja/akun/saya/kunci")
    ResponseEntity<Void> keep(
            @RequestBody String credential, @RequestParam(defaultValue = "") String label, HttpServletRequest request) {
        String name = label.strip();
        passkeys.keep(
                taken(request, OFFERED, PublicKeyCredentialCreationOptions.class),
                credential,
                name.isEmpty() ? "Passkey" : name.substring(0, Math.min(name.length(), LONGEST_LABEL)));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/kerja/akun/saya/kunci/{id}/hapus")
    String remove(@PathVariable String id) {
        passkeys.remove(id); // idempotent
        return "redirect:/kerja/akun/saya";
    }

    /// Takes the session's last challenge; it can be used only once.
    private static <T> T taken(HttpServletRequest request, String name, Class<T> type) {
        var session = request.getSession(false);
        Object kept = session == null ? null : session.getAttribute(name);
        if (session == null || !type.isInstance(kept)) {
            throw new Refused(new PasskeyRefused());
        }
        session.removeAttribute(name);
        return type.cast(kept);
    }

    private static ResponseEntity<String> json(String body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
