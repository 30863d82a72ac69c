package id.cemara.files;

import id.cemara.shared.Refused;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// An uploaded picture's header, and its pixel data without metadata. Nothing is decoded or decompressed
/// here, so a small file cannot expand.
///
/// @param format `jpeg` or `png`, as ImageIO calls it
/// @param width in pixels, from the header
/// @param height in pixels, from the header
/// @param orientation EXIF orientation, 1 to 8; 1 when absent
/// @param pixels the file with only the segments that a decoder needs: no text, colour profile, EXIF or GPS
record PictureFile(String format, long width, long height, int orientation, byte[] pixels) {

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /// @throws Refused when the content is not a complete picture of a supported kind
    static PictureFile read(byte[] file) {
        if (startsWith(file, PngParts.SIGNATURE)) {
            return PngParts.read(file);
        }
        if (startsWith(file, JPEG)) {
            return JpegParts.read(file);
        }
        throw new Refused(new FileProblem.NotAPicture());
    }

    static boolean looksLikeOne(byte[] file) {
        return startsWith(file, PngParts.SIGNATURE) || startsWith(file, JPEG);
    }

    static Refused broken() {
        return new Refused(new FileProblem.BrokenPicture());
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }

    /// The EXIF orientation in a TIFF block; 1 when absent or unreadable.
    static int orientation(ByteBuffer tiff) {
        final int orientationTag = 0x0112;
        if (tiff.remaining() < 8) {
            return 1;
        }
        ByteBuffer block = tiff.slice();
        short order = block.getShort(0);
        if (order == 0x4949) {
            block.order(java.nio.ByteOrder.LITTLE_ENDIAN);
        } else if (order != 0x4d4d) {
            return 1;
        }
        long directory = Integer.toUnsignedLong(block.getInt(4));
        if (directory < 8 || directory + 2 > block.limit()) {
            return 1;
        }
        int entries = Short.toUnsignedInt(block.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            int entry = (int) directory + 2 + 12 * i;
            if (entry + 12 > block.limit()) {
                return 1;
            }
            if (Short.toUnsignedInt(block.getShort(entry)) == orientationTag) {
                int value = Short.toUnsignedInt(block.getShort(entry + 8));
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
