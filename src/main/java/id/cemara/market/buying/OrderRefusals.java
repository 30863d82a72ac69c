package id.cemara.market.buying;

import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/// Answers a refusal of an order's page: 404 with a page that explains how to find the order again, the
/// same for every code.
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(assignableTypes = {OrderPageController.class, OrderVoicesController.class})
record OrderRefusals(
        Frames frames,
        @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {

    @ExceptionHandler(Refused.class)
    @Nullable
    ModelAndView notThere(Refused refused, HttpServletRequest request, HttpServletResponse response) {
        if (!(refused.problem() instanceof RequestProblem.NotFound)) {
            ModelAndView answer = refusals.getObject().resolveException(request, response, null, refused);
            return answer == null || answer.isEmpty() ? null : answer;
        }
        response.setStatus(404);
        OrderPages.noStore(response);
        return new ModelAndView("market/buying/order-not-found", Map.of("frame", frames.current()));
    }
}
