package id.cemara.shell.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Answers requests that the container or a filter refused before they reached a controller.
@Controller
record ContainerErrors(ErrorAnswers answers) implements ErrorController {

    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        // An exception from a filter is answered and logged like one from a controller.
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof RuntimeException failure) {
            return answers.anything(failure, request, response);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return answers.answer(HttpStatusCode.valueOf(status instanceof Integer code ? code : 404), request);
    }
}
