package id.cemara.market.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The query of the list of orders, named as in its address.
///
/// @param kelompok a group's number
/// @param status a status, `open`, or `owed`
/// @param q part of a code, a name or a phone number
/// @param hari only orders placed in the last so many days: 1, 7, 30 or 90
public record OrdersAsked(
        @Nullable String kelompok,
        @Nullable String status,
        @Nullable String q,
        @Nullable String hari,
        @Nullable String cursor) {

    /// The address of the first page with the same criteria.
    public String query() {
        return OrderDeskController.BASE + "?semua=ya&kelompok=" + encoded(kelompok) + "&status=" + encoded(status)
                + "&hari=" + encoded(hari) + "&q=" + encoded(q);
    }

    private static String encoded(@Nullable String value) {
        return value == null ? "" : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
