package id.cemara.market.sample.orders;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A product of the sample that is shown, and what orders have of it so far.
final class Ware {

    /// From how many on which price counts.
    private record Step(int from, long price) {}

    final UUID id;
    final String slug;
    final String name;
    final String unit;
    final String category;
    final int least;
    final int most;
    final boolean isMadeToOrder;
    final int leadDays;
    final int weekCapacity;
    private final long price;
    private final int onHand;
    private final List<Step> steps = new ArrayList<>();
    private final Map<LocalDate, Integer> weeks = new HashMap<>();
    private int reserved;

    private Ware(ResultSet row) throws SQLException {
        this.id = row.getObject("id", UUID.class);
        this.slug = row.getString("slug");
        this.name = row.getString("name");
        this.unit = row.getString("unit");
        this.category = row.getString("category_key");
        this.price = row.getLong("price");
        this.least = row.getInt("min_quantity");
        this.most = row.getInt("max_quantity");
        this.isMadeToOrder = row.getString("kind").equals("made-to-order");
        this.leadDays = row.getInt("lead_days");
        this.weekCapacity = row.getInt("week_capacity");
        this.onHand = row.getInt("on_hand");
    }

    /// What each group shows, by the group's id and by slug.
    static Map<UUID, List<Ware>> all(Connection owner) throws SQLException {
        Map<UUID, List<Ware>> wares = new HashMap<>();
        Map<UUID, Ware> byId = new HashMap<>();
        try (var statement = owner.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    select p.id, p.group_id, p.slug, p.name, p.unit, p.category_key, p.price, p.min_quantity,
                           coalesce(p.max_quantity, 100000) as max_quantity, p.kind, p.lead_days,
                           coalesce(p.week_capacity, 0) as week_capacity, coalesce(s.on_hand, 0) as on_hand
                      from market.products p
                      left join market.stock s on s.product_id = p.id
                     where p.state = 'published'
                     order by p.slug collate "C"
                    """)) {
                while (row.next()) {
                    var ware = new Ware(row);
                    byId.put(ware.id, ware);
                    wares.computeIfAbsent(row.getObject("group_id", UUID.class), group -> new ArrayList<>())
                            .add(ware);
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "select product_id, from_quantity, price from market.price_steps order by 1, 2")) {
                while (row.next()) {
                    Ware ware = byId.get(row.getObject(1, UUID.class));
                    if (ware != null) {
                        ware.steps.add(new Step(row.getInt(2), row.getLong(3)));
                    }
                }
            }
        }
        return wares;
    }

    /// What one costs when so many are bought.
    long price(int quantity) {
        long unit = price;
        for (Step step : steps) {
            if (quantity >= step.from) {
                unit = step.price;
            }
        }
        return unit;
    }

    /// Whether so many more can be promised from the shelf.
    boolean hasFree(int quantity) {
        return onHand - reserved >= quantity;
    }

    void reserve(int quantity) {
        reserved += quantity;
    }

    int reserved() {
        return reserved;
    }

    /// Whether the hands of that week can make so many more.
    boolean hasFree(int quantity, LocalDate monday) {
        return weekCapacity - weeks.getOrDefault(monday, 0) >= quantity;
    }

    void reserve(int quantity, LocalDate monday) {
        weeks.merge(monday, quantity, Integer::sum);
    }

    /// What is promised of each week.
    Map<LocalDate, Integer> weeks() {
        return weeks;
    }
}
