package id.cemara.market.finding;

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
/// @param price of one, in rupiah
/// @param netWeightGrams what the label says; null when nobody said
/// @param shelfLifeDays how long it keeps; null when nobody said
/// @param storage room, cool or frozen; null when nobody said
/// @param minQuantity the least that is sold
/// @param maxQuantity the most that is sold at once; null without a limit
/// @param leadDays made to order: days until it can be ready
/// @param statement certified, not-halal or none
/// @param whatsapp the shop's number, E.164; null without one
/// @param welcome what the shop says; null when nothing
/// @param available how much can be had now
/// @param steps from how many on which price counts, the smallest number first
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
        int available,
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

    /// Whether the least that is sold can be had.
    public boolean canBeBought() {
        return available >= minQuantity;
    }

    /// Whether so few are left that a buyer should know the number.
    public boolean isScarce() {
        return !isMadeToOrder() && available > 0 && available <= ProductPages.FEW;
    }

    /// The most a buyer may ask for, as far as the page says; 0 without a limit. How many are left counts
    /// only where the page says so, which is what its version stands on.
    public int most() {
        int limit = maxQuantity == null ? 0 : maxQuantity;
        return !isScarce() ? limit : limit == 0 ? available : Math.min(available, limit);
    }

    /// The average of its stars in tenths, rounded half up; 0 without a review.
    public int starTenths() {
        return reviews == 0 ? 0 : (starsSum * 10 + reviews / 2) / reviews;
    }
}
