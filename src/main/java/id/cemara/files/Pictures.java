package id.cemara.files;

import id.cemara.shared.Refused;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.springframework.stereotype.Service;

/// Stores uploaded pictures: checks the content, turns it upright, scales it down for phones and encodes it
/// anew, which removes location, camera and other metadata.
///
/// JPEG and PNG only: Java has no WebP decoder, and GIF and SVG can contain more than a picture.
@Service
public class Pictures {

    static final int MOST_MEGABYTES = 15;
    static final int MOST_MEGAPIXELS = 40;

    /// In pixels. A long, thin picture would need long rows in memory.
    private static final int LONGEST_SIDE = 20_000;

    private static final int LARGE = 1600;
    private static final int SMALL = 480;
    private static final float QUALITY = 0.85f;

    /// In pixels. A larger picture is decoded with every second pixel only; at 4 bytes a pixel this is 64
    /// MB.
    private static final double MOST_DECODED_PIXELS = 16_000_000;

    /// Two pictures are in memory at a time; others wait.
    private final Semaphore atWork = new Semaphore(2, true);

    private final FileStore files;

    Pictures(FileStore files) {
        this.files = files;
    }

    /// Stores a picture in two sizes.
    ///
    /// @param upload read to its end or to the size limit, and not closed. It should be on disk already, as
    ///     a multipart upload is: a slow sender would block others
    /// @throws Refused with a [FileProblem] when it is not a supported picture; nothing is stored then
    public Picture store(InputStream upload) {
        atWork.acquireUninterruptibly();
        try {
            return store(Uploads.read(upload, MOST_MEGABYTES));
        } finally {
            atWork.release();
        }
    }

    /// The decoded picture, checked and upright as in [#store]; it is not stored.
    ///
    /// @throws Refused with a [FileProblem] when it is not a supported picture
    public BufferedImage look(InputStream upload) {
        atWork.acquireUninterruptibly();
        try {
            PictureFile file = checked(Uploads.read(upload, MOST_MEGABYTES));
            return upright(fitted(onWhite(decoded(file)), LARGE), file.orientation());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            atWork.release();
        }
    }

    private static PictureFile checked(byte[] upload) {
        PictureFile file = PictureFile.read(upload);
        if (file.width() > LONGEST_SIDE
                || file.height() > LONGEST_SIDE
                || file.width() * file.height() > MOST_MEGAPIXELS * 1_000_000L) {
            throw new Refused(new FileProblem.TooManyPixels(file.width(), file.height(), MOST_MEGAPIXELS));
        }
        return file;
    }

    private Picture store(byte[] upload) {
        PictureFile file = checked(upload);
        try {
            BufferedImage large = upright(fitted(onWhite(decoded(file)), LARGE), file.orientation());
            byte[] largeJpeg = jpeg(large);
            byte[] smallJpeg = jpeg(fitted(large, SMALL));
            String hash = files.put(new ByteArrayInputStream(largeJpeg));
            String thumbnail = files.put(new ByteArrayInputStream(smallJpeg));
            return new Picture(hash, thumbnail, large.getWidth(), large.getHeight());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static BufferedImage decoded(PictureFile file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(file.format()).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.pixels()))) {
            reader.setInput(in, true, true);
            ImageReadParam how = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt(file.width() * file.height() / MOST_DECODED_PIXELS));
            how.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, how);
        } catch (IOException | RuntimeException e) {
            // A broken or forged file makes the decoder throw exceptions of many kinds.
            throw PictureFile.broken();
        } finally {
            reader.dispose();
        }
    }

    /// Replaces transparency by white, because JPEG has none.
    private static BufferedImage onWhite(BufferedImage image) {
        var plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = plain.createGraphics();
        paper.drawImage(image, 0, 0, Color.WHITE, null);
        paper.dispose();
        return plain;
    }

    /// Scales the picture down to that longest side in pixels; never enlarges it.
    private static BufferedImage fitted(BufferedImage image, int longest) throws IOException {
        return Math.max(image.getWidth(), image.getHeight()) <= longest
                ? image
                : Thumbnails.of(image).size(longest, longest).asBufferedImage();
    }

    /// Applies the EXIF orientation: 2 to 4 keep width and height, 5 to 8 exchange them.
    private static BufferedImage upright(BufferedImage image, int orientation) {
        int w = image.getWidth();
        int h = image.getHeight();
        double[] turn =
                switch (orientation) {
                    case 2 -> new double[] {-1, 0, 0, 1, w, 0};
                    case 3 -> new double[] {-1, 0, 0, -1, w, h};
                    case 4 -> new double[] {1, 0, 0, -1, 0, h};
                    case 5 -> new double[] {0, 1, 1, 0, 0, 0};
                    case 6 -> new double[] {0, 1, -1, 0, h, 0};
                    case 7 -> new double[] {0, -1, -1, 0, h, w};
                    case 8 -> new double[] {0, -1, 1, 0, 0, w};
                    default -> new double[0];
                };
        if (turn.length == 0) {
            return image;
        }
        boolean isTurned = orientation >= 5;
        var turned = new BufferedImage(isTurned ? h : w, isTurned ? w : h, BufferedImage.TYPE_INT_RGB);
        return new AffineTransformOp(new AffineTransform(turn), AffineTransformOp.TYPE_NEAREST_NEIGHBOR)
                .filter(image, turned);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
