package id.cemara.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Keys;
import id.cemara.shared.Refused;

/// A party to a sale: who acts on an order or its payment.
public enum Party {
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
        return Keys.of(this);
    }

    /// The party with that key.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Party ofKey(String key) {
        return Keys.find(Party.class, key).orElseThrow(() -> new IllegalArgumentException("no party: " + key));
    }

    /// The current actor's part in a sale of that group.
    ///
    /// @throws Refused as not found for an anonymous actor
    public static Party of(GroupId group) {
        return switch (CurrentActor.get()) {
            case Actor.Account account -> group.equals(account.group()) ? GROUP : OFFICE;
            case Actor.Holder holder -> BUYER;
            case Actor.System system -> SYSTEM;
            case Actor.Anonymous nobody -> throw Refused.notFound();
        };
    }

    /// Whether both are on the same side of the sale. Group and office are one side, the seller.
    public boolean isOnSideOf(Party other) {
        return this == other || (isSeller() && other.isSeller());
    }

    /// Whether it is the group or somebody who acts for it.
    public boolean isSeller() {
        return this == GROUP || this == OFFICE;
    }
}
