package id.cemara.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Answers what the container or a filter refused before a controller was asked.
@Controller
class ContainerErrors implements ErrorController {

    private final ErrorAnswers answers;

    ContainerErrors(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        // What failed in a filter, before a controller was asked, is told and noted as what failed in one.
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof RuntimeException failure) {
            return answers.anything(failure, request, response);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return answers.answer(HttpStatusCode.valueOf(status instanceof Integer code ? code : 404), request);
    }
}
