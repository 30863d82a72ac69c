package id.cemara.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

/// Session expiry follows the shared clock, not the local one.
class HashedSessionsTests {

    private static final Instant LONG_AGO = Instant.parse("2020-02-03T04:05:06Z");
    private static final Duration IDLE = Duration.ofHours(12);

    private final MapSessionRepository store = new MapSessionRepository(new ConcurrentHashMap<>());
    private final HashedSessionIds ids = new HashedSessionIds();

    HashedSessionsTests() {
        store.setSessionIdGenerator(ids);
        store.setDefaultMaxInactiveInterval(Duration.ofDays(36500));
    }

    @Test
    void a_session_ends_twelve_hours_after_it_was_used_by_the_shared_clock() {
        HashedSession<MapSession> made = at(LONG_AGO).createSession();
        at(LONG_AGO).save(made);
        String cookie = made.getId();

        HashedSession<MapSession> used =
                Objects.requireNonNull(at(LONG_AGO.plus(Duration.ofHours(11))).findById(cookie));
        used.setLastAccessedTime(Instant.now());
        at(LONG_AGO).save(used);
        assertThat(used.getLastAccessedTime()).isEqualTo(LONG_AGO.plus(Duration.ofHours(11)));

        assertThat(at(LONG_AGO.plus(Duration.ofHours(22))).findById(cookie)).isNotNull();
        assertThat(at(LONG_AGO.plus(Duration.ofHours(23))).findById(cookie)).isNull();
        assertThat(at(LONG_AGO).findById(cookie)).as("gone for good").isNull();
    }

    private HashedSessions<MapSession> at(Instant now) {
        return new HashedSessions<>(store, ids, Clock.fixed(now, ZoneOffset.UTC), IDLE);
    }
}
