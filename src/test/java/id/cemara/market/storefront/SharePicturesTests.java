package id.cemara.market.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import id.cemara.CemaraTest;
import id.cemara.Web;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// The pictures for link previews and posters.
@CemaraTest
class SharePicturesTests {

    private static final int SCALE = 6;

    @Autowired
    private Environment environment;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @Test
    void a_product_and_a_group_have_a_picture_to_share() throws Exception {
        String slug = web.get("/api/v1/products?group=cemara-indah&size=1")
                .json()
                .get("items")
                .get(0)
                .get("slug")
                .asString();
        for (String path : new String[] {"/pasar/" + slug + "/bagikan.png", "/kelompok/cemara-indah/bagikan.png"}) {
            Web.Answer answer = web.get(path);
            assertThat(answer.header("Content-Type")).isEqualTo("image/png");
            assertThat(answer.bytes()).hasSizeLessThan(300_000);
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.bytes()));
            assertThat(picture.getWidth()).isEqualTo(1200);
            assertThat(picture.getHeight()).isEqualTo(630);
            Set<Integer> colours = new HashSet<>();
            for (int x = 0; x < 1200; x += 3) {
                for (int y = 0; y < 630; y += 3) {
                    colours.add(picture.getRGB(x, y));
                }
            }
            assertThat(colours).as("colours of " + path).hasSizeGreaterThan(200);
            assertThat(web.get(path).bytes()).isEqualTo(answer.bytes());
            assertThat(answer.headers("Vary"))
                    .as("its words are in a language")
                    .anyMatch(vary -> vary.contains("Cookie"));
        }
        assertThat(web.get("/pasar/tidak-ada/bagikan.png").status()).isEqualTo(404);
        assertThat(web.get("/kelompok/tidak-ada/bagikan.png").status()).isEqualTo(404);
    }

    @Test
    void the_code_on_the_poster_leads_to_the_group() throws Exception {
        String poster = web.get("/kelompok/cemara-indah/poster").text();
        var box = Pattern.compile("class=\"poster-code\" viewBox=\"0 0 (\\d+) \\d+\"")
                .matcher(poster);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1));
        var image = new BufferedImage(size * SCALE, size * SCALE, BufferedImage.TYPE_INT_RGB);
        var drawing = image.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, size * SCALE, size * SCALE);
        drawing.setColor(Color.BLACK);
        var path = Pattern.compile("class=\"qr-ink\" d=\"([^\"]+)\"").matcher(poster);
        assertThat(path.find()).isTrue();
        Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z")
                .matcher(path.group(1))
                .results()
                .forEach(bar -> drawing.fillRect(
                        Integer.parseInt(bar.group(1)) * SCALE,
                        Integer.parseInt(bar.group(2)) * SCALE,
                        Integer.parseInt(bar.group(3)) * SCALE,
                        SCALE));
        int side = size * SCALE;
        var read = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(
                        new RGBLuminanceSource(side, side, image.getRGB(0, 0, side, side, null, 0, side)))));
        assertThat(read.getText()).isEqualTo(web.address() + "/kelompok/cemara-indah");
    }
}
