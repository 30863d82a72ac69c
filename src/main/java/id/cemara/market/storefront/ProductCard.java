package id.cemara.market.storefront;

import id.cemara.market.catalog.ProductPicture;
import id.cemara.shared.GroupId;
import id.cemara.shared.ProductId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product in a list.
///
/// @param nameKey the sort key of its name
/// @param unit what one is
/// @param price rupiah for one
/// @param halal whether its halal number is valid today
/// @param homeFood whether its group's P-IRT number is valid today
/// @param stock plenty, few or none; also none if a made-to-order product is booked out, or if nobody can
/// order it
/// @param takesOrders whether its group can be paid for it and hand it over
/// @param isBlocked whether stock is left but no quantity is allowed, see
/// [id.cemara.market.catalog.Buyable#isBlocked]
/// @param picture hash of its first photo's thumbnail; null if it has none
/// @param pictureAlt that photo's alternative text
/// @param starsSum the sum of the stars of its reviews; 0 if it has none
/// @param reviews the number of its reviews
public record ProductCard(
        ProductId id,
        String slug,
        String name,
        String nameKey,
        GroupId groupId,
        String groupSlug,
        String groupName,
        String areaCode,
        String place,
        String category,
        String kind,
        long price,
        String unit,
        boolean halal,
        boolean homeFood,
        String stock,
        boolean takesOrders,
        boolean isBlocked,
        @Nullable String picture,
        @Nullable String pictureAlt,
        Instant publishedAt,
        int starsSum,
        int reviews) {

    static final String COLUMNS = """
            l.product_id, l.slug, l.name, l.name_key, l.group_id, l.group_slug, l.group_name, l.area_code, l.place,
            l.category_key, l.kind, l.price, l.unit, l.halal_until, l.p_irt_until, l.stock, l.booked_from, l.booked_until,
            l.takes_orders, l.picture, l.picture_alt, l.published_at,
            (select r.stars_sum from market.ratings r where r.product_id = l.product_id) as stars_sum,
            (select r.reviews from market.ratings r where r.product_id = l.product_id) as reviews
            """;

    static ProductCard read(ResultSet row, LocalDate today) throws SQLException {
        boolean isBlocked = row.getString("stock").equals("blocked");
        return new ProductCard(
                new ProductId(row.getObject("product_id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getString("name_key"),
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("group_slug"),
                row.getString("group_name"),
                row.getString("area_code"),
                row.getString("place"),
                row.getString("category_key"),
                row.getString("kind"),
                row.getLong("price"),
                row.getString("unit"),
                counts(row.getObject("halal_until", LocalDate.class), today),
                counts(row.getObject("p_irt_until", LocalDate.class), today),
                row.getBoolean("takes_orders") && !isBlocked && !isBooked(row, today) ? row.getString("stock") : "none",
                row.getBoolean("takes_orders"),
                isBlocked,
                row.getString("picture"),
                row.getString("picture_alt"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getInt("stars_sum"),
                row.getInt("reviews"));
    }

    private static boolean counts(@Nullable LocalDate until, LocalDate today) {
        return until != null && !until.isBefore(today);
    }

    /// Same rule as `market.sold_out`.
    private static boolean isBooked(ResultSet row, LocalDate today) throws SQLException {
        LocalDate from = row.getObject("booked_from", LocalDate.class);
        LocalDate until = row.getObject("booked_until", LocalDate.class);
        return from != null && !from.isAfter(today) && until.isAfter(today);
    }

    public boolean isMadeToOrder() {
        return kind.equals("made-to-order");
    }

    /// Why none of it can be had, as the tail of a message key; null if some can.
    public @Nullable String shortage() {
        if (!stock.equals("none")) {
            return null;
        }
        return !takesOrders ? "untaken" : isBlocked ? "blocked" : "none";
    }

    public boolean isScarce() {
        return stock.equals("few");
    }

    /// The address of its picture: the first photo's thumbnail, or our drawing if it has none.
    public String pictureAddress() {
        return picture != null
                ? "/berkas/" + picture
                : ProductPicture.of(category, name, slug, null).address();
    }

    /// The alternative text; empty for a drawing, which shows nothing that the name does not say.
    public String pictureText() {
        return picture == null || pictureAlt == null ? "" : pictureAlt;
    }

    /// The average of its stars in tenths, rounded half up; 0 if it has no reviews.
    public int starTenths() {
        return reviews == 0 ? 0 : (starsSum * 10 + reviews / 2) / reviews;
    }

    /// The names of its village and kabupaten, for instance "Taba Anyar, Lebong".
    public String shortPlace() {
        String[] parts = place.split(", ");
        return parts.length < 3 ? place : parts[0] + ", " + parts[parts.length - 1];
    }
}
