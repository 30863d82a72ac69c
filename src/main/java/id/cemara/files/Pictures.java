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

/// Takes pictures in: checked by their content, turned upright, made small enough for a phone, and written
/// anew, so that neither place nor camera nor anything else hidden in the upload is kept.
///
/// JPEG and PNG only: Java reads no WebP, and a GIF or SVG is more than a picture.
@Service
public class Pictures {

    static final int MOST_MEGABYTES = 15;
    static final int MOST_MEGAPIXELS = 40;

    /// A long thin picture would need long rows.
    private static final int LONGEST_SIDE = 20_000;

    private static final int LARGE = 1600;
    private static final int SMALL = 480;
    private static final float QUALITY = 0.85f;

    /// A larger picture is decoded with every second pixel only: at 4 bytes each, 64 MB.
    private static final double MOST_DECODED_PIXELS = 16_000_000;

    /// At most so many pictures are in memory at once; the others wait.
    private final Semaphore atWork = new Semaphore(2, true);

    private final FileStore files;

    Pictures(FileStore files) {
        this.files = files;
    }

    /// Stores a picture in its two sizes.
    ///
    /// @param upload the file as it came; read to its end, or until it is too long, and left open. It
    /// should lie on the disk already, as a multipart upload does: a slow sender would keep others waiting
    /// @throws Refused with a [FileProblem] when it is no picture we take; nothing is stored then
    public Picture store(InputStream upload) {
        atWork.acquireUninterruptibly();
        try {
            return store(Uploads.read(upload, MOST_MEGABYTES));
        } finally {
            atWork.release();
        }
    }

    /// The picture as pixels, for who wants to look into it: checked and turned upright as [#store] does it, and not
    /// stored.
    ///
    /// @throws Refused with a [FileProblem] when it is no picture we take
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
            // Whatever a broken or forged file makes the reader throw: it is the file's fault.
            throw PictureFile.broken();
        } finally {
            reader.dispose();
        }
    }

    /// The picture as plain colours: JPEG has no transparency.
    private static BufferedImage onWhite(BufferedImage image) {
        var plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = plain.createGraphics();
        paper.drawImage(image, 0, 0, Color.WHITE, null);
        paper.dispose();
        return plain;
    }

    /// The picture with its longest side at most so long; never enlarged.
    private static BufferedImage fitted(BufferedImage image, int longest) throws IOException {
        return Math.max(image.getWidth(), image.getHeight()) <= longest
                ? image
                : Thumbnails.of(image).size(longest, longest).asBufferedImage();
    }

    /// Turns the picture as EXIF's orientation says: 2 to 4 keep its sides, 5 to 8 exchange them.
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
