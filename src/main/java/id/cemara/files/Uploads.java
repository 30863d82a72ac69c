package id.cemara.files;

import id.cemara.shared.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Reads an upload up to a size limit.
final class Uploads {

    private Uploads() {}

    /// @throws Refused when it is empty or larger than `mostMegabytes`, whatever length was announced
    static byte[] read(InputStream upload, int mostMegabytes) {
        int most = mostMegabytes * 1024 * 1024;
        try {
            byte[] content = upload.readNBytes(most + 1);
            if (content.length == 0) {
                throw new Refused(new FileProblem.NoFile());
            }
            if (content.length > most) {
                throw new Refused(new FileProblem.FileTooLarge(mostMegabytes));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
