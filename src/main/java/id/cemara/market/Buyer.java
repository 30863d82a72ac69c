package id.cemara.market;

import org.jspecify.annotations.Nullable;

/// Who buys. Personal data: seen by the buyer, the group, and staff in scope.
///
/// @param phone as typed on the way in, E.164 in what is kept
/// @param address where to bring it; null for a pick-up
/// @param note what the group should know; null when there is nothing
/// @param institution whom the papers are made out to, for institutions that pay after delivery; null for
/// everybody else
public record Buyer(
        String name,
        String phone,
        @Nullable String address,
        @Nullable String note,
        @Nullable String institution) {

    /// Without what is personal, for logs.
    @Override
    public String toString() {
        return "Buyer";
    }
}
