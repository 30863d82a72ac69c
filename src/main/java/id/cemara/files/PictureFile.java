package id.cemara.files;

import id.cemara.shared.Refused;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What an uploaded picture says about itself, and its pixels without everything else it carried. Nothing is decoded or
/// inflated here, so nothing in the file can grow.
///
/// @param format `jpeg` or `png`, as ImageIO calls it
/// @param width in pixels, as the header says
/// @param height in pixels, as the header says
/// @param orientation how to turn it, 1 to 8 as EXIF counts; 1 when it says nothing
/// @param pixels the file with only the parts that a decoder needs: no text, no colour profile, no EXIF, no GPS
record PictureFile(String format, long width, long height, int orientation, byte[] pixels) {

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /// @throws Refused when the content is no whole picture of a kind we read
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

    /// The EXIF orientation in a TIFF block; 1 when there is none that can be read.
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
