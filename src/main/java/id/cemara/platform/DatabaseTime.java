package id.cemara.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database server's time, the clock of all nodes, because nodes compare the times that others stored.
/// It is the local clock plus its offset from the server, measured every ten seconds; reading it costs no
/// query. Nodes agree within one round trip to the database, whatever their local clocks show.
///
/// While the database is down the last offset is used. After a change of the local clock the time is wrong
/// until the next measurement.
public final class DatabaseTime implements InstantSource, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseTime.class);

    private static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(10);
    private static final Duration WORTH_SAYING = Duration.ofMinutes(1);
    private static final int TRIES = 3;

    private final InstantSource machine;
    private final DataSource dataSource;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// The offset to add to the local clock; null before the first measurement.
    private volatile @Nullable Duration difference;

    private boolean isSaid;

    DatabaseTime(InstantSource machine, DataSource dataSource) {
        this.machine = machine;
        this.dataSource = dataSource;
    }

    @Override
    public Instant instant() {
        Duration known = difference;
        return machine.instant().plus(known == null ? first() : known);
    }

    /// Stops measuring.
    @Override
    public void close() {
        closed.countDown();
    }

    /// Measures the offset several times and keeps the one with the shortest round trip.
    void measure() throws SQLException {
        Duration quickest = null;
        Duration found = Duration.ZERO;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < TRIES; i++) {
                Instant asked = machine.instant();
                Instant told = told(statement);
                Duration trip = Duration.between(asked, machine.instant());
                if (quickest == null || trip.compareTo(quickest) < 0) {
                    quickest = trip;
                    found = Duration.between(asked.plus(trip.dividedBy(2)), told);
                }
            }
        }
        difference = found;
        say(found);
    }

    private static Instant told(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private synchronized Duration first() {
        Duration known = difference;
        if (known != null) {
            return known;
        }
        try {
            measure();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not tell its time", e);
        }
        Thread.ofVirtual().name("database-time").start(this::measureAgain);
        return first();
    }

    private void measureAgain() {
        try {
            while (!closed.await(BETWEEN_MEASUREMENTS.toSeconds(), TimeUnit.SECONDS)) {
                try {
                    measure();
                } catch (SQLException e) {
                    log.debug("The database does not tell its time; the last difference counts.", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(Duration found) {
        boolean isFar = found.abs().compareTo(WORTH_SAYING) > 0;
        if (isFar && !isSaid) {
            log.warn(
                    "The clock of this machine differs by {} s from the database's, which counts. Set it right.",
                    found.toSeconds());
        } else if (isSaid && !isFar) {
            log.info("The clock of this machine is right again.");
        }
        isSaid = isFar;
    }
}
