package id.cemara.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.cemara.platform.Settings;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploaded pictures and documents: what is stored and what is refused.
class TakingPicturesInTests {

    private static final String PAGE = "<!doctype html><script>alert(1)</script>";

    @TempDir
    private Path data;

    private FileStore files;
    private Pictures pictures;
    private Documents documents;

    @BeforeEach
    void store() {
        files = new FileStore(new Settings(
                data,
                new Settings.Database(
                        null, new Settings.Database.LogIn(null, null), new Settings.Database.LogIn(null, null)),
                new Settings.Sample("off", 17, null),
                "bengkulu",
                null,
                new Settings.Public(null)));
        pictures = new Pictures(files);
        documents = new Documents(files, pictures);
    }

    @AfterEach
    void nothing_half_made_is_left() throws IOException {
        assertThat(stored()).allMatch(file -> file.getFileName().toString().matches("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void a_large_picture_becomes_one_for_a_phone_and_a_small_one(String format) throws IOException {
        Picture kept = pictures.store(in(TestPictures.redAndBlue(format, 3200, 2000)));

        assertThat(kept.width()).isEqualTo(1600);
        assertThat(kept.height()).isEqualTo(1000);
        assertThat(image(kept.hash()).getWidth()).isEqualTo(1600);
        assertThat(image(kept.thumbnailHash()).getWidth()).isEqualTo(480);
        assertThat(image(kept.thumbnailHash()).getHeight()).isEqualTo(300);
        assertThat(isRed(image(kept.hash()), 10, 10)).isTrue();
        assertThat(isRed(image(kept.hash()), 1590, 10)).isFalse();
    }

    @Test
    void a_small_picture_is_not_enlarged_and_the_same_picture_is_kept_once() throws IOException {
        Picture first = pictures.store(in(TestPictures.redAndBlue("png", 100, 60)));
        Picture second = pictures.store(in(TestPictures.redAndBlue("png", 100, 60)));

        assertThat(first).isEqualTo(second);
        assertThat(first.width()).isEqualTo(100);
        assertThat(stored()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 60, 40, left", "2, 60, 40, right", "3, 60, 40, right", "4, 60, 40, left",
        "5, 40, 60, top", "6, 40, 60, top", "7, 40, 60, bottom", "8, 40, 60, bottom"
    })
    void a_picture_is_turned_as_the_camera_was_held(int orientation, int width, int height, String red)
            throws IOException {
        Picture kept = pictures.store(in(TestPictures.withExif(TestPictures.redAndBlue("jpeg", 60, 40), orientation)));

        BufferedImage image = image(kept.hash());
        assertThat(List.of(kept.width(), kept.height(), image.getWidth(), image.getHeight()))
                .containsExactly(width, height, width, height);
        int x = red.equals("right") ? width - 3 : 3;
        int y = red.equals("bottom") ? height - 3 : 3;
        assertThat(isRed(image, x, y)).isTrue();
        assertThat(isRed(image, width - x, height - y)).isFalse();
    }

    @Test
    void nothing_tells_where_or_when_a_kept_picture_was_taken() throws IOException {
        byte[] upload = TestPictures.withExif(TestPictures.redAndBlue("jpeg", 700, 400), 1);
        assertThat(text(upload)).contains("Exif", "GPS-DI-SINI", "2026:11:24");

        Picture kept = pictures.store(in(upload));

        for (String hash : List.of(kept.hash(), kept.thumbnailHash())) {
            byte[] file = Files.readAllBytes(files.find(hash).orElseThrow());
            assertThat(text(file)).doesNotContain("Exif", "GPS", "2026:11:24");
            assertThat(JpegParts.read(file).pixels()).hasSameSizeAs(file); // nothing in it is dropped
        }
    }

    @Test
    void what_a_phone_appends_to_a_jpeg_is_left_out() throws IOException {
        byte[] upload =
                TestPictures.join(TestPictures.redAndBlue("jpeg", 60, 40), bytes("ftypmp42 a short film " + PAGE));
        Picture kept = pictures.store(in(upload));
        assertThat(text(Files.readAllBytes(files.find(kept.hash()).orElseThrow())))
                .doesNotContain("film", "script");
    }

    @Test
    void a_picture_of_a_hundred_megapixels_is_refused_before_it_is_decoded() throws IOException {
        assertRefused(TestPictures.emptyPng(10_000, 10_000), new FileProblem.TooManyPixels(10_000, 10_000, 40));
        assertRefused(TestPictures.emptyPng(1_000_000, 1), new FileProblem.TooManyPixels(1_000_000, 1, 40));
        assertRefused(
                TestPictures.emptyPng(Integer.MIN_VALUE, -1),
                new FileProblem.TooManyPixels(2147483648L, 4294967295L, 40));
    }

    @Test
    void a_page_that_calls_itself_a_picture_is_refused() throws IOException {
        assertRefused(bytes(PAGE), new FileProblem.NotAPicture());
        assertRefused(TestPictures.join(PngParts.SIGNATURE, bytes(PAGE)), new FileProblem.BrokenPicture());
        assertRefused(
                TestPictures.join(TestPictures.redAndBlue("png", 40, 20), bytes(PAGE)),
                new FileProblem.BrokenPicture());
    }

    @Test
    void a_page_hidden_in_a_picture_is_not_kept() throws IOException {
        Picture kept = pictures.store(in(TestPictures.pngWith("tEXt", bytes("Comment\0" + PAGE))));
        assertThat(text(Files.readAllBytes(files.find(kept.hash()).orElseThrow())))
                .doesNotContain("script");
    }

    @Test
    void other_kinds_are_refused_by_their_content() throws IOException {
        assertRefused(TestPictures.redAndBlue("gif", 40, 20), new FileProblem.NotAPicture());
        assertRefused(TestPictures.redAndBlue("bmp", 40, 20), new FileProblem.NotAPicture());
        assertRefused(
                bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"), new FileProblem.NotAPicture());
        assertRefused(bytes("RIFF\0\0\0\0WEBPVP8 "), new FileProblem.NotAPicture());
        assertRefused(new byte[0], new FileProblem.NoFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void a_picture_cut_off_anywhere_is_refused(String format) throws IOException {
        byte[] whole = TestPictures.redAndBlue(format, 640, 480);
        for (int length = 9; length < whole.length; length += Math.max(1, whole.length / 40)) {
            assertRefused(Arrays.copyOf(whole, length), new FileProblem.BrokenPicture());
        }
    }

    @Test
    void a_png_whose_pixels_are_missing_is_refused() throws IOException {
        assertRefused(TestPictures.emptyPng(4000, 4000), new FileProblem.BrokenPicture());
    }

    @ParameterizedTest
    @CsvSource({"iCCP, profil", "zTXt, Comment", "iTXt, Comment"})
    void compressed_bombs_beside_the_pixels_are_left_out_unread(String type, String name) throws IOException {
        byte[] before = bytes(type.equals("iTXt") ? name + "\0\1\0\0\0" : name + "\0\0");
        Picture kept = pictures.store(in(TestPictures.pngWith(type, TestPictures.join(before, TestPictures.bomb()))));
        assertThat(kept.width()).isEqualTo(40);
    }

    @Test
    void a_file_that_never_ends_is_refused_after_its_limit() throws IOException {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 0xff;
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                given += length;
                return length;
            }
        };
        assertThat(problem(() -> pictures.store(endless))).isEqualTo(new FileProblem.FileTooLarge(15));
        assertThat(endless.given).isLessThan(16 * 1024 * 1024);
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_paper_is_a_whole_pdf_or_a_picture() throws IOException {
        StoredDocument pdf = documents.store(in(bytes("%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n")));
        assertThat(pdf.mediaType()).isEqualTo("application/pdf");
        StoredDocument photo = documents.store(in(TestPictures.withExif(TestPictures.redAndBlue("jpeg", 60, 40), 1)));
        assertThat(photo.mediaType()).isEqualTo("image/jpeg");
        assertThat(text(Files.readAllBytes(files.find(photo.hash()).orElseThrow())))
                .doesNotContain("GPS");
        List<Path> before = stored();

        assertThat(problem(() -> documents.store(in(bytes("%PDF-1.7\n1 0 obj")))))
                .isEqualTo(new FileProblem.NotADocument());
        assertThat(problem(() -> documents.store(in(bytes(PAGE))))).isEqualTo(new FileProblem.NotADocument());
        assertThat(problem(() -> documents.store(in(new byte[11 * 1024 * 1024]))))
                .isEqualTo(new FileProblem.FileTooLarge(10));
        assertThat(stored()).isEqualTo(before);
    }

    private void assertRefused(byte[] upload, FileProblem why) throws IOException {
        assertThat(problem(() -> pictures.store(in(upload)))).isEqualTo(why);
        assertThat(stored()).isEmpty();
    }

    private static Problem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(Refused.class, work).problem();
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private BufferedImage image(String hash) throws IOException {
        return ImageIO.read(files.find(hash).orElseThrow().toFile());
    }

    private static boolean isRed(BufferedImage image, int x, int y) {
        int colour = image.getRGB(x, y);
        return (colour >> 16 & 0xff) > (colour & 0xff);
    }

    private static InputStream in(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
