package id.cemara.identity.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A session whose cookie holds a random value and whose database id is that value's hash. It expires after
/// a time without requests, measured by the database's clock that all nodes share.
final class HashedSession<S extends Session> implements Session {

    private final S stored;
    private final HashedSessionIds ids;
    private final Clock clock;
    private final Duration idle;
    private String cookieValue;

    /// @param idle the time without requests after which it expires
    HashedSession(S stored, String cookieValue, HashedSessionIds ids, Clock clock, Duration idle) {
        this.stored = stored;
        this.cookieValue = cookieValue;
        this.ids = ids;
        this.clock = clock;
        this.idle = idle;
    }

    S stored() {
        return stored;
    }

    @Override
    public String getId() {
        return cookieValue;
    }

    @Override
    public String changeSessionId() {
        stored.changeSessionId();
        cookieValue = ids.takeValue();
        return cookieValue;
    }

    @Override
    public <T> @Nullable T getAttribute(String name) {
        return stored.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return stored.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            stored.removeAttribute(name);
        } else {
            stored.setAttribute(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        stored.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return stored.getCreationTime();
    }

    /// Records its use by the shared clock.
    ///
    /// @param time of the local clock, ignored
    @Override
    public void setLastAccessedTime(Instant time) {
        stored.setLastAccessedTime(clock.instant());
    }

    @Override
    public Instant getLastAccessedTime() {
        return stored.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        throw new UnsupportedOperationException("one length for all sessions");
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return !stored.getLastAccessedTime().plus(idle).isAfter(clock.instant());
    }
}
