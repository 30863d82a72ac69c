package id.cemara.market.finding;

import id.cemara.market.Buyable;
import id.cemara.market.ProductPicture;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything the page of a product shows of it.
///
/// @param nameKey what lists by name are sorted by
/// @param category the key of its category
/// @param isFood whether the rules for food apply to it
/// @param unit what one is
/// @param price of one in the smallest order, in rupiah
/// @param netWeightGrams what the label says; null when nobody said
/// @param shelfLifeDays how long it keeps; null when nobody said
/// @param storage room, cool or frozen; null when nobody said
/// @param minQuantity the least that is sold
/// @param maxQuantity the most that is sold at once; null without a limit
/// @param leadDays made to order: days until it can be ready
/// @param statement certified, not-halal or none
/// @param whatsapp the shop's number, E.164; null without one
/// @param welcome what the shop says; null when nothing
/// @param limits what can be bought of it now
/// @param isBrought whether its group brings or sends what it sells; otherwise buyers fetch it
/// @param steps from how many on, beyond the smallest order, which price counts, the smallest number first
/// @param photos in their order
public record ShownProduct(
        UUID id,
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

    /// Who sells it, with the numbers that count today.
    ///
    /// @param pIrt null when none counts
    /// @param halal null when none counts
    /// @param md null when none counts
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
    /// @param until the last day it counts; null when it has no end
    public record Number(String number, @Nullable LocalDate until) {}

    /// A wholesale price.
    public record Step(int fromQuantity, long price) {}

    /// A photo of it.
    ///
    /// @param hash the large form
    /// @param thumbHash the small form
    /// @param alt what it shows
    public record Photo(String hash, String thumbHash, int width, int height, String alt) {}

    /// Our drawing, for while it has no photo.
    public String drawing() {
        return ProductPicture.of(category, name, slug, null).address();
    }

    public boolean isMadeToOrder() {
        return kind.equals("made-to-order");
    }

    /// Whether an order of it can be placed.
    public boolean canBeBought() {
        return limits.most() > 0;
    }

    /// How many are free now.
    public int available() {
        return limits.available();
    }

    /// Whether so few are left that a buyer should know the number.
    public boolean isScarce() {
        return !isMadeToOrder() && available() > 0 && available() <= ProductPages.FEW;
    }

    /// The most a buyer may ask for, as far as the page says. How many are left counts only where the page says so,
    /// which is what its version stands on.
    public int most() {
        int limit = Math.min(limits.share(), maxQuantity == null ? Integer.MAX_VALUE : maxQuantity);
        return isScarce() ? Math.min(available(), limit) : limit;
    }

    /// Whether one buyer gets only a part of what is there.
    public boolean isShared() {
        return canBeBought() && most() < available();
    }

    /// The average of its stars in tenths, rounded half up; 0 without a review.
    public int starTenths() {
        return reviews == 0 ? 0 : (starsSum * 10 + reviews / 2) / reviews;
    }
}
