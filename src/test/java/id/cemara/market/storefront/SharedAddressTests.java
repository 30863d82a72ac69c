package id.cemara.market.storefront;

import static id.cemara.TestDatabases.asOwner;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Chat programs cache a picture by its address, so a changed picture must have another address.
@WritingTest
class SharedAddressTests {

    private static final Pattern PICTURE =
            Pattern.compile("property=\"og:image\" content=\"[^\"]*(/(?:pasar|kelompok)/[^\"]*)\"");

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Test
    void another_picture_has_another_address() throws SQLException {
        Web web = Web.of(environment);
        try (var owner = asOwner(database);
                var products = new Products(database)) {
            AProduct.aProduct("uji-bagikan-keranjang").of("uji-bagikan").insert(owner);
            String product = picture(web, "/pasar/uji-bagikan-keranjang");
            String group = picture(web, "/kelompok/uji-bagikan");
            assertThat(picture(web, "/pasar/uji-bagikan-keranjang")).isEqualTo(product);
            products.change("update market.products set price = 12345 where slug = 'uji-bagikan-keranjang'");
            assertThat(picture(web, "/pasar/uji-bagikan-keranjang")).isNotEqualTo(product);
            assertThat(picture(web, "/kelompok/uji-bagikan")).isEqualTo(group);
            products.change("update market.products set name = ? where slug = 'uji-bagikan-keranjang'", "W".repeat(80));
            assertThat(picture(web, "/kelompok/uji-bagikan")).isNotEqualTo(group);
            assertThat(web.get(picture(web, "/pasar/uji-bagikan-keranjang")).header("Content-Type"))
                    .isEqualTo("image/png");
        }
    }

    private static String picture(Web web, String path) {
        var picture = PICTURE.matcher(web.get(path).text());
        assertThat(picture.find()).as(path).isTrue();
        return picture.group(1);
    }
}
