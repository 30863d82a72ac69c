package id.cemara.shell.requests;

import id.cemara.shell.errors.UnavailableAnswers;
import id.cemara.shell.requests.RequestsAtWork.Lane;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;

/// The outermost valve. Answers the liveness check under any load, reads bodies within a time limit, bounds
/// the number of concurrent requests, and refuses the rest with a 503 page.
final class LoadValve extends ValveBase {

    /// The limit of concurrent bodies being received; each holds buffers but no database connection.
    private static final int MOST_SENDERS = 400;

    /// Above this number of senders, each gets less time.
    private static final int MANY_SENDERS = 200;

    /// In bytes. Oversized bodies are read and discarded up to this length, because a browser shows the
    /// answer only after sending all.
    private static final long MOST_DRAINED = 100L * 1024 * 1024;

    private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DOWN = "{\"status\":\"DOWN\"}".getBytes(StandardCharsets.UTF_8);

    private final RequestsAtWork atWork;
    private final UnavailableAnswers unavailable;
    private final ApplicationAvailability availability;
    private final Semaphore senders = new Semaphore(MOST_SENDERS);

    LoadValve(RequestsAtWork atWork, UnavailableAnswers unavailable, ApplicationAvailability availability) {
        super(true);
        this.atWork = atWork;
        this.unavailable = unavailable;
        this.availability = availability;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        @Nullable String path = request.getDecodedRequestURI();
        if (path == null) { // not decodable, and already refused
            getNext().invoke(request, response);
        } else if (path.equals("/livez") && isReading(request)) {
            sayLiveness(request, response);
        } else if (hasBody(request)) {
            if (senders.tryAcquire()) {
                try {
                    receive(request, response, path);
                } finally {
                    senders.release();
                }
            } else {
                unavailable.sendBusy(request, response);
                close(request);
            }
        } else {
            work(lane(request, path), request, response);
        }
    }

    /// Receives the body within the time limit. A short body is complete before the request takes a permit;
    /// a long one takes a permit of the lane TRANSFERS.
    private void receive(Request request, Response response, String path) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        var untimed = coyote.getInputBuffer();
        var time = new BodyTimeLimit(System::nanoTime, () -> MOST_SENDERS - senders.availablePermits() > MANY_SENDERS);
        var body = new TimedBody(untimed, time);
        coyote.setInputBuffer(body);
        try {
            boolean isShort = false;
            if (request.getContentLengthLong() <= TimedBody.SHORT) {
                response.sendAcknowledgement(ContinueResponseTiming.IMMEDIATELY);
                isShort = body.readAhead();
            }
            work(isShort ? lane(request, path) : Lane.TRANSFERS, request, response);
            if (!isShort && !body.drain(MOST_DRAINED)) {
                close(request);
            }
        } catch (SocketTimeoutException e) {
            response.setStatus(408);
            close(request);
        } finally {
            if (time.isOver()) {
                close(request);
            }
            coyote.setInputBuffer(untimed);
        }
    }

    private void work(Lane lane, Request request, Response response) throws IOException, ServletException {
        if (!atWork.enter(lane)) {
            unavailable.sendBusy(request, response);
            return;
        }
        try {
            getNext().invoke(request, response);
        } finally {
            atWork.leave(lane);
        }
    }

    private void sayLiveness(Request request, Response response) throws IOException {
        boolean lives = availability.getLivenessState() == LivenessState.CORRECT;
        byte[] body = lives ? UP : DOWN;
        response.setStatus(lives ? 200 : 503);
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType("application/vnd.spring-boot.actuator.v3+json");
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }

    private static Lane lane(Request request, String path) {
        String query = request.getQueryString();
        if (path.equals("/readyz")) {
            return Lane.READINESS;
        } else if (path.equals("/masuk") || path.startsWith("/masuk/") || path.equals("/api/v1/tokens")) {
            return Lane.LOG_IN;
        } else if (path.startsWith("/sitemap") || (query != null && query.contains("format="))) {
            return Lane.TRANSFERS;
        } else if (path.startsWith("/api/")) {
            return Lane.API;
        } else if (path.equals("/kerja") || path.startsWith("/kerja/")) {
            return Lane.WORK;
        }
        return Lane.PAGES;
    }

    private static boolean isReading(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /// Closes the connection after the answer without reading the rest of the body.
    private static void close(Request request) {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}
