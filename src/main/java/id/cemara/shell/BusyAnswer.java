package id.cemara.shell;

import id.cemara.shared.RequestProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Response;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/// What somebody gets whose turn did not come: a small page in both languages, or a problem for programs. Made once,
/// so that refusing costs next to nothing.
@Component
class BusyAnswer {

    static final int RETRY_AFTER_SECONDS = 5;

    private final byte[] page;
    private final byte[] problem;

    BusyAnswer(MessageSource messages) {
        var indonesian = new Texts(messages, Texts.INDONESIAN);
        var english = new Texts(messages, Texts.ENGLISH);
        var busy = new RequestProblem.Busy(RETRY_AFTER_SECONDS);
        this.page = page(indonesian, english, busy).getBytes(StandardCharsets.UTF_8);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:cemara:problem:" + busy.code());
        members.put("title", busy.code());
        members.put("status", busy.status());
        members.put("detail", sentence(indonesian, busy) + " / " + sentence(english, busy));
        members.putAll(busy.members());
        this.problem = JsonMapper.builder().build().writeValueAsBytes(members);
    }

    void send(boolean isForProgram, boolean isHead, Response response) throws IOException {
        byte[] body = isForProgram ? problem : page;
        response.setStatus(503);
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        response.setContentType(isForProgram ? "application/problem+json" : "text/html;charset=UTF-8");
        response.setContentLength(body.length);
        if (!isHead) {
            response.getOutputStream().write(body);
        }
    }

    private static String page(Texts indonesian, Texts english, RequestProblem.Busy busy) {
        return """
                <!DOCTYPE html>
                <html lang="id">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                </head>
                <body>
                <main id="isi">
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p lang="en">%3$s</p>
                </main>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(indonesian.get("shell.error.503")),
                        HtmlUtils.htmlEscape(sentence(indonesian, busy)),
                        HtmlUtils.htmlEscape(sentence(english, busy)));
    }

    private static String sentence(Texts texts, RequestProblem.Busy busy) {
        return texts.get("problem." + busy.code(), busy.arguments().toArray());
    }
}
