package id.cemara.market.catalog.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import id.cemara.market.catalog.ProductPicture;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// The drawings of products without a photo.
@CemaraTest
class DrawingsTests {

    @Autowired
    private Environment environment;

    @Test
    void each_is_small_and_well_formed_and_holds_nothing_that_runs() throws Exception {
        for (Drawing drawing : Drawing.all()) {
            byte[] bytes = drawing.svg().getBytes(StandardCharsets.UTF_8);
            assertThat(bytes.length).as(drawing.name()).isLessThan(3 * 1024);
            assertThat(drawing.svg())
                    .as(drawing.name())
                    .doesNotContain("style", "<script", "{", "http://www.w3.org/1999");
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        }
        assertThat(Drawing.all()).hasSize(Motif.values().length * 32);
    }

    @Test
    void a_product_keeps_its_drawing_and_products_of_a_kind_differ() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            seen.add(Drawing.of("snacks", "Keripik", "keripik-" + i).name());
        }
        assertThat(seen).hasSizeGreaterThan(15);
        assertThat(ProductPicture.of("coffee", "Kopi bubuk", "kopi-bubuk", null))
                .isEqualTo(ProductPicture.of("coffee", "Kopi bubuk", "kopi-bubuk", null));
        assertThat(ProductPicture.of("fish", "Abon", "abon", new ProductPicture.Photo("a", "b", 960, 480, "Abon")))
                .isEqualTo(new ProductPicture("/berkas/b", "Abon", 480, 240, false));
    }

    @Test
    void it_is_served_to_be_kept_for_ever() {
        Web web = Web.of(environment);
        String address = ProductPicture.of("drinks", "Sirup", "sirup", null).address();
        var answer = web.get(address);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(answer.header("Cache-Control")).contains("max-age=31536000", "public", "immutable");
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(web.get("/pasar/gambar/bottle-0-000000000000.svg").status()).isEqualTo(404);
    }
}
