package id.cemara.shell.forms;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Captures the page for a [PageRequest]. Cookies and cache rules are passed on to the real response;
/// status, length and redirects are not.
class PageAnswer extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
    private final ServletOutputStream stream = new ServletOutputStream() {
        @Override
        public void write(int each) {
            body.write(each);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("a page is written at once");
        }
    };
    private int status = SC_OK;
    private @Nullable String type;

    PageAnswer(HttpServletResponse response) {
        super(response);
    }

    /// The page; empty when the answer was not a page.
    Optional<String> html() {
        writer.flush();
        return status == SC_OK && type != null && type.startsWith("text/html")
                ? Optional.of(body.toString(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int status) {
        this.status = status;
    }

    @Override
    public void sendError(int status, String message) {
        this.status = status;
    }

    @Override
    public void sendRedirect(String location) {
        status = SC_FOUND;
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) {
        this.status = status;
    }

    @Override
    public void setContentType(String type) {
        this.type = type;
    }

    @Override
    public @Nullable String getContentType() {
        return type;
    }

    @Override
    public void setHeader(String name, String value) {
        if (goesOut(name, value)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (goesOut(name, value)) {
            super.addHeader(name, value);
        }
    }

    private boolean goesOut(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("content-type")) {
            type = value;
        }
        return !lower.startsWith("content-") && !lower.equals("location") && !lower.equals("etag");
    }

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void setCharacterEncoding(String encoding) {}

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public void setBufferSize(int size) {}

    @Override
    public void flushBuffer() {}

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void resetBuffer() {
        body.reset();
    }

    @Override
    public void reset() {
        body.reset();
        status = SC_OK;
        type = null;
    }
}
