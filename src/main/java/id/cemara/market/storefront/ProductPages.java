package id.cemara.market.storefront;

import id.cemara.market.catalog.Buyable;
import id.cemara.market.storefront.ShownProduct.Number;
import id.cemara.market.storefront.ShownProduct.Photo;
import id.cemara.market.storefront.ShownProduct.Related;
import id.cemara.market.storefront.ShownProduct.Seller;
import id.cemara.market.storefront.ShownProduct.Step;
import id.cemara.shared.GroupId;
import id.cemara.shared.ProductId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Reads what a product page shows: the product in one statement, related products in another.
@Service
record ProductPages(JdbcClient db, Clock clock) {

    /// Up to this number the page shows how many are left. Must match the limit for "few" in
    /// `market.coarse_stock`.
    static final int FEW = 10;

    /// The most products in a row of related products.
    static final int BESIDE = 6;

    /// The published product at that address; empty if there is none or it rests.
    Optional<ShownProduct> find(String slug) {
        LocalDate today = LocalDate.now(clock);
        return db.sql("""
                select p.id, p.slug, p.name, platform.plain(p.name) as name_key, p.description, p.ingredients, p.category_key,
                       c.is_food, p.unit, market.unit_price(p.id, p.price, p.min_quantity) as price,
                       p.net_weight_grams, p.shelf_life_days, p.storage, p.min_quantity, p.max_quantity, p.kind,
                       p.lead_days, p.halal as statement, s.group_id, s.slug as group_slug, s.name as group_name,
                       s.area_code, s.place, s.p_irt_until,
                       case when market.may_have_p_irt(c.is_dry, p.storage, p.shelf_life_days) then s.p_irt end as p_irt,
                       s.halal, s.halal_until, s.md, s.md_until,
                       h.whatsapp, h.welcome, r.stars_sum, r.reviews,
                       b.available, b.share, b.at_least, b.most, b.obstacle,
                       w.own or w.courier and p.weight_grams is not null as is_brought,
                       array(select t.from_quantity from market.price_steps t
                              where t.product_id = p.id and t.from_quantity > p.min_quantity
                              order by t.from_quantity) as step_quantities,
                       array(select t.price from market.price_steps t
                              where t.product_id = p.id and t.from_quantity > p.min_quantity
                              order by t.from_quantity) as step_prices,
                       array(select array[f.hash, f.thumb_hash, f.width::text, f.height::text, f.alt]
                               from market.product_photos f
                              where f.product_id = p.id and f.removed_at is null order by f.position, f.id) as photos
                  from market.products p
                  join market.categories c on c.key = p.category_key
                  join market.sellers s on s.group_id = p.group_id and s.is_open
                  left join market.shops h on h.group_id = p.group_id
                  left join market.ratings r on r.product_id = p.id
                 cross join market.buyable(array[p.id], :today) b
                 cross join market.handing_over(p.group_id) w
                 where p.slug = :slug and p.state = 'published'
                """)
                .param("slug", slug)
                .param("today", today)
                .query((row, number) -> read(row, today))
                .optional();
    }

    private ShownProduct read(ResultSet row, LocalDate today) throws SQLException {
        ProductId id = new ProductId(row.getObject("id", UUID.class));
        return new ShownProduct(
                id,
                row.getString("slug"),
                row.getString("name"),
                row.getString("name_key"),
                row.getString("description"),
                row.getString("ingredients"),
                row.getString("category_key"),
                row.getBoolean("is_food"),
                row.getString("unit"),
                row.getLong("price"),
                row.getObject("net_weight_grams", Integer.class),
                row.getObject("shelf_life_days", Integer.class),
                row.getString("storage"),
                row.getInt("min_quantity"),
                row.getObject("max_quantity", Integer.class),
                row.getString("kind"),
                row.getInt("lead_days"),
                row.getString("statement"),
                new Seller(
                        row.getObject("group_id", UUID.class),
                        row.getString("group_slug"),
                        row.getString("group_name"),
                        row.getString("area_code"),
                        row.getString("place"),
                        number(row, "p_irt", today),
                        number(row, "halal", today),
                        number(row, "md", today)),
                row.getString("whatsapp"),
                row.getString("welcome"),
                Buyable.read(row),
                row.getBoolean("is_brought"),
                row.getInt("stars_sum"),
                row.getInt("reviews"),
                steps(row),
                photos(row));
    }

    private static @Nullable Number number(ResultSet row, String permit, LocalDate today) throws SQLException {
        String number = row.getString(permit);
        LocalDate until = row.getObject(permit + "_until", LocalDate.class);
        return number == null || (until != null && until.isBefore(today)) ? null : new Number(number, until);
    }

