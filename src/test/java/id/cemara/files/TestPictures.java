package id.cemara.files;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/// Generates test pictures, valid and malicious.
public final class TestPictures {

    private static final byte[] BOMB = deflated(new byte[100_000_000]);

    private TestPictures() {}

    /// A picture, red on the left half and blue on the right.
    public static byte[] redAndBlue(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var brush = image.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, width / 2, height);
        brush.setColor(Color.BLUE);
        brush.fillRect(width / 2, 0, width - width / 2, height);
        brush.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Adds EXIF data as a phone does: orientation and GPS position.
    static byte[] withExif(byte[] jpeg, int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38); // the pointer to the GPS block
        tiff.putInt(0);
        tiff.putShort((short) 1);
        tiff.putShort((short) 0x001d).putShort((short) 2).putInt(11).putInt(56);
        tiff.putInt(0);
        tiff.put("2026:11:24\0GPS-DI-SINI-3.80S-102.26E".getBytes(StandardCharsets.US_ASCII));
        byte[] exif = new byte[6 + tiff.position()];
        System.arraycopy("Exif\0\0".getBytes(StandardCharsets.US_ASCII), 0, exif, 0, 6);
        System.arraycopy(tiff.array(), 0, exif, 6, tiff.position());
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.write(0xff);
        bytes.write(0xe1);
        bytes.write(exif.length + 2 >> 8);
        bytes.write(exif.length + 2 & 0xff);
        bytes.writeBytes(exif);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    /// A PNG whose header claims that size and which has almost no data.
    public static byte[] emptyPng(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return join(
                PngParts.SIGNATURE,
                part("IHDR", header),
                part("IDAT", deflated(new byte[1000])),
                part("IEND", new byte[0]));
    }

    /// A small PNG with this chunk after its header.
    static byte[] pngWith(String type, byte[] content) {
        byte[] png = redAndBlue("png", 40, 20);
        int afterHeader = 8 + 25;
        return join(
                Arrays.copyOf(png, afterHeader), part(type, content), Arrays.copyOfRange(png, afterHeader, png.length));
    }

    /// 100 MB of zeros, deflated to about 100 KB.
    static byte[] bomb() {
        return BOMB.clone();
    }

    static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] part(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(content);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                name,
                content,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(content);
        deflater.finish();
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        while (!deflater.finished()) {
            bytes.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return bytes.toByteArray();
    }
}
