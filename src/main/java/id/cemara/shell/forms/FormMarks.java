package id.cemara.shell.forms;

import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.BegunAsAnother;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/// Marks every form of the work space with the account that its page was made for, and refuses a form sent
/// by another account: a browser has one session for all tabs, so a log-in in one tab would otherwise send
/// what another person began in another tab. The refused form comes back filled in, with the current
/// account's mark.
///
/// Forms without a mark are accepted: programs send none, and pages opened before marks existed have none.
@Component
public class FormMarks implements HtmlInterceptor, HandlerInterceptor {

    /// The name of the hidden field.
    static final String FIELD = "_akun";

    private static final int HASH_LENGTH = 43; // 32 bytes in Base64

    private final FieldEncryption fields;

    FormMarks(FieldEncryption fields, TemplateEngine templates) {
        this.fields = fields;
        templates.setHtmlInterceptor(this);
    }

    /// The user name of the account that the form was made for; empty when its mark is missing or not
    /// genuine.
    public Optional<String> username(HttpServletRequest request) {
        String mark = request.getParameter(FIELD);
        if (mark == null || mark.length() <= HASH_LENGTH + 1) {
            return Optional.empty();
        }
        String username = mark.substring(HASH_LENGTH + 1);
        boolean isOurs = MessageDigest.isEqual(
                mark(username).getBytes(StandardCharsets.UTF_8), mark.getBytes(StandardCharsets.UTF_8));
        return isOurs ? Optional.of(username) : Optional.empty();
    }

    private String mark(String username) {
        byte[] hash = fields.keyedHash(username, HashPurpose.FORM);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "." + username;
    }

    @Override
    public void onHtmlTagOpened(String name, Map<String, @Nullable Object> attributes, TemplateOutput output) {
        boolean isWork = "post".equals(attributes.get("method"))
                && attributes.get("action") instanceof String action
                && FormPages.isWork(action);
        if (isWork && CurrentActor.get() instanceof Actor.Account account) {
            // Inserted before the end of the form's opening tag: closes that tag, and leaves the hidden
            // field open for the template's `>`.
            output.writeContent("><input type=\"hidden\" name=\"" + FIELD + "\" value=\""
                    + PageSource.escaped(mark(account.username())) + "\"");
        }
    }

    @Override
    public void onHtmlTagClosed(String name, TemplateOutput output) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("POST")
                && FormPages.isWork(request.getRequestURI())
                && CurrentActor.get() instanceof Actor.Account account) {
            username(request).filter(begun -> !begun.equals(account.username())).ifPresent(begun -> {
                throw new Refused(new BegunAsAnother(begun, account.username()));
            });
        }
        return true;
    }
}
