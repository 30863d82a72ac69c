package id.cemara.market.catalog;

import id.cemara.shared.GroupId;
import id.cemara.shared.ProductId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads how much of a product can be bought. `market.buyable` is the one place that combines all limits.
@Component
public class ProductLimits {

    private final JdbcClient db;
    private final Clock clock;

    ProductLimits(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The limits by product. Products that do not exist or that the actor may not see are missing.
    public Map<ProductId, Buyable> of(Collection<ProductId> products) {
        Map<ProductId, Buyable> limits = new HashMap<>();
        db.sql("select product_id, available, share, at_least, most, obstacle from market.buyable(:products, :today)")
                .param("products", products.stream().map(ProductId::value).toArray(UUID[]::new))
                .param("today", LocalDate.now(clock))
                .query(row -> {
                    limits.put(new ProductId(row.getObject("product_id", UUID.class)), Buyable.read(row));
                });
        return limits;
    }

    /// Why no product of the group can be ordered, not even a light and cheap one, as in [Buyable#obstacle]; empty
    /// if there is no obstacle.
    public Optional<String> obstacleOf(GroupId group) {
        return Optional.of(db.sql("select coalesce(market.obstacle(:group, 1, 0, 0), '')")
                        .param("group", group.value())
                        .query(String.class)
                        .single())
                .filter(obstacle -> !obstacle.isEmpty());
    }
}
