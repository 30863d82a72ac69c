package id.cemara.shell;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;

/// Resolves `redirect:/path` literally: braces are not expanded, model attributes are not appended, and
/// characters that an address cannot contain are percent-encoded.
@Component
class Redirects implements ViewResolver, Ordered {

    private static final String PREFIX = "redirect:";
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        if (!name.startsWith(PREFIX)) {
            return null;
        }
        var view = new RedirectView(encoded(name.substring(PREFIX.length())), true);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return view;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private static String encoded(String address) {
        var encoded = new StringBuilder();
        for (byte each : address.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean isPlain = letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9'
                    || ALLOWED.indexOf(letter) >= 0;
            if (isPlain) {
                encoded.append(letter);
            } else {
                encoded.append("%%%02X".formatted((int) letter));
            }
        }
        return encoded.toString();
    }
}
