package id.cemara.identity.login;

import id.cemara.platform.PublicAddress;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/// Stores log-in sessions in PostgreSQL, by the hash of the cookie's value, shared by all nodes.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableSpringHttpSession
class SessionConfiguration {

    private static final String TABLE = "platform.spring_session";
    private static final Duration IDLE = Duration.ofHours(12);

    /// Longer than any session lasts, and than a local clock may be wrong. Must be positive: the store
    /// never deletes a session with a negative lifetime.
    private static final Duration ENDLESS = Duration.ofDays(3650);

    @Bean
    HashedSessionIds hashedSessionIds() {
        return new HashedSessionIds();
    }

    /// The session store; only [#hashedSessions] and the cleaner may use it.
    @Bean(defaultCandidate = false)
    JdbcIndexedSessionRepository storedSessions(
            JdbcOperations jdbc, TransactionOperations transactions, HashedSessionIds ids) {
        var sessions = new JdbcIndexedSessionRepository(jdbc, new AsKeeper(transactions));
        sessions.setTableName(TABLE);
        sessions.setSessionIdGenerator(ids);
        // The store must not expire sessions by the local clock; HashedSession and the cleaner do so by the
        // shared one.
        sessions.setDefaultMaxInactiveInterval(ENDLESS);
        sessions.setCleanupCron(Scheduled.CRON_DISABLED);
        return sessions;
    }

    @Bean
    SessionRepository<?> hashedSessions(
            @Qualifier("storedSessions") JdbcIndexedSessionRepository store, HashedSessionIds ids, Clock clock) {
        return new HashedSessions<>(store, ids, clock, IDLE);
    }

    @Bean
    CookieSerializer cookieSerializer(PublicAddress address) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("SESSION");
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        if (address.isSecure()) {
            cookie.setUseSecureCookie(true);
        }
        return cookie;
    }

    /// Runs the store as a system actor, because sessions are read before the request's actor is known and
    /// written after it is gone.
    private record AsKeeper(TransactionOperations transactions) implements TransactionOperations {

        private static final Actor KEEPER = new Actor.System("sessions", List.of());

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
            return CurrentActor.<T, RuntimeException>call(KEEPER, () -> transactions.execute(work));
        }
    }

    /// Deletes expired sessions.
    @Component
    @ConditionalOnWebApplication
    static class Cleaner {

        private final JdbcOperations db;
        private final TransactionOperations keeper;
        private final Clock clock;

        Cleaner(JdbcOperations db, TransactionOperations transactions, Clock clock) {
            this.db = db;
            this.keeper = new AsKeeper(transactions);
            this.clock = clock;
        }

        @Scheduled(initialDelay = 300_000, fixedDelay = 300_000)
        void clean() {
            long before = clock.instant().minus(IDLE).toEpochMilli();
            keeper.executeWithoutResult(
                    status -> db.update("delete from " + TABLE + " where last_access_time <= ?", before));
        }
    }
}
