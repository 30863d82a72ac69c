package id.cemara.market.storefront;

import static id.cemara.TestDatabases.asOwner;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.SpelledNames;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.platform.DatabaseAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// A product is found by its name in any spelling of separators and accents.
@WritingTest
class FindingProductsByAnySpellingTests {

    private static final String LISTED = """
            select l.name || ' by ' || q.last
              from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as q (id, stems, last, beginning)
              join market.listings l on l.product_id = q.id::uuid
             where not l.search @@ market.wanted(q.stems, q.last, q.beginning)
             limit 20
            """;

    private static final String NAMED = """
            select q.name || ' by ' || q.last
              from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as q (name, stems, last, beginning)
             where not market.named(q.name) @@ market.wanted(q.stems, q.last, q.beginning)
             limit 20
            """;

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Synonyms synonyms;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "uji-eja-bakwan| Bakwan.Sayur/Tahu| bakwan tahu",
                "uji-eja-mbah| Bakso D’Anggrek (50 g)| d'anggrek",
                "uji-eja-maruf| Rujak Ma'ruf| rujak maruf",
                "uji-eja-cafe| Rujak Café Mádu| cafe madu"
            })
    void a_product_is_found_suggested_and_listed_by_its_own_name_and_by_its_words(
            String slug, String name, String words) throws SQLException {
        put(slug, name);
        assertThat(found(name)).contains(slug);
        assertThat(found(words)).contains(slug);
        List<String> suggested = new ArrayList<>();
        web.get("/pasar/saran?q=" + encoded(words)).json().forEach(suggestion -> suggested.add(suggestion.asString()));
        assertThat(suggested).contains(name);
    }

    @Test
    void numbers_match_whole() throws SQLException {
        put("uji-eja-ketan-1", "Ketanuji 1");
        put("uji-eja-ketan-17", "Ketanuji 17");
        assertThat(found("ketanuji 1")).containsExactly("uji-eja-ketan-1");
        assertThat(found("ketanuji")).contains("uji-eja-ketan-1", "uji-eja-ketan-17");
    }

    @Test
    void every_name_in_the_market_finds_its_product_by_itself_by_each_word_and_without_accents() throws SQLException {
        try (var products = new Products(database)) {
            List<String[]> asked = new ArrayList<>();
            for (String row :
                    products.all("select product_id || ' ' || name from market.listings order by product_id")) {
                String[] product = row.split(" ", 2);
                for (SpelledNames.Way way : SpelledNames.Way.values()) {
                    way.of(product[1]).forEach(typed -> ask(product[0], typed, asked));
                }
            }
            assertThat(missed(products, LISTED, asked)).isEmpty();
        }
    }

    @Test
    void ten_thousand_names_are_found_by_themselves_by_each_word_and_without_accents() throws SQLException {
        List<String[]> asked = new ArrayList<>();
        for (String name : SpelledNames.generated(10_000)) {
            for (SpelledNames.Way way : SpelledNames.Way.values()) {
                way.of(name).forEach(typed -> ask(name, typed, asked));
            }
        }
        try (var products = new Products(database)) {
            assertThat(missed(products, NAMED, asked))
                    .as("seed %d", SpelledNames.SEED)
                    .isEmpty();
        }
    }

    /// Adds the query; skips text without a word that restricts the search.
    private void ask(String of, String typed, List<String[]> asked) {
        SearchText text = SearchText.of(typed, synonyms.book());
        if (!text.isEmpty()) {
            asked.add(new String[] {of, text.stems(), text.last(), text.beginning()});
        }
    }

    private static List<String> missed(Products products, String sql, List<String[]> asked) throws SQLException {
        assertThat(asked).isNotEmpty();
        Object[] columns = new Object[4];
        for (int column = 0; column < columns.length; column++) {
            int at = column;
            columns[column] = asked.stream().map(row -> row[at]).toArray(String[]::new);
        }
        return products.all(sql, columns);
    }

    private void put(String slug, String name) throws SQLException {
        try (var owner = asOwner(database);
                var products = new Products(database)) {
            if (products.all("select slug from market.products where slug = ?", slug)
                    .isEmpty()) {
                AProduct.aProduct(slug).of("uji-eja-produk").insert(owner);
            }
            products.change("update market.products set name = ? where slug = ?", name, slug);
        }
    }

    private List<String> found(String typed) {
        List<String> slugs = new ArrayList<>();
        web.get("/api/v1/products?size=100&q=" + encoded(typed))
                .json()
                .get("items")
                .forEach(product -> slugs.add(product.get("slug").asString()));
        return slugs;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
