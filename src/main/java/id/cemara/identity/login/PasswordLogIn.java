package id.cemara.identity.login;

import id.cemara.identity.LoggedIn;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Connects Spring Security's log-in page with [LogIns].
@Component
record PasswordLogIn(LogIns logIns) implements AuthenticationProvider {

    @Override
    public Authentication authenticate(Authentication given) {
        LoggedIn account = logIns.check(given.getName(), String.valueOf(given.getCredentials()), address(given))
                .orElseThrow(() -> new BadCredentialsException("name and password do not match"));
        return UsernamePasswordAuthenticationToken.authenticated(account, null, List.of());
    }

    private static String address(Authentication given) {
        return given.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null
                ? details.getRemoteAddress()
                : "";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
