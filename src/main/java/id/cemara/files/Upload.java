package id.cemara.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/// A file sent with a form.
public interface Upload {

    /// Opens the content from its start.
    InputStream open();

    /// The file in a form's field; null when none was chosen.
    static @Nullable Upload of(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        return () -> {
            try {
                return file.getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
