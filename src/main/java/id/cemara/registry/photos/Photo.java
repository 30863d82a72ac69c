package id.cemara.registry.photos;

import id.cemara.shell.forms.Form;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A picture on a group's page.
///
/// @param hash key of the full-size file in the store
/// @param thumbnailHash key of the thumbnail in the store
/// @param width of the full-size picture, in pixels
/// @param height of the full-size picture, in pixels
/// @param takenOn null if unknown
/// @param position ascending
/// @param version for optimistic locking
public record Photo(
        UUID id,
        String hash,
        String thumbnailHash,
        int width,
        int height,
        String caption,
        @Nullable LocalDate takenOn,
        int position,
        int version) {

    /// Values of its edit form.
    public Form form() {
        return Form.of(
                PhotoForms.values(caption, takenOn == null ? null : takenOn.toString(), Integer.toString(position)));
    }

    /// Width of the thumbnail in pixels, so that the page reserves the space before it loads.
    public int thumbnailWidth() {
        int longest = Math.max(width, height);
        return longest <= 480 ? width : Math.max(1, Math.round(width * 480f / longest));
    }

    /// Height of the thumbnail in pixels.
    public int thumbnailHeight() {
        int longest = Math.max(width, height);
        return longest <= 480 ? height : Math.max(1, Math.round(height * 480f / longest));
    }
}
