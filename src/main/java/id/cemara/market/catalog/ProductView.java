package id.cemara.market.catalog;

import id.cemara.shared.GroupId;
import id.cemara.shared.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product as its seller sees it.
///
/// @param state draft, published or resting
/// @param publishedAt when it was first published; null if never
/// @param shelf null if made to order
/// @param photos in display order
/// @param version incremented by every change
public record ProductView(
        ProductId id,
        GroupId group,
        String areaCode,
        String slug,
        ProductDetails details,
        String state,
        @Nullable Instant publishedAt,
        Seller seller,
        Stock.@Nullable Shelf shelf,
        List<Photo> photos,
        int version) {

    public ProductView {
        photos = List.copyOf(photos);
    }

    /// The selling group with its valid permits.
    ///
    /// @param place the group's place, as in an address
    /// @param isOpen whether the group is verified and not deactivated
    /// @param homeFood the P-IRT number; null if there is no valid one
    /// @param halal the halal certificate's number; null if there is no valid one
    /// @param md the MD number; null if there is no valid one
    public record Seller(
            String number,
            String slug,
            String name,
            String place,
            boolean isOpen,
            @Nullable String homeFood,
            @Nullable String halal,
            @Nullable String md) {}

    public record Photo(UUID id, String hash, String thumbHash, int width, int height, String alt, int position) {}

    public boolean isDraft() {
        return state.equals("draft");
    }

    public boolean isPublished() {
        return state.equals("published");
    }

    /// Whether it may have one more photo.
    public boolean hasRoomForPhotos() {
        return photos.size() < ProductPhotos.MOST;
    }

    /// The picture that lists show.
    public ProductPicture picture() {
        Photo first = photos.isEmpty() ? null : photos.getFirst();
        return ProductPicture.of(
                details.category(),
                details.name(),
                slug,
                first == null
                        ? null
                        : new ProductPicture.Photo(
                                first.hash(), first.thumbHash(), first.width(), first.height(), first.alt()));
    }
}
