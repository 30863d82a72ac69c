package id.cemara.identity;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets the rest of the request run as the account behind the session.
class ActorFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Actor actor = actor(SecurityContextHolder.getContext().getAuthentication());
        if (actor instanceof Actor.Anonymous) {
            chain.doFilter(request, response);
            return;
        }
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

    private static Actor actor(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof LoggedIn account
                ? account.actor()
                : Actor.ANONYMOUS;
    }
}
