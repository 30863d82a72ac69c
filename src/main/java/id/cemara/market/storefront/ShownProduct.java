package id.cemara.market.storefront;

import id.cemara.market.catalog.Buyable;
import id.cemara.market.catalog.ProductPicture;
import id.cemara.shared.ProductId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that a product page shows of the product.
///
/// @param nameKey the sort key of its name
/// @param category the key of its category
/// @param isFood whether the rules for food apply
/// @param unit what one is
/// @param price rupiah for one in the smallest order
/// @param netWeightGrams as on the label; null if not given
/// @param shelfLifeDays null if not given
/// @param storage room, cool or frozen; null if not given
/// @param minQuantity the smallest order
/// @param maxQuantity the largest order; null for no limit
/// @param leadDays days until a made-to-order product can be ready
/// @param statement halal status: certified, not-halal or none
/// @param whatsapp the shop's number, E.164; null if there is none
/// @param welcome the shop's sentence to buyers; null if there is none
/// @param limits what one buyer can buy of it now
/// @param isBrought whether it can be delivered; otherwise buyers pick it up
/// @param starsSum the sum of the stars of its reviews
/// @param reviews the number of its reviews
/// @param steps price steps above the smallest order, by ascending quantity
/// @param photos in display order
public record ShownProduct(
        ProductId id,
        String slug,
        String name,
        String nameKey,
        String description,
        @Nullable String ingredients,
        String category,
        boolean isFood,
        String unit,
        long price,
        @Nullable Integer netWeightGrams,
        @Nullable Integer shelfLifeDays,
        @Nullable String storage,
        int minQuantity,
        @Nullable Integer maxQuantity,
        String kind,
        int leadDays,
        String statement,
        Seller seller,
        @Nullable String whatsapp,
        @Nullable String welcome,
        Buyable limits,
        boolean isBrought,
        int starsSum,
        int reviews,
        List<Step> steps,
        List<Photo> photos) {

    public ShownProduct {
        steps = List.copyOf(steps);
        photos = List.copyOf(photos);
    }

    /// The selling group with its valid permits.
    ///
    /// @param pIrt null if there is no valid one
    /// @param halal null if there is no valid one
    /// @param md null if there is no valid one
    public record Seller(
            UUID id,
            String slug,
            String name,
            String areaCode,
            String place,
            @Nullable Number pIrt,
            @Nullable Number halal,
            @Nullable Number md) {}

    /// A permit's number.
    ///
    /// @param until the last day it is valid; null for no end
    public record Number(String number, @Nullable LocalDate until) {}

    /// A price step: rupiah for one from that quantity on.
    public record Step(int fromQuantity, long price) {}

    /// A photo.
    ///
    /// @param hash of the large file
    /// @param thumbHash of the thumbnail
    /// @param alt text for screen readers
    public record Photo(String hash, String thumbHash, int width, int height, String alt) {}

    /// The address of our drawing, shown if it has no photo.
    public String drawing() {
        return ProductPicture.of(category, name, slug, null).address();
    }

    public boolean isMadeToOrder() {
        return kind.equals("made-to-order");
    }

    /// Whether its seller states that it is certified halal, also without a valid number.
    public boolean isCertified() {
        return statement.equals("certified");
    }

    public boolean isNotHalal() {
        return statement.equals("not-halal");
    }

    /// The valid halal number; null without one, or if it is not stated for this product.
    public @Nullable Number halal() {
        return isCertified() ? seller.halal() : null;
    }

    /// The valid P-IRT number; null without one, or if it is no food.
    public @Nullable Number pIrt() {
        return isFood ? seller.pIrt() : null;
    }

    /// The valid MD number; null without one, or if it is no food.
    public @Nullable Number md() {
        return isFood ? seller.md() : null;
    }

    /// The net weight in kilograms; null if it is unknown or not whole.
    public @Nullable Integer netKilograms() {
        return netWeightGrams == null || netWeightGrams % 1000 != 0 ? null : netWeightGrams / 1000;
    }

    /// The shelf life in months; null if it is unknown or shorter than two.
    public @Nullable Integer shelfLifeMonths() {
        return shelfLifeDays == null || shelfLifeDays < 60 ? null : shelfLifeDays / 30;
    }

    /// The message that says why it cannot be bought, before its arguments: the smallest order, the largest, the unit.
    public String refusal() {
        return reason() + (limits.obstacle() == null ? "" : "." + limits.obstacle());
    }

    /// The message that says what to do about it.
    ///
    /// @param mayAsk whether the seller can be asked
    public String advice(boolean mayAsk) {
        return reason() + (mayAsk ? ".ask" : ".help");
    }

    private String reason() {
        return limits.obstacle() != null
                ? "market.find.obstacle"
                : limits.isBlocked() ? "market.find.blocked" : "market.find.sold-out";
    }

    /// Whether any quantity can be ordered now.
    public boolean canBeBought() {
        return limits.most() > 0;
    }

    public int available() {
        return limits.available();
    }

    /// Whether so few are left that the page shows the number.
    public boolean isScarce() {
        return !isMadeToOrder() && available() > 0 && available() <= ProductPages.FEW;
    }

    /// The largest quantity that the page offers. The number left limits it only if the page shows that
    /// number, because the page's cached version depends only on what is shown.
    public int most() {
        int limit = Math.min(limits.share(), maxQuantity == null ? Integer.MAX_VALUE : maxQuantity);
        return isScarce() ? Math.min(available(), limit) : limit;
    }

    /// Whether one buyer can have only a part of what is left.
    public boolean isShared() {
        return canBeBought() && most() < available();
    }

    /// The average of its stars in tenths, rounded half up; 0 if it has no reviews.
    public int starTenths() {
        return reviews == 0 ? 0 : (starsSum * 10 + reviews / 2) / reviews;
    }

    /// The rows of other products on the page.
    ///
    /// @param ofGroup other products of the group
    /// @param similar products of other groups in the category: those that can be bought first, then by
    /// closest name
    public record Related(List<ProductCard> ofGroup, List<ProductCard> similar) {

        public Related {
            ofGroup = List.copyOf(ofGroup);
            similar = List.copyOf(similar);
        }
    }
}
