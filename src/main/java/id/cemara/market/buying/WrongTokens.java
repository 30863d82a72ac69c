package id.cemara.market.buying;

import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderProblem.TooManyWrongTokens;
import id.cemara.shared.Refused;
import id.cemara.shell.TryBudget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Limits guessing of order tokens, on pages and in the API. A token that opens no order uses up the budget
/// of its client address. A valid token is always accepted and costs nothing, because many buyers share the
/// address of a mobile network.
@Component
class WrongTokens implements WebMvcConfigurer, HandlerInterceptor {

    private final TryBudget budget = new TryBudget(40, Duration.ofSeconds(10));
    private final OrderCookie cookie;
    private final ObjectProvider<Orders> orders;

    WrongTokens(OrderCookie cookie, ObjectProvider<Orders> orders) {
        this.cookie = cookie;
        this.orders = orders;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/pesanan/{code}", "/pesanan/{code}/**", "/api/v1/orders/{code}/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<String> token = token(request);
        if (token.isPresent()) {
            Optional<Duration> wait = budget.needsToWait(place(request));
            if (wait.isPresent() && !opens(token.get(), request)) {
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
        if (response.getStatus() == HttpServletResponse.SC_NOT_FOUND
                && token(request).isPresent()) {
            budget.take(place(request));
        }
    }

    private Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("X-Order-Token"))
                .or(() -> Optional.ofNullable(request.getParameter("token")))
                .or(() -> cookie.token(request));
    }

    private boolean opens(String token, HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String code = variables instanceof Map<?, ?> known && known.get("code") instanceof String text ? text : "";
        String typed = token.strip();
        if (!OrderCookie.isToken(typed)) {
            return false;
        }
        List<OrderView> opened =
                OrderTokens.asHolder(typed, () -> orders.getObject().all(List.of(code)));
        return !opened.isEmpty();
    }

    private static String place(HttpServletRequest request) {
        return TryBudget.place(request.getRemoteAddr());
    }
}
