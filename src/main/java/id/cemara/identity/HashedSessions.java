package id.cemara.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/// Stands between the cookie and the stored sessions: turns the cookie's value into the id it is stored under.
final class HashedSessions<S extends Session> implements SessionRepository<HashedSession<S>> {

    private final SessionRepository<S> store;
    private final HashedSessionIds ids;

    HashedSessions(SessionRepository<S> store, HashedSessionIds ids) {
        this.store = store;
        this.ids = ids;
    }

    @Override
    public HashedSession<S> createSession() {
        S session = store.createSession();
        return new HashedSession<>(session, ids.takeValue(), ids);
    }

    @Override
    public void save(HashedSession<S> session) {
        store.save(session.stored());
    }

    @Override
    public @Nullable HashedSession<S> findById(String cookieValue) {
        S session = store.findById(HashedSessionIds.hash(cookieValue));
        return session == null ? null : new HashedSession<>(session, cookieValue, ids);
    }

    @Override
    public void deleteById(String cookieValue) {
        store.deleteById(HashedSessionIds.hash(cookieValue));
    }
}
