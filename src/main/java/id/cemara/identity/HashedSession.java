package id.cemara.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A session that the world knows by its cookie's value and the database by that value's hash.
final class HashedSession<S extends Session> implements Session {

    private final S stored;
    private final HashedSessionIds ids;
    private String cookieValue;

    HashedSession(S stored, String cookieValue, HashedSessionIds ids) {
        this.stored = stored;
        this.cookieValue = cookieValue;
        this.ids = ids;
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

    @Override
    public void setLastAccessedTime(Instant time) {
        stored.setLastAccessedTime(time);
    }

    @Override
    public Instant getLastAccessedTime() {
        return stored.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        stored.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return stored.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return stored.isExpired();
    }
}
