package id.cemara.market;

import org.jspecify.annotations.Nullable;

/// What a product is shown with: its first photo, or our drawing while there is none.
///
/// @param address of the picture to show in a list and, of a drawing, everywhere
/// @param alt what is to be seen; empty for a drawing, which tells nothing that the name beside it does not
/// @param width in pixels, for the place it takes before it is there
/// @param isDrawing whether it is ours
public record ProductPicture(String address, String alt, int width, int height, boolean isDrawing) {

    private static final int THUMBNAIL = 480;

    /// A photo as a product keeps it.
    ///
    /// @param hash the large one in the store
    /// @param thumbHash the small one
    /// @param width of the large one, in pixels
    public record Photo(String hash, String thumbHash, int width, int height, String alt) {}

    /// The picture of a product.
    ///
    /// @param category the key of its category
    /// @param photo its first one; null while it has none
    public static ProductPicture of(String category, String name, String slug, @Nullable Photo photo) {
        if (photo == null) {
            return new ProductPicture(
                    "/pasar/gambar/" + Drawing.of(category, name, slug).name() + ".svg",
                    "",
                    Drawing.WIDTH,
                    Drawing.HEIGHT,
                    true);
        }
        int longest = Math.max(photo.width(), photo.height());
        return new ProductPicture(
                "/berkas/" + photo.thumbHash(),
                photo.alt(),
                longest <= THUMBNAIL ? photo.width() : Math.max(1, photo.width() * THUMBNAIL / longest),
                longest <= THUMBNAIL ? photo.height() : Math.max(1, photo.height() * THUMBNAIL / longest),
                false);
    }
}
