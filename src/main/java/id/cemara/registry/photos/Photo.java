package id.cemara.registry.photos;

import id.cemara.shell.Form;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A picture on a group's page.
///
/// @param hash the file in the store
/// @param thumbnailHash the small one
/// @param width of the large one, in pixels
/// @param height of the large one, in pixels
/// @param caption what is to be seen
/// @param takenOn the day it was taken; null when not said
/// @param position lower comes first
/// @param version grows with each change
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

    /// What the form about it holds.
    public Form form() {
        return Form.of(
                PhotoForms.values(caption, takenOn == null ? null : takenOn.toString(), Integer.toString(position)));
    }

    /// How wide the small one is, in pixels, for the place it takes before it is there.
    public int thumbnailWidth() {
        int longest = Math.max(width, height);
        return longest <= 480 ? width : Math.max(1, Math.round(width * 480f / longest));
    }

    /// How high the small one is, in pixels.
    public int thumbnailHeight() {
        int longest = Math.max(width, height);
        return longest <= 480 ? height : Math.max(1, Math.round(height * 480f / longest));
    }
}
