package id.cemara.market;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

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

    /// Which side the current actor is on, of an order of that group.
    ///
    /// @throws Refused as not found for who is nobody to it
    public static By of(UUID group) {
        return switch (CurrentActor.get()) {
            case Actor.Account account -> group.equals(account.group()) ? GROUP : OFFICE;
            case Actor.Holder holder -> BUYER;
            case Actor.System system -> SYSTEM;
            case Actor.Anonymous nobody -> throw Refused.notFound();
        };
    }

    /// Whether both stand on the same side of the counter: the group and who acts for it are one.
    public boolean isSideOf(By other) {
        return this == other || (isSeller() && other.isSeller());
    }

    private boolean isSeller() {
        return this == GROUP || this == OFFICE;
    }
}
