package id.cemara.market.cart;

import id.cemara.market.OrderProblem.TooManyWrongTokens;
import id.cemara.shared.Refused;
import id.cemara.shell.TryBudget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Slows who tries tokens of orders, on pages and by the API: a token that opens nothing takes from the budget of its
/// address, one that opens its order costs nothing.
@Component
class WrongTokens implements WebMvcConfigurer, HandlerInterceptor {

    private final TryBudget budget = new TryBudget(40, Duration.ofSeconds(10));
    private final OrderCookie cookie;

    WrongTokens(OrderCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/pesanan/{code}", "/pesanan/{code}/**", "/api/v1/orders/{code}/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (hasToken(request)) {
            Optional<Duration> wait = budget.needsToWait(place(request));
            if (wait.isPresent()) {
                long seconds = TryBudget.seconds(wait.get());
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
                throw new Refused(new TooManyWrongTokens(seconds));
            }
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (response.getStatus() == HttpServletResponse.SC_NOT_FOUND && hasToken(request)) {
            budget.take(place(request));
        }
    }

    private boolean hasToken(HttpServletRequest request) {
        return request.getHeader("X-Order-Token") != null
                || request.getParameter("token") != null
                || cookie.token(request).isPresent();
    }

    private static String place(HttpServletRequest request) {
        return TryBudget.place(request.getRemoteAddr());
    }
}
