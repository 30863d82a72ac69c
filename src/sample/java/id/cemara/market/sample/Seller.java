package id.cemara.market.sample;

import id.cemara.payment.PaymentMethod;
import id.cemara.registry.GroupChanged;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A group with what a buyer wants to know about its papers.
///
/// @param kind the kind of business it mainly does; null when none was named, or when it does not sell
/// @param since the day it was registered; null when it does not sell
/// @param paidAhead by what of it that counts, a code or an account, it is paid before delivery
record Seller(
        GroupChanged group,
        @Nullable String kind,
        @Nullable LocalDate since,
        @Nullable Paper homeFood,
        @Nullable Paper halal,
        @Nullable Paper md,
        Set<PaymentMethod> paidAhead) {

    /// @param until null when it has no end
    record Paper(String number, @Nullable LocalDate until) {}

    boolean isPaidAhead() {
        return !paidAhead.isEmpty();
    }

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
