package id.cemara.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A session that the world knows by its cookie's value and the database by that value's hash. It ends when nobody
/// came back to it for a while, by the clock that all nodes share and not by that of the machine.
final class HashedSession<S extends Session> implements Session {

    private final S stored;
    private final HashedSessionIds ids;
    private final Clock clock;
    private final Duration idle;
    private String cookieValue;

    /// @param idle after how long without a request it ends
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

    /// Notes that it is used now.
    ///
    /// @param time by the machine's clock, so it is not what is noted
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