    private static List<Step> steps(ResultSet row) throws SQLException {
        Integer[] quantities = (Integer[]) row.getArray("step_quantities").getArray();
        Long[] prices = (Long[]) row.getArray("step_prices").getArray();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < quantities.length; i++) {
            steps.add(new Step(quantities[i], prices[i]));
        }
        return steps;
    }

    private static List<Photo> photos(ResultSet row) throws SQLException {
        Object read = row.getArray("photos").getArray();
        if (!(read instanceof String[][] rows)) {
            return List.of(); // PostgreSQL gives an empty array one dimension only
        }
        List<Photo> photos = new ArrayList<>();
        for (String[] photo : rows) {
            photos.add(new Photo(photo[0], photo[1], Integer.parseInt(photo[2]), Integer.parseInt(photo[3]), photo[4]));
        }
        return photos;
    }

    /// Other products of the group, and those of other groups in the category with the closest names. Names
    /// that start alike are neighbours in an index, so the cost does not grow with the number of products.
    Related beside(ShownProduct product) {
        LocalDate today = LocalDate.now(clock);
        List<ProductCard> ofGroup = new ArrayList<>();
        List<ProductCard> similar = new ArrayList<>();
        db.sql("""
                select l.shelf, %s
                  from ((select 1 as shelf, l.*
                           from market.listings l
                          where l.group_id = :group and l.product_id <> :product
                          order by l.name_key, l.product_id
                          limit :limit)
                         union all
                        (select 2, l.*
                           from market.listings l
                          where l.category_key = :category and (l.name_key, l.product_id) > (:name, :product)
                            and l.group_id <> :group
                          order by l.name_key, l.product_id
                          limit :limit)
                         union all
                        (select 3, l.*
                           from market.listings l
                          where l.category_key = :category and (l.name_key, l.product_id) < (:name, :product)
                            and l.group_id <> :group
                          order by l.name_key desc, l.product_id desc
                          limit :limit)) l
                 order by l.shelf
                """.formatted(ProductCard.COLUMNS))
                .param("category", product.category())
                .param("group", product.seller().id())
                .param("product", product.id().value())
                .param("name", product.nameKey())
                .param("limit", BESIDE)
                .query(row -> {
                    (row.getInt("shelf") == 1 ? ofGroup : similar).add(ProductCard.read(row, today));
                });
        similar.sort(Comparator.comparing((ProductCard other) -> other.stock().equals("none"))
                .thenComparing(other -> -wordsAlike(product.nameKey(), other.nameKey()))
                .thenComparing(ProductCard::nameKey)
                .thenComparing(other -> other.id().value()));
        return new Related(ofGroup, similar.stream().limit(BESIDE).toList());
    }

    /// The number of leading words that two names share.
    private static int wordsAlike(String name, String other) {
        String[] words = name.split(" ");
        String[] others = other.split(" ");
        int alike = 0;
        while (alike < Math.min(words.length, others.length) && words[alike].equals(others[alike])) {
            alike++;
        }
        return alike;
    }

    /// Products that match some of these words: those that can be bought first, then by rank.
    List<ProductCard> like(String words) {
        String query = orQuery(words);
        LocalDate today = LocalDate.now(clock);
        return query.isEmpty()
                ? List.of()
                : db.sql("""
                        with l as materialized (
                             select l.*, ts_rank(l.search, to_tsquery('indonesian', :words)) as rank
                               from market.listings l
                              where l.search @@ to_tsquery('indonesian', :words)
                              limit 300)
                        select %s from l order by %s, l.rank desc, l.name_key, l.product_id limit :limit
                        """.formatted(ProductCard.COLUMNS, ListingSql.SOLD_OUT))
                        .param("words", query)
                        .param("today", today)
                        .param("limit", BESIDE)
                        .query((row, number) -> ProductCard.read(row, today))
                        .list();
    }

    private static String orQuery(String text) {
        return SearchText.words(text).stream()
                .filter(word -> !word.matches("\\d+|ml|kg|gram|liter"))
                .collect(Collectors.joining(" | "));
    }

    /// The group's products, by name.
    List<ProductCard> ofGroup(GroupId group, int limit) {
        LocalDate today = LocalDate.now(clock);
        return db.sql("select " + ProductCard.COLUMNS + """
                  from market.listings l
                 where l.group_id = :group
                 order by l.name_key, l.product_id
                 limit :limit
                """)
                .param("group", group.value())
                .param("limit", limit)
                .query((row, number) -> ProductCard.read(row, today))
                .list();
    }

    Optional<RestingProduct> resting(String slug) {
        return db.sql(
                        "select name, category_key, group_slug, group_name, is_open, area_code from market.resting(:slug)")
                .param("slug", slug)
                .query(RestingProduct.class)
                .optional();
    }

    Optional<ShopAddress> shop(String slug) {
        return db.sql("""
                select s.group_id as id, s.slug, s.name, s.place, h.whatsapp
                  from market.sellers s
                  left join market.shops h on h.group_id = s.group_id
                 where s.slug = :slug and s.is_open
                """).param("slug", slug).query(ShopAddress.class).optional();
    }
}
