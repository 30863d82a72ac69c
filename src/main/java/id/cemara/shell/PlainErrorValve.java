package id.cemara.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What Tomcat itself says when it cannot even read a request: one plain sentence, no version, no trace. Public because
/// Tomcat makes it by its class name.
public class PlainErrorValve extends ErrorReportValve {

    static final String SENTENCE = "Permintaan ini tidak dapat dibaca. Periksa alamatnya, lalu coba lagi.\n"
            + "This request cannot be read. Check the address and try again.\n";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        byte[] body = SENTENCE.getBytes(StandardCharsets.UTF_8);
        try {
            response.setContentType("text/plain");
            response.setCharacterEncoding("UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the caller is gone", e);
        }
    }
}
