package id.cemara.market.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A product's address never hides that of another page.
@WritingTest
class ProductSlugsTests {

    @Autowired
    private Environment environment;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void a_product_named_like_a_page_beside_it_gets_another_address() {
        Web web = Web.of(environment);
        String[] lebong = web.bearer("lebong");
        String group = web.json("POST", "/api/v1/groups", """
                        {"name": "Alamat Produk", "village": "17.07.04.1003", "sector": "services"}
                        """, lebong)
                .json()
                .get("number")
                .asString();
        Set<String> names = namesBesideProducts();
        assertThat(names).contains("baru", "saran");
        for (String name : names) {
            Answer made = web.json("POST", "/api/v1/products", """
                    {"group": "%s", "name": "%s", "unit": "lembar", "price": 50000, "category": "crafts"}
                    """.formatted(group, name), lebong);
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.json().get("slug").asString()).isNotEqualTo(name);
        }
    }

    /// The fixed last segments of addresses that also exist with a product's slug in that place.
    private Set<String> namesBesideProducts() {
        Set<String> patterns = new TreeSet<>();
        mapping.getHandlerMethods().keySet().forEach(info -> patterns.addAll(info.getPatternValues()));
        Set<String> names = new TreeSet<>();
        for (String pattern : patterns) {
            int end = pattern.lastIndexOf('/') + 1;
            String last = pattern.substring(end);
            if (last.matches("[a-z0-9-]+") && patterns.contains(pattern.substring(0, end) + "{slug}")) {
                boolean isOfProducts =
                        pattern.contains("/produk/") || pattern.startsWith("/pasar/") || pattern.contains("/products/");
                if (isOfProducts) {
                    names.add(last);
                }
            }
        }
        return names;
    }
}
