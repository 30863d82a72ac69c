package id.cemara.payment.qris;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A QR code: an address for a poster, or a payment issued here.
public final class QrCode {

    /// The quiet zone that scanners need, in modules. Source: ISO/IEC 18004.
    private static final int RIM = 4;

    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;
    private static final int LONGEST = 1500;

    private final ByteMatrix squares;

    private QrCode(ByteMatrix squares) {
        this.squares = squares;
    }

    /// The QR code of an address or another short text.
    ///
    /// @throws IllegalArgumentException when it is too long, or is a payment code: those are drawn only
    ///     when issued here, so that nobody can collect money in another's name
    public static QrCode of(String text) {
        if (text.stripLeading().startsWith("0002")) {
            throw new IllegalArgumentException("a payment code that was not issued here is not drawn");
        }
        return drawn(text);
    }

    /// The QR code of a payment issued here.
    public static QrCode of(IssuedCode issued) {
        return drawn(issued.text());
    }

    private static QrCode drawn(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a text that no code on paper can hold");
        }
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            hints.put(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8);
        }
        try {
            return new QrCode(
                    Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("a text that no code can hold", e);
        }
    }

    /// Width and height in modules including the quiet zone; the view box of [#path].
    public int size() {
        return squares.getWidth() + 2 * RIM;
    }

    /// The dark modules as SVG path data, one unit a module. Needs a white background.
    public String path() {
        var path = new StringBuilder();
        for (int row = 0; row < squares.getHeight(); row++) {
            int column = 0;
            while (column < squares.getWidth()) {
                int from = column;
                while (column < squares.getWidth() && isBlack(column, row)) {
                    column++;
                }
                if (column > from) {
                    int length = column - from;
                    path.append('M').append(from + RIM).append(' ').append(row + RIM);
                    path.append('h')
                            .append(length)
                            .append("v1h-")
                            .append(length)
                            .append('z');
                }
                column++;
            }
        }
        return path.toString();
    }

    /// The picture as SVG with a white background, so that it can be scanned on a dark page.
    public String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%2$d" height="%2$d" \
                shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path fill="#000" d="%3$s"/></svg>
                """.formatted(size(), size() * 8, path());
    }

    /// The picture as PNG, in two colours.
    ///
    /// @param scale pixels per module, 1 to 40
    public byte[] png(int scale) {
        if (scale < 1 || scale > 40) {
            throw new IllegalArgumentException("1 to 40 pixels a square, not " + scale);
        }
        int side = size() * scale;
        var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, isBlack(x / scale - RIM, y / scale - RIM) ? BLACK : WHITE);
            }
        }
        var png = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private boolean isBlack(int column, int row) {
        return column >= 0
                && row >= 0
                && column < squares.getWidth()
                && row < squares.getHeight()
                && squares.get(column, row) == 1;
    }
}
