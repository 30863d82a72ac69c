package id.cemara.identity.login;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/// Translates the cookie's value into the id under which the session is stored.
final class HashedSessions<S extends Session> implements SessionRepository<HashedSession<S>> {

    private final SessionRepository<S> store;
    private final HashedSessionIds ids;
    private final Clock clock;
    private final Duration idle;

    HashedSessions(SessionRepository<S> store, HashedSessionIds ids, Clock clock, Duration idle) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.idle = idle;
    }

    @Override
    public HashedSession<S> createSession() {
        HashedSession<S> session = hashed(store.createSession(), ids.takeValue());
        session.setLastAccessedTime(session.getCreationTime());
        return session;
    }

    @Override
    public void save(HashedSession<S> session) {
        store.save(session.stored());
    }

    @Override
    public @Nullable HashedSession<S> findById(String cookieValue) {
        S stored = store.findById(HashedSessionIds.hash(cookieValue));
        if (stored == null) {
            return null;
        }
        HashedSession<S> session = hashed(stored, cookieValue);
        if (session.isExpired()) {
            deleteById(cookieValue);
            return null;
        }
        return session;
    }

    @Override
    public void deleteById(String cookieValue) {
        store.deleteById(HashedSessionIds.hash(cookieValue));
    }

    private HashedSession<S> hashed(S stored, String cookieValue) {
        return new HashedSession<>(stored, cookieValue, ids, clock, idle);
    }
}
