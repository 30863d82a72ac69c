package id.cemara.shell.requests;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Bounds the number of concurrent requests, because virtual threads have no bound, while memory and
/// database connections do. All lanes together have fewer permits than the pool has connections. A request
/// waits briefly for a permit and is then refused.
@Component
class RequestsAtWork {

    /// A kind of request with its number of permits, which no other kind can use.
    enum Lane {
        /// Public pages.
        PAGES(8),
        /// Log-in, by page or API.
        LOG_IN(2),
        /// The work space.
        WORK(4),
        /// The API.
        API(8),
        /// Long bodies and downloads, which last as long as the client's line is slow.
        TRANSFERS(3),
        /// The readiness check.
        READINESS(1);

        private final int atOnce;

        Lane(int atOnce) {
            this.atOnce = atOnce;
        }

        int atOnce() {
            return atOnce;
        }
    }

    /// A waiting request holds about 100 KB of Tomcat's buffers.
    static final int MOST_WAITING = 128;

    private final Duration patience;
    private final Map<Lane, Semaphore> lanes;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder requests = new LongAdder();

    /// @param patience how long a request waits for a permit
    RequestsAtWork(@Value("${cemara.load.patience:2s}") Duration patience) {
        this.patience = patience;
        Map<Lane, Semaphore> made = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            made.put(lane, new Semaphore(lane.atOnce, true));
        }
        this.lanes = Collections.unmodifiableMap(made);
    }

    /// Acquires a permit; false when none was free in time. The caller must release it with [#leave].
    boolean enter(Lane lane) {
        requests.increment();
        Semaphore turns = turns(lane);
        if (turns.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave(Lane lane) {
        turns(lane).release();
    }

    /// The number of requests since the start, refused ones included.
    long requests() {
        return requests.sum();
    }

    /// Whether the queue is full, so that further requests are refused at once.
    boolean isFull() {
        return waiting.get() >= MOST_WAITING;
    }

    private Semaphore turns(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }
}
