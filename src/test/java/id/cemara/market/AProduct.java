package id.cemara.market;

import id.cemara.registry.AGroup;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Builds a product for tests that need one of their own. Written as the database owner. Unless the test
/// says otherwise it is published, ready, with stock 10, costs Rp10.000, and is sold by a group in Lebong
/// that takes cash and offers pick-up.
public final class AProduct {

    /// The slug of the default seller, a group in Lebong Selatan made for these tests.
    public static final String GROUP = "uji-pasar";

    private final String slug;
    private String group = GROUP;
    private boolean transfers;
    private String state = "published";
    private long price = 10_000;
    private int onHand = 10;
    private int minQuantity = 1;
    private @Nullable Integer maxQuantity;
    private @Nullable Integer weekCapacity;
    private int leadDays;
    private boolean institutions;
    private int[] step = {};

    private AProduct(String slug) {
        this.slug = slug;
    }

    public static AProduct aProduct(String slug) {
        return new AProduct(slug);
    }

    /// The seller, by slug.
    public AProduct of(String groupSlug) {
        this.group = groupSlug;
        return this;
    }

    public AProduct onHand(int count) {
        this.onHand = count;
        return this;
    }

    public AProduct price(long rupiah) {
        this.price = rupiah;
        return this;
    }

    /// Adds a price step: rupiah for one from that quantity on.
    public AProduct from(int quantity, int rupiah) {
        this.step = new int[] {quantity, rupiah};
        return this;
    }

    /// The smallest and the largest order.
    public AProduct between(int least, int most) {
        this.minQuantity = least;
        this.maxQuantity = most;
        return this;
    }

    /// Made to order, with a weekly capacity and a lead time.
    public AProduct madeToOrder(int aWeek, int days) {
        this.weekCapacity = aWeek;
        this.leadDays = days;
        return this;
    }

    /// Its group also sells to institutions that pay later.
    public AProduct forInstitutions() {
        this.institutions = true;
        return this;
    }

    /// Its group has a verified bank account, so that buyers can transfer.
    public AProduct withTransfers() {
        this.transfers = true;
        return this;
    }

    public AProduct resting() {
        this.state = "resting";
        return this;
    }

    /// The id, derived from the slug.
    public UUID id() {
        return UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
    }

    /// Inserts the product with its seller and shop.
    public String insert(Connection owner) throws SQLException {
        AGroup.aGroup(group).in("17.07.04.1003").insertIfMissing(owner);
        run(owner, """
                insert into market.sellers (group_id, number, slug, name, area_code, place, primary_sector, is_open)
                select g.id, g.number, g.slug, g.name, g.area_code, g.place, 'home-industry', true
                  from registry.business_groups g
                 where g.slug = ?
                    on conflict (group_id) do nothing
                """, group);
        run(owner, """
                insert into market.shops (group_id, area_code, whatsapp, takes_institutions)
                select g.id, g.area_code, '+6281200000001', ?
                  from registry.business_groups g
                 where g.slug = ?
                    on conflict (group_id) do update
                   set whatsapp = excluded.whatsapp, takes_cod = true, offers_pickup = true,
                       takes_institutions = shops.takes_institutions or excluded.takes_institutions
                """, institutions, group);
        run(
                owner,
                """
                insert into market.products (id, group_id, area_code, slug, name, category_key, unit, price, min_quantity,
                       max_quantity, kind, lead_days, week_capacity, halal, state, published_at, created_at)
                select ?, g.id, g.area_code, ?, initcap(replace(?, '-', ' ')), 'crafts', 'buah', ?, ?, ?, ?, ?, ?, 'none',
                       ?, '2026-11-01', '2026-11-01'
                  from registry.business_groups g
                 where g.slug = ?
                """,
                id(),
                slug,
                slug,
                price,
                minQuantity,
                maxQuantity,
                weekCapacity == null ? "ready" : "made-to-order",
                leadDays,
                weekCapacity,
                state,
                group);
        if (weekCapacity == null) {
            run(owner, """
                    insert into market.stock (product_id, group_id, area_code, on_hand)
                    select id, group_id, area_code, ? from market.products where id = ?
                    """, onHand, id());
        }
        if (step.length > 0) {
            run(owner, """
                    insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)
                    select id, group_id, area_code, ?, ? from market.products where id = ?
                    """, step[0], (long) step[1], id());
        }
        if (transfers) {
            run(owner, """
                    insert into payment.destinations (id, group_id, area_code, kind, bank, number, holder, state, sent_at,
                           sent_by, sent_by_name, checked_at, checked_by, checked_by_name)
                    select gen_random_uuid(), g.id, g.area_code, 'account', 'Bank Contoh', '0001234567', 'Nama Contoh',
                           'verified', now(), gen_random_uuid(), 'contoh', now(), gen_random_uuid(), 'contoh'
                      from registry.business_groups g
                     where g.slug = ? and not exists (select 1 from payment.destinations d
                                                       where d.group_id = g.id and d.state = 'verified')
                    """, group);
            run(owner, "update market.sellers set is_paid_ahead = true where slug = ?", group);
        }
        return slug;
    }

    private static void run(Connection owner, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
