package id.cemara.platform.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks every second that the embedded server is alive. Restarts it when it was killed or stopped by
/// itself, for instance because its log found no room on the disk. Retries as long as Cemara runs, after 1,
/// 2, 4 seconds and so on, at most every 30 seconds; logs each distinct reason once.
final class EmbeddedServerWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServerWatch.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    EmbeddedServerWatch(Cluster cluster) {
        this.cluster = cluster;
        this.thread =
                Thread.ofPlatform().daemon().name("embedded-database-watch").unstarted(this::watch);
    }

    void begin() {
        thread.start();
    }

    /// Ends the watch and waits for an attempt under way, so that the server stays down when the caller
    /// stops it afterwards.
    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!endedWithin(BETWEEN_LOOKS)) {
            try {
                if (!cluster.isRunning()) {
                    log.error("The embedded PostgreSQL has stopped by itself; starting it again.");
                    startAgain();
                }
            } catch (IOException | RuntimeException e) {
                log.error("The embedded PostgreSQL cannot be watched: {}", e.getMessage());
            }
        }
    }

    private void startAgain() {
        String said = "";
        Duration pause = Duration.ofMillis(500);
        do {
            try {
                cluster.startAgain();
                log.warn("The embedded PostgreSQL runs again.");
                return;
            } catch (IOException | RuntimeException e) {
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(said)) {
                    log.error("{} Cemara goes on trying.", reason);
                    said = reason;
                }
            }
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        } while (!endedWithin(pause));
    }

    private boolean endedWithin(Duration time) {
        try {
            return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
