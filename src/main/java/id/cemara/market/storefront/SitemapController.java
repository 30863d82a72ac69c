package id.cemara.market.storefront;

import id.cemara.platform.PublicAddress;
import id.cemara.shared.Refused;
import id.cemara.shell.NavItem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// `/robots.txt`, and `/sitemap.xml` with all public pages, products and groups. With more addresses than
/// one file may have, it becomes an index of several files.
@Controller
record SitemapController(
        JdbcClient db, TransactionTemplate transactions, PublicAddress address, ObjectProvider<NavItem> navigation) {

    /// The most addresses in one file. Source: sitemaps.org, protocol 0.9.
    private static final int MOST = 50_000;

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    @GetMapping("/robots.txt")
    ResponseEntity<String> robots() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("""
                User-agent: *
                Disallow: /kerja
                Disallow: /keranjang
                Disallow: /pesanan
                Disallow: /masuk
                Disallow: /undangan
                Disallow: /*format=
                Disallow: /*cursor=

                Sitemap: %s/sitemap.xml
                """.formatted(address.url()));
    }

    @GetMapping("/sitemap.xml")
    void sitemap(HttpServletResponse response) throws IOException {
        long addresses = db.sql("""
                select (select count(*) from market.listings) + (select count(*) from market.sellers where is_open)
                """).query(Long.class).single();
        addresses += pages().length;
        if (addresses <= MOST) {
            write(response, "urlset", out -> some(out, 0, MOST));
            return;
        }
        long files = (addresses + MOST - 1) / MOST;
        write(response, "sitemapindex", out -> {
            for (long file = 1; file <= files; file++) {
                out.write("<sitemap><loc>" + address.url() + "/sitemap-" + file + ".xml</loc></sitemap>\n");
            }
        });
    }

    @GetMapping("/sitemap-{number}.xml")
    void part(@PathVariable String number, HttpServletResponse response) throws IOException {
        if (!number.matches("[1-9]\\d{0,3}")) {
            throw Refused.notFound();
        }
        write(response, "urlset", out -> some(out, (Integer.parseInt(number) - 1L) * MOST, MOST));
    }

    private interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private static void write(HttpServletResponse response, String element, Content content) throws IOException {
        response.setContentType("application/xml;charset=UTF-8");
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 16_384)) {
            out.write("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <%s xmlns="%s">
                    """.formatted(element, NAMESPACE));
            content.writeTo(out);
            out.write("</" + element + ">\n");
        }
    }

    /// The home page and the pages of the public navigation.
    private String[] pages() {
        return Stream.concat(Stream.of("/"), navigation.stream().map(NavItem::path))
                .distinct()
                .toArray(String[]::new);
    }

    /// Streams a part of all addresses, in a fixed order.
    private void some(Writer out, long from, int count) {
        transactions.executeWithoutResult(transaction -> {
            try (var paths = db
                    .sql("""
                    select path
                      from (select unnest(cast(:pages as text[])) as path
                             union all
                            select '/pasar/' || slug as path from market.listings
                             union all
                            select '/kelompok/' || slug from market.sellers where is_open) p
                     order by path collate "C"
                     limit :count offset :from
                    """)
                    .withFetchSize(1000)
                    .param("pages", pages())
                    .param("count", count)
                    .param("from", from)
                    .query(String.class)
                    .stream()) {
                for (String path : (Iterable<String>) paths::iterator) {
                    addressOf(out, path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Slugs contain nothing that must be escaped in XML or addresses.
    private void addressOf(Writer out, String path) throws IOException {
        out.write("<url><loc>" + address.url() + path + "</loc></url>\n");
    }
}
