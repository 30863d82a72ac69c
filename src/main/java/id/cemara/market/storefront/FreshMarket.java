package id.cemara.market.storefront;

import id.cemara.platform.DataVersions;
import id.cemara.shell.CachedPage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The data versions of the market's public pages, by which cached copies are validated. For a product page
/// it includes the shelf or the free weeks, as far as the page shows them, and the stock that one buyer's
/// share is computed from.
@Component
record FreshMarket(JdbcClient db, DataVersions versions, Clock clock) implements CachedPage {

    /// Shared by all cached answers of this package, so that a request reads one data version.
    static final List<String> TOPICS = List.of("area", "market");
    private static final String OF_PRODUCTS = "/pasar/";

    @Override
    public Optional<String> version(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals("/pasar")) {
            return Optional.of(versions.of(TOPICS));
        }
        if (!path.startsWith(OF_PRODUCTS) || path.indexOf('/', OF_PRODUCTS.length()) >= 0) {
            return Optional.empty();
        }
        String slug = path.substring(OF_PRODUCTS.length());
        return slug.matches("[a-z0-9-]{1,120}") ? Optional.of(versions.of(TOPICS) + left(slug)) : Optional.empty();
    }

    /// What a product page shows of the stock: a number only up to the limit for few; for made-to-order
    /// products, the free capacity by week.
    private String left(String slug) {
        return db.sql("""
                select case when p.kind = 'ready' then 'l' || coalesce(
                            (select least(k.on_hand - k.reserved, greatest(:few, p.min_quantity) + 1) || 's' || k.on_hand
                               from market.stock k where k.product_id = p.id), '0')
                            else 'w' || coalesce((select string_agg(c.week || ':' || (c.capacity - c.reserved), ' ' order by c.week)
                                                    from market.week_capacity c
                                                   where c.product_id = p.id and c.week > :today - 7), '') end
                  from market.products p
                 where p.slug = :slug
                """)
                .param("slug", slug)
                .param("few", ProductPages.FEW)
                .param("today", LocalDate.now(clock))
                .query(String.class)
                .optional()
                .orElse("");
    }
}
