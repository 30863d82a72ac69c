package id.cemara.shell.errors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// Replaces Tomcat's error page for requests that it cannot parse: one sentence, no version, no trace.
/// Public because Tomcat creates it by its class name.
public class PlainErrorValve extends ErrorReportValve {

    public static final String SENTENCE = "Permintaan ini tidak dapat dibaca. Periksa alamatnya, lalu coba lagi.\n"
            + "This request cannot be read. Check the address and try again.\n";

    /// Statuses with a problem code; the others answer as 400.
    private static final Set<Integer> KNOWN = Set.of(401, 403, 405, 406, 413, 415);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean isForProgram = isForProgram(request.getRequestURI());
        byte[] body = (isForProgram ? problem(response.getStatus()) : SENTENCE).getBytes(StandardCharsets.UTF_8);
        try {
            response.setContentType(isForProgram ? "application/problem+json" : "text/plain");
            response.setCharacterEncoding("UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the caller is gone", e);
        }
    }

    /// Whether the client is a program, judged by the raw path.
    public static boolean isForProgram(@Nullable String path) {
        return path != null && path.startsWith("/api/");
    }

    /// The sentence as problem JSON.
    public static String problem(int status) {
        String code = status == 400 || !KNOWN.contains(status) ? "http-400" : "http-" + status;
        return """
                {"type":"urn:cemara:problem:%s","title":"%s","status":%d,"detail":"%s"}""".formatted(code, code, status, SENTENCE.strip().replace("\n", " "));
    }
}
