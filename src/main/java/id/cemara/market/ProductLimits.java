package id.cemara.market;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What can be bought now: the answers of `market.buyable`, the one place that knows every limit of a product.
@Component
public class ProductLimits {

    private final JdbcClient db;
    private final Clock clock;

    ProductLimits(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// By product; one that is not there, or not for the actor to see, is missing.
    public Map<UUID, Buyable> of(Collection<UUID> products) {
        Map<UUID, Buyable> limits = new HashMap<>();
        db.sql("select product_id, available, share, at_least, most, obstacle from market.buyable(:products, :today)")
                .param("products", products.toArray(UUID[]::new))
                .param("today", LocalDate.now(clock))
                .query(row -> {
                    limits.put(row.getObject("product_id", UUID.class), Buyable.read(row));
                });
        return limits;
    }

    /// Why no product of the group can be ordered, as [Buyable#obstacle] says it; empty when nothing stands in the way.
    public Optional<String> obstacleOf(UUID group) {
        return Optional.of(db.sql("select coalesce(market.obstacle(:group, true), '')")
                        .param("group", group)
                        .query(String.class)
                        .single())
                .filter(obstacle -> !obstacle.isEmpty());
    }
}
