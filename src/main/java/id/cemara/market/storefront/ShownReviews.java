package id.cemara.market.storefront;

import id.cemara.market.Moments;
import id.cemara.shared.ProductId;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A product's reviews as shown in public, newest first.
@Component
public class ShownReviews {

    private static final int SHOWN = 10;

    private final JdbcClient db;

    ShownReviews(JdbcClient db) {
        this.db = db;
    }

    List<Opinion> newest(ProductId product) {
        return db.sql("""
                select r.stars, r.words, coalesce(r.reviewer, '') as reviewer, r.written_at, coalesce(r.answer, '') as answer,
                       s.name as group_name, r.area_code
                  from market.reviews r
                  join market.sellers s on s.group_id = r.group_id
                 where r.product_id = :product and r.hidden_at is null and r.is_counted
                 order by r.written_at desc, r.id
                 limit :limit
                """)
                .param("product", product.value())
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
