package id.cemara.identity.login;

import id.cemara.identity.LoggedIn;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Runs the request as the session's account with its current rights. Invalidates the session when the
/// account was disabled or logged out everywhere.
class ActorFilter extends OncePerRequestFilter {

    private final AccountLookup accounts;

    ActorFilter(AccountLookup accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof LoggedIn loggedIn)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Actor.Account> account = accounts.find(loggedIn.id(), loggedIn.logInEpoch());
        if (account.isPresent()) {
            doFilterAs(account.get(), request, response, chain);
            return;
        }
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    /// Error pages need the same actor and layout.
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    static void doFilterAs(Actor actor, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            CurrentActor.<@Nullable Object, Exception>call(actor, () -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
