package id.cemara.identity.login;

import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Runs an API request as the owner of its bearer token. An invalid token is refused; the request never
/// continues anonymously.
class BearerFilter extends OncePerRequestFilter {

    /// The request attribute that holds the [Tokens.Bearer].
    static final String BEARER = BearerFilter.class.getName();

    private static final String SCHEME = "bearer";

    private final Tokens tokens;
    private final HandlerExceptionResolver problems;

    BearerFilter(Tokens tokens, HandlerExceptionResolver problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Tokens.Bearer> bearer =
                tokens.find(header.substring(SCHEME.length()).strip());
        if (bearer.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            problems.resolveException(request, response, null, new Refused(new RequestProblem.LogInNeeded()));
            return;
        }
        request.setAttribute(BEARER, bearer.get());
        ActorFilter.doFilterAs(bearer.get().account(), request, response, chain);
    }
}
