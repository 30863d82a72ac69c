package id.cemara.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What Tomcat itself says when it cannot even read a request: one plain sentence, no version, no trace. Public because
/// Tomcat makes it by its class name.
public class PlainErrorValve extends ErrorReportValve {

    static final String SENTENCE = "Permintaan ini tidak dapat dibaca. Periksa alamatnya, lalu coba lagi.\n"
            + "This request cannot be read. Check the address and try again.\n";

    /// Statuses with a problem of their own; the others are told as 400 is.
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

    /// Whether a program asked, so far as an address that could not be read tells.
    static boolean isForProgram(@Nullable String path) {
        return path != null && path.startsWith("/api/");
    }

    /// The same sentence for a program.
    static String problem(int status) {
        String code = status == 400 || !KNOWN.contains(status) ? "http-400" : "http-" + status;
        return """
                {"type":"urn:cemara:problem:%s","title":"%s","status":%d,"detail":"%s"}""".formatted(code, code, status, SENTENCE.strip().replace("\n", " "));
    }
}
