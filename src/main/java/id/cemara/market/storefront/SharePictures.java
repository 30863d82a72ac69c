package id.cemara.market.storefront;

import id.cemara.files.FileStore;
import id.cemara.shell.Texts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextAttribute;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Draws the pictures for link previews, 1200 by 630 pixels, with the fonts of this machine; without text
/// if it has none.
@Component
class SharePictures {

    static final int WIDTH = 1200;
    static final int HEIGHT = 630;

    private static final Logger LOG = LoggerFactory.getLogger(SharePictures.class);
    private static final Color DEEP = new Color(0x123a2b);
    private static final Color GREEN = new Color(0x1c6149);
    private static final Color PAPER = new Color(0xfaf6ec);
    private static final Color SOFT = new Color(0xc5d6c8);
    private static final Color ACCENT = new Color(0xe9b44c);
    private static final int MARGIN = 72;
    private static final int PHOTO = 486;

    private final FileStore files;

    /// Draws one picture at a time, because each needs several megabytes.
    private final Semaphore turn = new Semaphore(1);

    private @Nullable Boolean canWrite;

    SharePictures(FileStore files) {
        this.files = files;
    }

    /// The content of a picture.
    ///
    /// @param title in large letters, at most three lines
    /// @param lines below the title, each cut to one line
    /// @param strong the most important short text, such as a price; null if there is none
    /// @param photo hash of a stored photo; null if there is none
    record Words(
            String title,
            List<String> lines,
            @Nullable String strong,
            @Nullable String photo) {

        Words {
            lines = List.copyOf(lines);
        }

        static Words of(ShownProduct product, Texts texts) {
            return new Words(
                    product.name(),
                    List.of(product.seller().name(), product.seller().place()),
                    texts.get("market.find.price", product.price()) + " / " + product.unit(),
                    product.photos().isEmpty()
                            ? null
                            : product.photos().getFirst().hash());
        }

        /// @param some of the group's products
        static Words of(String group, String place, List<ProductCard> some, Texts texts) {
            String sold = some.isEmpty()
                    ? texts.get("market.find.share.group")
                    : some.stream().map(ProductCard::name).collect(Collectors.joining(", "));
            return new Words(group, List.of(place, sold), null, null);
        }

        /// A hash of the content for the picture's address. Chat programs cache a picture by its address
        /// for ever, so other content needs another address.
        String version() {
            String content = Arrays.asList(title, lines, strong, photo).toString();
            return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .substring(0, 8);
        }
    }

    /// The picture as PNG.
    byte[] draw(Words words) {
        turn.acquireUninterruptibly();
        try {
            var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D drawing = image.createGraphics();
            drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            drawing.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            ground(drawing);
            boolean hasPhoto = photo(drawing, words.photo());
            if (!hasPhoto) {
                tree(drawing, 985, 84, 43);
            }
            if (canWrite()) {
                write(drawing, words, (hasPhoto ? WIDTH - PHOTO - 3 * MARGIN / 2 : 800) - MARGIN);
            }
            drawing.dispose();
            var png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.release();
        }
    }

    private static void ground(Graphics2D drawing) {
        drawing.setPaint(new GradientPaint(0, 0, GREEN, 0, HEIGHT, DEEP));
        drawing.fillRect(0, 0, WIDTH, HEIGHT);
        var hills = new GeneralPath();
        hills.moveTo(0, HEIGHT);
        hills.lineTo(0, 560);
        hills.curveTo(200, 500, 420, 600, 640, 560);
        hills.curveTo(860, 520, 1000, 590, WIDTH, 540);
        hills.lineTo(WIDTH, HEIGHT);
        hills.closePath();
        drawing.setColor(new Color(0x174836));
        drawing.fill(hills);
        drawing.setColor(ACCENT);
        drawing.fillRect(0, HEIGHT - 12, WIDTH, 12);
    }

    /// Draws the centre of the photo as a square on the right. Returns whether there is a photo.
    private boolean photo(Graphics2D drawing, @Nullable String hash) throws IOException {
        var file = hash == null ? null : files.find(hash).orElse(null);
        BufferedImage photo = file == null ? null : ImageIO.read(file.toFile());
        if (photo == null) {
            return false;
        }
        int x = WIDTH - PHOTO - MARGIN;
        int y = MARGIN;
        int side = Math.min(photo.getWidth(), photo.getHeight());
        int left = (photo.getWidth() - side) / 2;
        int top = (photo.getHeight() - side) / 2;
        Shape before = drawing.getClip();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        drawing.clip(rounded(x, y, PHOTO, 18));
        drawing.drawImage(photo, x, y, x + PHOTO, y + PHOTO, left, top, left + side, top + side, null);
        drawing.setClip(before);
        return true;
    }

