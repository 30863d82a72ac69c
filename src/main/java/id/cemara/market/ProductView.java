package id.cemara.market;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product as who keeps it sees it.
///
/// @param state draft, published or resting
/// @param publishedAt when it was first shown; null while it never was
/// @param shelf null for what is made to order
/// @param photos in their order
/// @param version counts its changes
public record ProductView(
        UUID id,
        UUID group,
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

    /// Whose it is, with the papers that count now.
    ///
    /// @param place where the group is, as an address says it
    /// @param isOpen whether the group is verified and not deactivated
    /// @param homeFood the number of its P-IRT; null without one that counts
    public record Seller(
            String number,
            String slug,
            String name,
            String place,
            boolean isOpen,
            @Nullable String homeFood,
            @Nullable String halal,
            @Nullable String md) {}

    /// A photo.
    public record Photo(UUID id, String hash, String thumbHash, int width, int height, String alt, int position) {}

    /// What it is shown with.
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
