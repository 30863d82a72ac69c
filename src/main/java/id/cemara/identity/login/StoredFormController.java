package id.cemara.identity.login;

import id.cemara.identity.IdentityProblem.KeptFormGone;
import id.cemara.identity.Permission;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import id.cemara.shell.forms.FormPages;
import id.cemara.shell.forms.TypedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// After a log-in, shows the form that was submitted without a session, to be reviewed and sent again.
@Controller
record StoredFormController(StoredForms forms, FormPages pages, Frames frames) {

    @GetMapping(LogInRedirects.KEPT_FORM)
    ResponseEntity<String> kept(HttpServletRequest request, HttpServletResponse response) {
        Permission.USE_WORK_SPACE.require();
        TypedForm form = forms.kept(request);
        Texts texts = frames.current().texts();
        var said = FormPages.Said.of(false, List.of(texts.get("identity.kept.again")), Map.of(), texts);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(pages.filled(form, said, request, response).orElseThrow(() -> new Refused(new KeptFormGone())));
    }
}
