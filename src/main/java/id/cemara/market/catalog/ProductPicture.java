package id.cemara.market.catalog;

import id.cemara.market.catalog.drawing.Drawing;
import org.jspecify.annotations.Nullable;

/// The picture of a product: its first photo, or our drawing if it has none.
///
/// @param address of the thumbnail, or of the drawing
/// @param alt text for screen readers; empty for a drawing, which shows nothing that the name does not say
/// @param width in pixels, so that the browser reserves the space
/// @param isDrawing whether it is a drawing
public record ProductPicture(String address, String alt, int width, int height, boolean isDrawing) {

    private static final int THUMBNAIL = 480;

    /// A photo of a product.
    ///
    /// @param hash of the large file
    /// @param thumbHash of the thumbnail
    /// @param width of the large file, in pixels
    public record Photo(String hash, String thumbHash, int width, int height, String alt) {}

    /// The picture of a product.
    ///
    /// @param category the key of its category
    /// @param photo its first photo; null if it has none
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
