package id.cemara.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Splits a JPEG into its segments. Application data is dropped, except what a decoder needs for correct
/// colours; so is anything after the end, such as a short film appended by a phone.
final class JpegParts {

    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int COMMENT = 0xfe;
    private static final int FIRST_APPLICATION = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int LAST_APPLICATION = 0xef;

    /// A progressive picture has about ten scans. Each costs a pass over all pixels, so a small file could
    /// take minutes.
    private static final int MOST_SCANS = 64;

    private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] file;
    private final ByteArrayOutputStream pixels;
    private int at = 2;
    private int width;
    private int height;
    private int orientation = 1;
    private int scans;

    private JpegParts(byte[] file) {
        this.file = file;
        this.pixels = new ByteArrayOutputStream(file.length);
    }

    static PictureFile read(byte[] file) {
        var parts = new JpegParts(file);
        parts.pixels.write(file, 0, 2);
        while (parts.keepNext()) {
            // Until the end marker.
        }
        if (parts.width == 0 || parts.height == 0 || parts.scans == 0) {
            throw PictureFile.broken();
        }
        return new PictureFile("jpeg", parts.width, parts.height, parts.orientation, parts.pixels.toByteArray());
    }

    private boolean keepNext() {
        int marker = marker();
        if (marker == END) {
            pixels.write(0xff);
            pixels.write(END);
            return false;
        }
        if (at + 2 > file.length) {
            throw PictureFile.broken();
        }
        int length = number(at);
        if (length < 2 || at + length > file.length) {
            throw PictureFile.broken();
        }
        if (isFrame(marker)) {
            readFrame(length);
        } else if (marker == EXIF) {
            readOrientation(length);
        }
        boolean isNeeded = marker != COMMENT
                && (marker < FIRST_APPLICATION
                        || marker > LAST_APPLICATION
                        || marker == FIRST_APPLICATION
                        || marker == ADOBE);
        int end = at + length;
        if (marker == START_OF_SCAN) {
            if (++scans > MOST_SCANS || width == 0) {
                throw PictureFile.broken();
            }
            end = endOfScan(end);
        }
        if (isNeeded) {
            pixels.write(0xff);
            pixels.write(marker);
            pixels.write(file, at, end - at);
        }
        at = end;
        return true;
    }

    /// The next marker; any number of 0xff bytes may precede it.
    private int marker() {
        if (at >= file.length || (file[at] & 0xff) != 0xff) {
            throw PictureFile.broken();
        }
        while (at < file.length && (file[at] & 0xff) == 0xff) {
            at++;
        }
        if (at >= file.length) {
            throw PictureFile.broken();
        }
        return file[at++] & 0xff;
    }

    /// SOF0 to SOF15, without the three codes in that range that are no frames.
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void readFrame(int length) {
        if (length < 8 || width != 0) {
            throw PictureFile.broken(); // a second frame could have another size than the one checked
        }
        height = number(at + 3);
        width = number(at + 5);
    }

    private void readOrientation(int length) {
        int block = at + 2 + EXIF_NAME.length;
        if (length >= 2 + EXIF_NAME.length
                && ByteBuffer.wrap(file, at + 2, EXIF_NAME.length).equals(ByteBuffer.wrap(EXIF_NAME))) {
            orientation = PictureFile.orientation(ByteBuffer.wrap(file, block, at + length - block));
        }
    }

    /// The end of the scan data: the next marker that is neither an escaped 0xff nor a restart.
    private int endOfScan(int from) {
        for (int i = from; i + 1 < file.length; i++) {
            if ((file[i] & 0xff) == 0xff) {
                int next = file[i + 1] & 0xff;
                if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                    return i;
                }
            }
        }
        throw PictureFile.broken();
    }

    private int number(int position) {
        return (file[position] & 0xff) << 8 | file[position + 1] & 0xff;
    }
}
