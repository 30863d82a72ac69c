package id.cemara.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
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
    Object error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return answers.answer(HttpStatusCode.valueOf(status instanceof Integer code ? code : 404), request);
    }
}
