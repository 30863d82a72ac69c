package id.cemara.identity.login;

import id.cemara.identity.LoggedIn;
import id.cemara.shell.OwnAddresses;
import id.cemara.shell.forms.TypedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/// Redirects requests without a session to the log-in, and afterwards to the requested page or to the
/// stored form.
@Component
record LogInRedirects(StoredForms forms, OwnAddresses addresses)
        implements AuthenticationEntryPoint, AuthenticationSuccessHandler {

    /// The address that shows a stored form again.
    static final String KEPT_FORM = "/kerja/isian";

    static final String TO = "ke";

    private static final String START = "/kerja";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (TypedForm.isIn(request)) {
            boolean isKept = forms.keep(request, response);
            String page = isKept ? KEPT_FORM : addresses.cameFrom(request).orElse(START);
            response.sendRedirect("/masuk?" + TO + "=" + encoded(page) + (isKept ? "" : "&isian=hilang"));
            return;
        }
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        boolean leads = request.getMethod().equals("GET") && !wanted.equals(START) && addresses.isPage(wanted);
        response.sendRedirect("/masuk" + (leads ? "?" + TO + "=" + encoded(wanted) : ""));
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (authentication.getPrincipal() instanceof LoggedIn account) {
            forms.know(account.id(), response);
        }
        response.sendRedirect(wanted(request.getParameter(TO)));
    }

    /// The address after the log-in: the requested page, or the start of the work space.
    String wanted(@Nullable String typed) {
        return typed != null && addresses.isPage(typed) && !typed.startsWith("/masuk") ? typed : START;
    }

    private static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }
}
