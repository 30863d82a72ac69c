package id.cemara.files;

import id.cemara.shared.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Service;

/// Stores documents, such as a permit: a PDF or a picture. They are private; the owner's page serves them,
/// and only as downloads, because a PDF may contain scripts.
@Service
public class Documents {

    static final String PDF = "application/pdf";
    static final int MOST_MEGABYTES = 10;

    private static final String PDF_START = "%PDF-";
    private static final String PDF_END = "%%EOF";

    /// In bytes: how far before the end of a PDF its end marker may begin.
    private static final int TAIL = 1024;

    private final Semaphore atWork = new Semaphore(4, true);
    private final FileStore files;
    private final Pictures pictures;

    Documents(FileStore files, Pictures pictures) {
        this.files = files;
        this.pictures = pictures;
    }

    /// Stores a document. A picture is re-encoded by [Pictures], without location and camera data.
    ///
    /// @throws Refused with a [FileProblem] when it is neither a complete PDF nor a picture; nothing is
    ///     stored then
    public StoredDocument store(InputStream upload) {
        atWork.acquireUninterruptibly();
        try {
            byte[] content = Uploads.read(upload, MOST_MEGABYTES);
            if (isPdf(content)) {
                return new StoredDocument(files.put(new ByteArrayInputStream(content)), PDF);
            }
            if (PictureFile.looksLikeOne(content)) {
                return new StoredDocument(
                        pictures.store(new ByteArrayInputStream(content)).hash(), "image/jpeg");
            }
            throw new Refused(new FileProblem.NotADocument());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            atWork.release();
        }
    }

    private static boolean isPdf(byte[] content) {
        int tail = Math.min(TAIL, content.length);
        return content.length > PDF_START.length()
                && new String(content, 0, PDF_START.length(), StandardCharsets.ISO_8859_1).equals(PDF_START)
                && new String(content, content.length - tail, tail, StandardCharsets.ISO_8859_1).contains(PDF_END);
    }
}
