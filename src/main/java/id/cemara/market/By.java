package id.cemara.market;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// Which side did something with an order.
public enum By {
    BUYER,
    /// Somebody of the group that sells.
    GROUP,
    /// Field officers and offices, on the group's behalf.
    OFFICE,
    /// Nobody: time ran out, or a payment provider spoke.
    SYSTEM;

    /// The word tables use.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The side with that key.
    public static By ofKey(String key) {
        return Arrays.stream(values())
                .filter(by -> by.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no side: " + key));
    }

    /// Whether both stand on the same side of the counter: the group and who acts for it are one.
    public boolean isSideOf(By other) {
        return this == other || (isSeller() && other.isSeller());
    }

    private boolean isSeller() {
        return this == GROUP || this == OFFICE;
    }
}
