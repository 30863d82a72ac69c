package id.cemara.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/// Splits a PNG into its chunks. Compressed texts and colour profiles, which may inflate to any size, are
/// dropped unread. A file with data after the last chunk is refused, because it may be something else as
/// well.
final class PngParts {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int HEADER_LENGTH = 13;

    private PngParts() {}

    static PictureFile read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file, SIGNATURE.length, file.length - SIGNATURE.length);
        var pixels = new ByteArrayOutputStream(file.length);
        pixels.writeBytes(SIGNATURE);
        long width = 0;
        long height = 0;
        int orientation = 1;
        boolean hasPixels = false;
        String type = "";
        while (!type.equals("IEND")) {
            if (in.remaining() < 12) {
                throw PictureFile.broken();
            }
            int start = in.position();
            long length = Integer.toUnsignedLong(in.getInt());
            if (length > in.remaining() - 8) {
                throw PictureFile.broken();
            }
            type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
            checkSum(file, start, (int) length);
            if (type.equals("IHDR") != (width == 0)) {
                throw PictureFile.broken(); // the header must be the first chunk, and the only one of its kind
            }
            switch (type) {
                case "IHDR" -> {
                    if (length != HEADER_LENGTH) {
                        throw PictureFile.broken();
                    }
                    width = Integer.toUnsignedLong(in.getInt(start + 8));
                    height = Integer.toUnsignedLong(in.getInt(start + 12));
                    if (width == 0 || height == 0) {
                        throw PictureFile.broken();
                    }
                }
                case "IDAT" -> hasPixels = true;
                case "eXIf" -> orientation = PictureFile.orientation(ByteBuffer.wrap(file, start + 8, (int) length));
                default -> {
                    // Kept or dropped below.
                }
            }
            if (NEEDED.contains(type)) {
                pixels.write(file, start, 12 + (int) length);
            }
            in.position(start + 12 + (int) length);
        }
        if (in.hasRemaining() || !hasPixels) {
            throw PictureFile.broken();
        }
        return new PictureFile("png", width, height, orientation, pixels.toByteArray());
    }

    private static void checkSum(byte[] file, int start, int length) {
        var sum = new CRC32();
        sum.update(file, start + 4, 4 + length);
        if ((int) sum.getValue() != ByteBuffer.wrap(file).getInt(start + 8 + length)) {
            throw PictureFile.broken();
        }
    }
}
