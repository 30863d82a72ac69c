package id.cemara.shell.errors;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem;
import id.cemara.shell.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/// Answers requests refused for load or because the database is down: a small page in both languages, or a
/// problem for programs. Prepared once, so that a refusal is cheap and needs no database.
@Component
public class UnavailableAnswers {

    /// Inline, so that the page needs no further request.
    private static final String STYLE = "body{font:1.0625rem/1.6 system-ui,sans-serif;margin:0}"
            + "main{max-width:34rem;margin:3rem auto;padding:0 1.25rem}h1{font-size:1.75rem;line-height:1.25}"
            + "strong,a{color:light-dark(#1c6149,#85cfab)}";

    private static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(DigestUtils.sha256(STYLE))
            + "'; base-uri 'none'; frame-ancestors 'none'";

    static final int RETRY_AFTER_SECONDS = 5;

    private final PreparedAnswer busy;
    private final PreparedAnswer dataUnreachable;

    UnavailableAnswers(MessageSource messages) {
        var indonesian = new Texts(messages, Texts.INDONESIAN);
        var english = new Texts(messages, Texts.ENGLISH);
        this.busy = PreparedAnswer.of(new RequestProblem.Busy(RETRY_AFTER_SECONDS), indonesian, english);
        this.dataUnreachable =
                PreparedAnswer.of(new RequestProblem.DataUnreachable(RETRY_AFTER_SECONDS), indonesian, english);
    }

    /// Answers that the server is overloaded.
    public void sendBusy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(busy, request, response);
    }

    /// Answers that the database is down.
    public void sendDataUnreachable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(dataUnreachable, request, response);
    }

    private static void send(PreparedAnswer made, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isForProgram = PlainErrorValve.isForProgram(request.getRequestURI());
        byte[] body = isForProgram ? made.problem() : made.page();
        response.setStatus(503);
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setContentType(isForProgram ? "application/problem+json" : "text/html;charset=UTF-8");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    /// One answer as page and as problem JSON.
    private record PreparedAnswer(byte[] page, byte[] problem) {

        static PreparedAnswer of(Problem problem, Texts indonesian, Texts english) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("type", "urn:cemara:problem:" + problem.code());
            members.put("title", problem.code());
            members.put("status", problem.status());
            members.put("detail", indonesian.get(problem) + " / " + english.get(problem));
            members.putAll(problem.members());
            return new PreparedAnswer(
                    UnavailableAnswers.page(indonesian, english, problem).getBytes(StandardCharsets.UTF_8),
                    JsonMapper.builder().build().writeValueAsBytes(members));
        }
    }

    private static String page(Texts indonesian, Texts english, Problem problem) {
        return """
                <!DOCTYPE html>
                <html lang="id">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s · Cemara</title>
                <style>%4$s</style>
                </head>
                <body>
                <main id="isi">
                <p><strong>Cemara</strong></p>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p lang="en">%3$s</p>
                <p><a href="">%5$s</a></p>
                </main>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(indonesian.get("shell.error.503")),
                        HtmlUtils.htmlEscape(indonesian.get(problem)),
                        HtmlUtils.htmlEscape(english.get(problem)),
                        STYLE,
                        HtmlUtils.htmlEscape(indonesian.get("shell.error.again")));
    }
}
