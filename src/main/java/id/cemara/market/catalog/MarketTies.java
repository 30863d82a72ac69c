package id.cemara.market.catalog;

import static id.cemara.registry.ties.GroupTie.derived;
import static id.cemara.registry.ties.GroupTie.follows;
import static id.cemara.registry.ties.GroupTie.moves;
import static id.cemara.registry.ties.GroupTie.stays;

import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupRows;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTies;
import id.cemara.registry.ties.MergeSteps;
import id.cemara.shared.GroupId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Moves products and orders, with everything that belongs to them, to the group that remains after a
/// merge. Published products are put to rest until somebody of that group has looked at them. The shop with
/// its rates moves only if the remaining group has none.
@Component
class MarketTies implements GroupTies {

    private static final String SHOPS = "market.shops";
    private static final List<String> PARTS_OF_A_SHOP =
            List.of(SHOPS, "market.delivery_rates", "market.courier_tariffs");

    private final JdbcClient db;
    private final MergeSteps steps;
    private final GroupRows products;
    private final GroupRows orders;

    MarketTies(JdbcClient db, MergeSteps steps) {
        this.db = db;
        this.steps = steps;
        this.products = new GroupRows(db, steps, "market.products", true).loosely("state");
        this.orders = new GroupRows(db, steps, "market.orders", true);
    }

    @Override
    public List<GroupTie> ties() {
        List<GroupTie> ties = new ArrayList<>(
                List.of(
                        moves("market.products"),
                        moves("market.orders"),
                        derived("market.sellers", "the market's copy of groups"),
                        derived("market.listings", "products of open groups"),
                        stays(
                                "market.sales",
                                "what was sold stays counted for the record that sold it, unless the two were one from the beginning")));
        for (String part :
                List.of("price_steps", "product_photos", "batches", "stock", "week_capacity", "stock_counts")) {
            ties.add(follows("market." + part, "market.products"));
        }
        for (String part :
                List.of("order_buyers", "order_lines", "order_changes", "reservations", "complaints", "reviews")) {
            ties.add(follows("market." + part, "market.orders"));
        }
        ties.add(follows("market.complaint_words", "market.complaints"));
        PARTS_OF_A_SHOP.forEach(part -> ties.add(moves(part)));
        return List.copyOf(ties);
    }

    @Override
    public void hold() {
        Sellers.hold(db);
    }

    @Override
    public void merge(GroupMerge merge) {
        products.move(merge, ", state = case r.state when 'published' then 'resting' else r.state end", "true");
        orders.move(merge);
        if (merge.fromBeginning()) {
            salesFollow(merge.from(), merge.into());
        }
        boolean hasShop = db.sql("select exists (select from market.shops where group_id = :into)")
                .param("into", merge.into().value())
                .query(Boolean.class)
                .single();
        if (!hasShop && takeShop(merge.from(), merge.into(), merge.intoArea()) > 0) {
            steps.keep(merge, SHOPS, "[{\"id\": \"%s\", \"before\": {}, \"after\": {}}]".formatted(merge.from()));
        }
    }

    /// Attributes the sales of moved orders to the group that has them now.
    private void salesFollow(GroupId old, GroupId now) {
        db.sql("select market.sales_follow(:old, :now)")
                .param("old", old.value())
                .param("now", now.value())
                .query(rows -> {});
    }

    private int takeShop(GroupId from, GroupId into, String area) {
        int taken = 0;
        for (String part : PARTS_OF_A_SHOP) {
            String raise = part.equals(SHOPS) ? ", version = version + 1" : "";
            taken += db.sql("update " + part + " set group_id = :into, area_code = :area" + raise
                            + " where group_id = :from")
                    .param("from", from.value())
                    .param("into", into.value())
                    .param("area", area)
                    .update();
        }
        return taken;
    }

    @Override
    public List<String> conflicts(GroupMerge merge) {
        List<String> conflicts = new ArrayList<>();
        if (products.areChangedSince(merge)) {
            conflicts.add("products");
        }
        if (orders.areChangedSince(merge)) {
            conflicts.add("orders");
        }
        return conflicts;
    }

    @Override
    public void undo(GroupMerge merge) {
        products.giveBack(merge);
        orders.giveBack(merge);
        if (merge.fromBeginning()) {
            salesFollow(merge.into(), merge.from());
        }
        if (!steps.of(merge, SHOPS).equals("[]")) {
            takeShop(merge.into(), merge.from(), merge.fromArea());
        }
    }
}
