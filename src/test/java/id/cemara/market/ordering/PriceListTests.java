package id.cemara.market.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Prices by quantity for random price steps: a step applies only from its quantity on.
@WritingTest
class PriceListTests {

    @Autowired
    private DatabaseAccess database;

    @Test
    void the_price_is_that_of_the_highest_step_reached() throws SQLException {
        long seed = 6;
        var random = new Random(seed);
        AProduct product = AProduct.aProduct("harga-acak").resting();
        try (Connection owner = TestDatabases.asOwner(database)) {
            product.insert(owner);
            try (var steps = owner.prepareStatement("delete from market.price_steps where product_id = ?");
                    var step = owner.prepareStatement("""
                         insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)
                         select id, group_id, area_code, ?, ? from market.products where id = ?
                         """);
                    var asked = owner.prepareStatement("select market.unit_price(?, ?, ?)")) {
                for (int round = 0; round < 100; round++) {
                    steps.setObject(1, product.id());
                    steps.executeUpdate();
                    Map<Integer, Long> prices = new TreeMap<>();
                    for (int i = random.nextInt(5); i > 0; i--) {
                        prices.put(2 + random.nextInt(40), 1 + random.nextLong(1_000_000_000));
                    }
                    for (Map.Entry<Integer, Long> each : prices.entrySet()) {
                        step.setInt(1, each.getKey());
                        step.setLong(2, each.getValue());
                        step.setObject(3, product.id());
                        step.executeUpdate();
                    }
                    long own = 1 + random.nextLong(1_000_000_000);
                    int quantity = 1 + random.nextInt(50);
                    long expected = own;
                    for (Map.Entry<Integer, Long> each : prices.entrySet()) {
                        expected = each.getKey() <= quantity ? each.getValue() : expected;
                    }
                    asked.setObject(1, product.id());
                    asked.setLong(2, own);
                    asked.setLong(3, quantity);
                    try (var row = asked.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.getLong(1))
                                .as("seed %s, round %s: %s for %s at %s", seed, round, prices, quantity, own)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }
}
