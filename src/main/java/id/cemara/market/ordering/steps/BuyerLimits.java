package id.cemara.market.ordering.steps;

import id.cemara.shared.OrderId;
import id.cemara.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Limits per phone number on orders that no group has confirmed yet: the number of open checkouts, and the
/// share of a product's stock or capacity that they reserve.
@Component
public class BuyerLimits {

    private final JdbcClient db;

    BuyerLimits(JdbcClient db) {
        this.db = db;
    }

    /// Checks these orders, which must have reserved their goods already, together with the buyer's other
    /// unconfirmed orders. Serialised per phone number by an advisory lock that lasts until the transaction
    /// ends.
    ///
    /// @throws Refused if a limit is exceeded; the caller must roll back, which releases the reservations
    public void check(List<OrderId> orders) {
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
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
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
