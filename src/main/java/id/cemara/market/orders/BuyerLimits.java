package id.cemara.market.orders;

import id.cemara.market.OrderProblem;
import id.cemara.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one phone number may keep open that no group has confirmed: so many checkouts, and a share of what there is.
@Component
class BuyerLimits {

    private final JdbcClient db;

    BuyerLimits(JdbcClient db) {
        this.db = db;
    }

    /// Looks at these orders of one buyer, which hold their goods already, together with all others of that buyer.
    ///
    /// @throws Refused when it is too much; the caller's transaction then gives the goods back
    void check(List<UUID> orders) {
        db.sql("""
                select c.problem, c.most, l.slug, l.name
                  from (select buyer_hash from market.orders where id = any (:orders) limit 1) o
                 cross join lateral market.check_buyer(o.buyer_hash, :orders) c
                  left join lateral (select slug, name
                                       from market.order_lines
                                      where product_id = c.product_id and order_id = any (:orders)
                                      limit 1) l on true
                 order by c.product_id
                 limit 1
                """)
                .param("orders", orders.toArray(UUID[]::new))
                .query((row, number) -> row.getString("problem").equals("open-orders")
                        ? new OrderProblem.TooManyOpenOrders(row.getInt("most"))
                        : new OrderProblem.TooLargeShare(
                                row.getString("slug"), row.getString("name"), row.getInt("most")))
                .optional()
                .ifPresent(problem -> {
                    throw new Refused(problem);
                });
    }
}
