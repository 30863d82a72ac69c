package id.cemara.permit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a permit stands on a day.
public enum PermitState {
    VALID,
    /// Ends within [#ALARM_DAYS] days.
    EXPIRING,
    EXPIRED,
    /// A newer one took its place.
    REPLACED,
    WITHDRAWN;

    /// So many days before the end the first alarm is given; the others follow 30 and 7 days before it.
    static final int ALARM_DAYS = 90;

    /// The word programs use.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param expiresOn the last day it counts; null when it has no end
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
