package id.cemara.market.sample;

import id.cemara.market.sample.Seller.Paper;
import id.cemara.payment.Payments;
import id.cemara.platform.CopyTable;
import id.cemara.shared.Money;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Copies sellers, shops and products into the market's tables, as their owner and within the caller's transaction.
/// What buyers search is made once at the end instead of by triggers, which would make it for the products and for the
/// shelves again.
final class ProductWriter {

    private static final int AT_ONCE = 5_000;

    /// Whose rows make what buyers search.
    private static final List<String> LISTED = List.of("market.products", "market.stock");

    private final Connection owner;
    private final CopyManager manager;
    private final List<UUID> ids = new ArrayList<>();
    private int waiting;
    private long listingNanos;

    private final CopyTable sellers = new CopyTable(
            "market.sellers",
            "group_id, number, slug, name, area_code, place, primary_sector, is_open, p_irt, p_irt_until, halal,"
                    + " halal_until, md, md_until, is_paid_ahead, paid_ahead_most");
    private final CopyTable shops = new CopyTable(
            "market.shops",
            "group_id, area_code, whatsapp, welcome, takes_cod, takes_institutions, pickup_place, pickup_hours");
    private final CopyTable products = new CopyTable(
            "market.products",
            "id, group_id, area_code, slug, name, description, ingredients, category_key, unit, price,"
                    + " net_weight_grams, weight_grams, shelf_life_days, storage, min_quantity, max_quantity, kind,"
                    + " lead_days, week_capacity, halal, state, published_at, created_at");
    private final CopyTable steps =
            new CopyTable("market.price_steps", "product_id, group_id, area_code, from_quantity, price");
    private final CopyTable batches =
            new CopyTable("market.batches", "id, product_id, group_id, area_code, code, made_on, expires_on, quantity");
    private final CopyTable stock = new CopyTable("market.stock", "product_id, group_id, area_code, on_hand");

    /// Referenced tables before those that refer to them.
    private final List<CopyTable> tables = List.of(sellers, shops, products, steps, batches, stock);

    ProductWriter(Connection owner) throws SQLException {
        this.owner = owner;
        this.manager = owner.unwrap(PGConnection.class).getCopyAPI();
        triggers("disable");
    }

    /// How a group of the sample sells.
    ///
    /// @param welcome null when it says nothing
    record InventedShop(
            String whatsapp,
            @Nullable String welcome,
            boolean takesCod,
            boolean takesInstitutions,
            String pickupPlace,
            String pickupHours) {

        /// The same, taking cash.
        InventedShop withCash() {
            return new InventedShop(whatsapp, welcome, true, takesInstitutions, pickupPlace, pickupHours);
        }
    }

    void write(Seller seller) throws SQLException {
        var group = seller.group();
        sellers.add(
                group.id().value(),
                group.number(),
                group.slug(),
                group.name(),
                group.areaCode(),
                group.place(),
                group.primarySector(),
                group.isOpen(),
                number(seller.homeFood()),
                seller.homeFood() == null ? null : seller.homeFood().until(),
                number(seller.halal()),
                seller.halal() == null ? null : seller.halal().until(),
                number(seller.md()),
                seller.md() == null ? null : seller.md().until(),
                seller.isPaidAhead(),
                Payments.mostAhead(seller.paidAhead()).map(Money::rupiah).orElse(null));
        sendWhenMany();
    }

    void write(Seller seller, InventedShop shop) throws SQLException {
        shops.add(
                seller.group().id().value(),
                seller.group().areaCode(),
                shop.whatsapp(),
                shop.welcome(),
                shop.takesCod(),
                shop.takesInstitutions(),
                shop.pickupPlace(),
                shop.pickupHours());
        sendWhenMany();
    }

    void write(InventedProduct product) throws SQLException {
        UUID group = product.seller().group().id().value();
        String area = product.seller().group().areaCode();
        Recipe recipe = product.recipe();
        ids.add(product.id());
        products.add(
                product.id(),
                group,
                area,
                product.slug(),
                product.name(),
                product.description(),
                recipe.ingredients(),
                recipe.category(),
                recipe.unit(),
                product.price(),
                recipe.netWeightGrams(),
                recipe.weightGrams(),
                recipe.shelfLifeDays(),
                recipe.storage(),
                product.minQuantity(),
                product.maxQuantity(),
                recipe.isMadeToOrder() ? "made-to-order" : "ready",
                recipe.leadDays(),
                recipe.weekCapacity(),
                product.halal(),
                product.state(),
                product.publishedAt(),
                product.createdAt());
        for (InventedProduct.Step step : product.steps()) {
            steps.add(product.id(), group, area, step.fromQuantity(), step.price());
        }
        for (InventedProduct.Batch batch : product.batches()) {
            UUID id = UUID.nameUUIDFromBytes(
                    ("sample batch " + product.id() + batch.code()).getBytes(StandardCharsets.UTF_8));
            batches.add(
                    id, product.id(), group, area, batch.code(), batch.madeOn(), batch.expiresOn(), batch.quantity());
        }
        if (product.onHand() != null) {
            stock.add(product.id(), group, area, product.onHand());
        }
        sendWhenMany();
    }

    /// Sends what is waiting and lets the database look at the tables anew.
    ///
    /// @return the tables with what was written
    List<CopyTable> finish() throws SQLException {
        send();
        try (Statement statement = owner.createStatement()) {
            for (CopyTable table : tables) {
                statement.execute("analyze " + table.name());
            }
        }
        long start = System.nanoTime();
        refreshListings();
        listingNanos = System.nanoTime() - start;
        triggers("enable");
        return tables;
    }

    /// How many products were written.
    int products() {
        return ids.size();
    }

    /// How long making what buyers search took.
    long listingMilliseconds() {
        return listingNanos / 1_000_000;
    }

    private void refreshListings() throws SQLException {
        try (PreparedStatement refresh = owner.prepareStatement("select market.refresh_listings(?)")) {
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                List<UUID> batch = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
                refresh.setArray(1, owner.createArrayOf("uuid", batch.toArray()));
                refresh.execute();
            }
        }
    }

    private void triggers(String action) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String table : LISTED) {
                statement.execute("alter table " + table + " " + action + " trigger listings_insert");
            }
        }
    }

    private void sendWhenMany() throws SQLException {
        waiting++;
        if (waiting >= AT_ONCE) {
            send();
        }
    }

    private void send() throws SQLException {
        for (CopyTable table : tables) {
            table.send(manager);
        }
        waiting = 0;
    }

    private static @Nullable String number(@Nullable Paper paper) {
        return paper == null ? null : paper.number();
    }
}