    private static Shape rounded(int x, int y, int side, int corner) {
        var path = new GeneralPath();
        path.moveTo(x + corner, y);
        path.lineTo(x + side - corner, y);
        path.quadTo(x + side, y, x + side, y + corner);
        path.lineTo(x + side, y + side - corner);
        path.quadTo(x + side, y + side, x + side - corner, y + side);
        path.lineTo(x + corner, y + side);
        path.quadTo(x, y + side, x, y + side - corner);
        path.lineTo(x, y + corner);
        path.quadTo(x, y, x + corner, y);
        path.closePath();
        return path;
    }

    /// Draws the casuarina of the emblem as lines.
    ///
    /// @param tenths pixels for ten units of the emblem
    private static void tree(Graphics2D drawing, int x, int y, int tenths) {
        var before = drawing.getTransform();
        drawing.translate(x, y);
        drawing.setStroke(new BasicStroke(tenths * 22 / 100, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        drawing.setColor(new Color(0x2a6a52));
        drawing.fillOval(-38 * tenths / 10, 0, 76 * tenths / 10, 76 * tenths / 10);
        drawing.setColor(PAPER);
        var lines = new GeneralPath();
        lines.moveTo(0, 104 * tenths / 10);
        lines.lineTo(0, 6 * tenths / 10);
        for (int branch = 0; branch < 7; branch++) {
            int at = (16 + branch * 12) * tenths / 10;
            int reach = (8 + branch * 5) * tenths / 10;
            int bend = at + 2 * tenths / 10;
            int end = at + 11 * tenths / 10;
            lines.moveTo(0, at);
            lines.quadTo(-reach / 2, bend, -reach, end);
            lines.moveTo(0, at);
            lines.quadTo(reach / 2, bend, reach, end);
        }
        drawing.draw(lines);
        drawing.setTransform(before);
    }

    private static void write(Graphics2D drawing, Words words, int width) {
        drawing.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        drawing.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        drawing.setColor(ACCENT);
        drawing.setFont(font(Font.SANS_SERIF, Font.BOLD, 34));
        drawing.drawString("Cemara", MARGIN, 108);
        int size = 76;
        List<String> title = List.of();
        for (; size >= 44; size -= 8) {
            drawing.setFont(font(Font.SERIF, Font.BOLD, size));
            title = lines(drawing, words.title(), width);
            if (title.size() <= 3) {
                break;
            }
        }
        drawing.setColor(PAPER);
        int y = 190;
        for (String line : title.subList(0, Math.min(3, title.size()))) {
            drawing.drawString(line, MARGIN, y);
            y += size + 8;
        }
        if (words.strong() != null) {
            drawing.setColor(ACCENT);
            drawing.setFont(font(Font.SANS_SERIF, Font.BOLD, 50));
            drawing.drawString(words.strong(), MARGIN, y + 14);
            y += 76;
        }
        drawing.setColor(SOFT);
        drawing.setFont(font(Font.SANS_SERIF, Font.PLAIN, 32));
        for (String text : words.lines()) {
            List<String> line = lines(drawing, text, width);
            drawing.drawString(line.getFirst() + (line.size() > 1 ? " …" : ""), MARGIN, y + 6);
            y += 46;
        }
    }

    private static Font font(String family, int style, int size) {
        return new Font(family, style, size).deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON));
    }

    private static List<String> lines(Graphics2D drawing, String text, int width) {
        var metrics = drawing.getFontMetrics();
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String piece : text.split(" ")) {
            String word = piece;
            while (metrics.stringWidth(word) > width) {
                int fits = fitting(metrics, word, width);
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                lines.add(word.substring(0, fits));
                word = word.substring(fits);
            }
            String longer = line.isEmpty() ? word : line + " " + word;
            if (metrics.stringWidth(longer) > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /// How many characters of a word that is wider than a line fit on the line, at least one.
    private static int fitting(FontMetrics metrics, String word, int width) {
        int fits = word.length();
        while (fits > 1 && metrics.stringWidth(word.substring(0, fits)) > width) {
            fits = word.offsetByCodePoints(fits, -1);
        }
        return Math.max(fits, word.offsetByCodePoints(0, 1));
    }

    /// Whether this machine has any usable font; a small server may have none.
    private boolean canWrite() {
        Boolean known = canWrite;
        if (known == null) {
            try {
                known = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0
                        && new Font(Font.SANS_SERIF, Font.PLAIN, 20).canDisplay('a');
            } catch (RuntimeException | LinkageError | InternalError e) {
                LOG.warn("no font on this machine: pictures to share have no words. {}", e.toString());
                known = false;
            }
            canWrite = known;
        }
        return known;
    }
}
