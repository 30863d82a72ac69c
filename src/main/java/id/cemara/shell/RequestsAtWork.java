package id.cemara.shell;

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

/// How many requests are worked on at once. Virtual threads have no bound of their own, and memory and database
/// connections do: all lanes together are fewer than the pool's connections. What finds its lane taken waits a little,
/// and is refused then.
@Component
class RequestsAtWork {

    /// Each kind of request has a share that no other kind can take.
    enum Lane {
        /// What anybody may look at.
        PAGES(8),
        /// Log-in, by page or by program.
        LOG_IN(2),
        /// The work space.
        WORK(4),
        /// Programs.
        API(8),
        /// Long bodies and downloads, which take as long as the caller's line is slow.
        TRANSFERS(3),
        /// Whether this node can serve.
        READINESS(1);

        private final int atOnce;

        Lane(int atOnce) {
            this.atOnce = atOnce;
        }

        int atOnce() {
            return atOnce;
        }
    }

    /// A request that waits keeps some 100 KB of Tomcat's buffers.
    static final int MOST_WAITING = 128;

    private final Duration patience;
    private final Map<Lane, Semaphore> lanes;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder requests = new LongAdder();

    /// @param patience how long a request waits for its turn
    RequestsAtWork(@Value("${cemara.load.patience:2s}") Duration patience) {
        this.patience = patience;
        Map<Lane, Semaphore> made = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            made.put(lane, new Semaphore(lane.atOnce, true));
        }
        this.lanes = Collections.unmodifiableMap(made);
    }

    /// Waits for a turn; false when there was none in time. Who got one gives it back with [#leave].
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

    /// How many have asked for a turn since the start.
    long requests() {
        return requests.sum();
    }

    /// Whether so many wait that others are refused at once.
    boolean isFull() {
        return waiting.get() >= MOST_WAITING;
    }

    private Semaphore turns(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }
}
