package id.cemara.market.storefront;

import id.cemara.TestDatabases;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Changes the market's data directly, for tests of pages that show them.
final class Products implements AutoCloseable {

    private final Connection owner;

    Products(DatabaseAccess database) throws SQLException {
        this.owner = TestDatabases.asOwner(database);
    }

    /// Runs a statement and commits.
    void change(String sql, Object... values) throws SQLException {
        try (var statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    String one(String sql, Object... values) throws SQLException {
        return all(sql, values).getFirst();
    }

    List<String> all(String sql, Object... values) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
        }
        return rows;
    }

    /// Inserts a published, ready product of a group with that stock.
    String add(String group, String slug, String name, String category, long price, int onHand) throws SQLException {
        UUID id = UUID.randomUUID();
        change("""
                insert into market.products (id, group_id, area_code, slug, name, category_key, unit, price, kind, state,
                                             published_at, created_at)
                select ?, g.id, g.area_code, ?, ?, ?, 'bungkus', ?, 'ready', 'published', '2026-11-20T08:00Z',
                       '2026-11-20T08:00Z'
                  from registry.business_groups g where g.slug = ?
                """, id, slug, name, category, price, group);
        change("""
                insert into market.stock (product_id, group_id, area_code, on_hand)
                select id, group_id, area_code, ? from market.products where id = ?
                """, onHand, id);
        return slug;
    }

    /// Deletes such a product.
    void remove(String slug) throws SQLException {
        for (String table : List.of("listings", "price_steps", "product_photos", "stock", "week_capacity")) {
            change(
                    "delete from market." + table
                            + " where product_id = (select id from market.products where slug = ?)",
                    slug);
        }
        change("delete from market.products where slug = ?", slug);
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
