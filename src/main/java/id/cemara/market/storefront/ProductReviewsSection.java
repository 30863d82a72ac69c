package id.cemara.market.storefront;

import gg.jte.Content;
import id.cemara.market.Moments;
import id.cemara.market.catalog.ProductPage;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The reviews section of a product page, newest first.
@Component
public final class ProductReviewsSection implements PageSection<ProductPage> {

    private static final int SHOWN = 10;

    private final JdbcClient db;
    private final Sections sections;

    ProductReviewsSection(JdbcClient db, @Lazy Sections sections) {
        this.db = db;
        this.sections = sections;
    }

    @Override
    public Class<ProductPage> page() {
        return ProductPage.class;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> render(ProductPage page) {
        if (page.reviews() == 0) {
            return Optional.empty();
        }
        List<Opinion> opinions = newest(page.id());
        return opinions.isEmpty()
                ? Optional.empty()
                : Optional.of(sections.render(
                        "market/storefront/reviews", Map.of("opinions", opinions, "reviews", page.reviews())));
    }

    private List<Opinion> newest(UUID product) {
        return db.sql("""
                select r.stars, r.words, coalesce(r.reviewer, '') as reviewer, r.written_at, coalesce(r.answer, '') as answer,
                       s.name as group_name, r.area_code
                  from market.reviews r
                  join market.sellers s on s.group_id = r.group_id
                 where r.product_id = :product and r.hidden_at is null and r.is_counted
                 order by r.written_at desc, r.id
                 limit :limit
                """)
                .param("product", product)
                .param("limit", SHOWN)
                .query((row, number) -> new Opinion(
                        row.getInt("stars"),
                        row.getString("words"),
                        row.getString("reviewer"),
                        Moments.day(
                                row.getObject("written_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("area_code")),
                        row.getString("answer"),
                        row.getString("group_name")))
                .list();
    }

    /// A review as shown in public.
    ///
    /// @param stars 1 to 5
    /// @param words empty if none were written
    /// @param reviewer the first name; empty if it may not be shown
    /// @param answer of the group; empty if there is none
    public record Opinion(
            int stars, String words, String reviewer, LocalDate writtenOn, String answer, String groupName) {}
}
