package id.cemara.market.sample;

import id.cemara.registry.GroupChanged;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A group with what a buyer wants to know about its papers.
///
/// @param kind the kind of business it mainly does; null when none was named, or when it does not sell
/// @param since the day it was registered; null when it does not sell
/// @param isPaidAhead whether a code or an account of it counts
record Seller(
        GroupChanged group,
        @Nullable String kind,
        @Nullable LocalDate since,
        @Nullable Paper homeFood,
        @Nullable Paper halal,
        @Nullable Paper md,
        boolean isPaidAhead) {

    /// @param until null when it has no end
    record Paper(String number, @Nullable LocalDate until) {}

    boolean hasHalal() {
        return halal != null;
    }

    String regency() {
        return group.areaCode().substring(0, 5);
    }

    /// The village, without what it lies in.
    String village() {
        return group.place().split(",")[0];
    }
}
