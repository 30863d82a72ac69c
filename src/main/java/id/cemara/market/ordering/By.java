package id.cemara.market.ordering;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/// The side that acts on an order.
public enum By {
    BUYER,
    /// An account of the group that sells.
    GROUP,
    /// Field officers and offices, acting for the group.
    OFFICE,
    /// A timer or a payment provider.
    SYSTEM;

    /// The key in tables.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The side with that key.
    ///
    /// @throws IllegalArgumentException if there is none
    public static By ofKey(String key) {
        return Arrays.stream(values())
                .filter(by -> by.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no side: " + key));
    }

    /// The side of the current actor towards an order of that group.
    ///
    /// @throws Refused as not found for an anonymous actor
    public static By of(UUID group) {
        return switch (CurrentActor.get()) {
            case Actor.Account account -> group.equals(account.group()) ? GROUP : OFFICE;
            case Actor.Holder holder -> BUYER;
            case Actor.System system -> SYSTEM;
            case Actor.Anonymous nobody -> throw Refused.notFound();
        };
    }

    /// Whether both are the same party to the sale. Group and office count as one, the seller.
    public boolean isSideOf(By other) {
        return this == other || (isSeller() && other.isSeller());
    }

    private boolean isSeller() {
        return this == GROUP || this == OFFICE;
    }
}
