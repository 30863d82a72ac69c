package id.cemara.permit;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

public enum PermitState {
    VALID,
    /// Expires within [#ALARM_DAYS] days.
    EXPIRING,
    EXPIRED,
    /// Has a successor.
    REPLACED,
    WITHDRAWN;

    /// The first alarm, in days before the last valid day; the others follow 30 and 7 days before it.
    static final int ALARM_DAYS = 90;

    /// Its key in the API.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    /// @param expiresOn the last valid day; null if it does not expire
    static PermitState of(boolean isWithdrawn, boolean isReplaced, @Nullable LocalDate expiresOn, LocalDate today) {
        if (isWithdrawn) {
            return WITHDRAWN;
        }
        if (isReplaced) {
            return REPLACED;
        }
        if (expiresOn == null) {
            return VALID;
        }
        if (expiresOn.isBefore(today)) {
            return EXPIRED;
        }
        return expiresOn.isAfter(today.plusDays(ALARM_DAYS)) ? VALID : EXPIRING;
    }
}
