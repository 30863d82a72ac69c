package id.cemara.market.catalog;

import id.cemara.market.catalog.ProductDetails.Step;
import id.cemara.registry.GroupChanged;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.Slugs;
import id.cemara.shared.GroupId;
import id.cemara.shared.ProductId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.Outdated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Reads and writes the rows of products with their price steps, in the caller's transaction. Does not check
/// whether a change is allowed: [Products] does.
@Component
record ProductRows(JdbcClient db, GroupFacts facts, Clock clock) {

    /// Path segments below `/pasar/` and below a group's products that are not slugs.
    private static final Set<String> RESERVED = Set.of("saran", "gambar", "baru");

    private static final int MAX_SLUG = 110;
    private static final int MOST_STEPS = 20;
    private static final int MOST_PHOTOS_READ = 24;

    /// Writes the details of a product.
    ///
    /// @throws Refused as outdated if it is not at that version any more
    void update(ProductView before, int version, ProductDetails details) {
        int changed = bound(db.sql("""
                update market.products
                   set name = :name, description = :description, ingredients = :ingredients, category_key = :category,
                       unit = :unit, price = :price, net_weight_grams = :net, weight_grams = :weight,
                       length_mm = :length, width_mm = :width, height_mm = :height, shelf_life_days = :shelfLife,
                       storage = :storage, min_quantity = :min, max_quantity = :max, kind = :kind,
                       lead_days = :lead, week_capacity = :capacity, halal = :halal, version = version + 1
                 where id = :id and version = :version
                """), details)
                .param("id", before.id().value())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Refused(Outdated.at(find(before.slug()).version()));
        }
        setSteps(before.id(), before.group(), before.areaCode(), details.steps());
    }

    /// Inserts a draft and returns its slug: the product's name; if taken, followed by the group's; if that
    /// is taken too, by a number.
    String insert(GroupInScope group, ProductDetails details) {
        ProductId id = new ProductId(Ids.next(clock));
        String plain = cut(Slugs.of(details.name(), "produk", group.number()));
        String withGroup = cut(plain + "-" + group.slug());
        String slug = plain;
        int number = 1;
        while (RESERVED.contains(slug) || !insert(id, group, details, slug)) {
            slug = number == 1 ? withGroup : withGroup + "-" + number;
            number++;
        }
        setSteps(id, group.id(), group.areaCode(), details.steps());
        return slug;
    }

    private boolean insert(ProductId id, GroupInScope group, ProductDetails details, String slug) {
        return bound(db.sql("""
                insert into market.products (id, group_id, area_code, slug, name, description, ingredients, category_key,
                       unit, price, net_weight_grams, weight_grams, length_mm, width_mm, height_mm, shelf_life_days,
                       storage, min_quantity, max_quantity, kind, lead_days, week_capacity, halal, created_at)
                values (:id, :group, :area, :slug, :name, :description, :ingredients, :category, :unit, :price, :net,
                        :weight, :length, :width, :height, :shelfLife, :storage, :min, :max, :kind, :lead, :capacity,
                        :halal, :now)
                    on conflict (slug) do nothing
                """), details)
                        .param("id", id.value())
                        .param("group", group.id().value())
                        .param("area", group.areaCode())
                        .param("slug", slug)
                        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static StatementSpec bound(StatementSpec statement, ProductDetails details) {
        return statement
                .param("name", details.name())
                .param("description", details.description())
                .param("ingredients", details.ingredients(), Types.VARCHAR)
                .param("category", details.category())
                .param("unit", details.unit())
                .param("price", details.price())
                .param("net", details.netWeightGrams(), Types.INTEGER)
                .param("weight", details.weightGrams(), Types.INTEGER)
                .param("length", details.lengthMm(), Types.INTEGER)
                .param("width", details.widthMm(), Types.INTEGER)
                .param("height", details.heightMm(), Types.INTEGER)
                .param("shelfLife", details.shelfLifeDays(), Types.INTEGER)
                .param("storage", details.storage(), Types.VARCHAR)
                .param("min", details.minQuantity())
                .param("max", details.maxQuantity(), Types.INTEGER)
                .param("kind", details.kind())
                .param("lead", details.leadDays())
                .param("capacity", details.weekCapacity(), Types.INTEGER)
                .param("halal", details.halal());
    }

    private void setSteps(ProductId product, GroupId group, String area, List<Step> steps) {
        db.sql("delete from market.price_steps where product_id = :product")
                .param("product", product.value())
                .update();
        for (Step step : steps) {
            db.sql("""
                    insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)
                    values (:product, :group, :area, :from, :price)
                    """)
                    .param("product", product.value())
                    .param("group", group.value())
                    .param("area", area)
                    .param("from", step.fromQuantity())
                    .param("price", step.price())
                    .update();
        }
    }

    /// The product at that address. Published products are readable by everybody, so the query itself checks
    /// that the actor may act for the group.
    ///
    /// @throws Refused as not found otherwise
    ProductView find(String slug) {
        return db.sql("""
                select p.*, s.number as seller_number, s.slug as seller_slug, s.name as seller_name, s.place,
                       coalesce(s.is_open, false) as is_open,
                       case when s.p_irt_until < :today then null else s.p_irt end as p_irt,
                       case when s.halal_until < :today then null else s.halal end as seller_halal,
                       case when s.md_until < :today then null else s.md end as md,
                       k.on_hand, k.reserved, k.version as shelf_version
                  from market.products p
                  left join market.sellers s on s.group_id = p.group_id
                  left join market.stock k on k.product_id = p.id
                 where p.slug = :slug and (platform.in_area(p.area_code) or platform.in_group(p.group_id))
                """)
                .param("slug", slug)
                .param("today", LocalDate.now(clock))
                .query(this::view)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private ProductView view(ResultSet row, int ordinal) throws SQLException {
        ProductId id = new ProductId(row.getObject("id", UUID.class));
        String slug = row.getString("slug");
        boolean isReady = row.getString("kind").equals("ready");
        OffsetDateTime publishedAt = row.getObject("published_at", OffsetDateTime.class);
        return new ProductView(
                id,
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("area_code"),
                slug,
                new ProductDetails(
                        row.getString("name"),
                        row.getString("description"),
                        row.getString("ingredients"),
                        row.getString("category_key"),
                        row.getString("unit"),
                        row.getLong("price"),
                        row.getObject("net_weight_grams", Integer.class),
                        row.getObject("weight_grams", Integer.class),
                        row.getObject("length_mm", Integer.class),
                        row.getObject("width_mm", Integer.class),
                        row.getObject("height_mm", Integer.class),
                        row.getObject("shelf_life_days", Integer.class),
                        row.getString("storage"),
                        row.getInt("min_quantity"),
                        row.getObject("max_quantity", Integer.class),
                        row.getString("kind"),
                        row.getInt("lead_days"),
                        row.getObject("week_capacity", Integer.class),
                        row.getString("halal"),
                        steps(id)),
                row.getString("state"),
                publishedAt == null ? null : publishedAt.toInstant(),
                row.getString("seller_number") == null
                        ? newSeller(new GroupId(row.getObject("group_id", UUID.class)))
                        : seller(row),
                isReady
                        ? new Stock.Shelf(
                                slug, row.getInt("on_hand"), row.getInt("reserved"), row.getInt("shelf_version"))
                        : null,
                photos(id),
                row.getInt("version"));
    }

    private static ProductView.Seller seller(ResultSet row) throws SQLException {
        return new ProductView.Seller(
                row.getString("seller_number"),
                row.getString("seller_slug"),
                row.getString("seller_name"),
                row.getString("place"),
                row.getBoolean("is_open"),
                row.getString("p_irt"),
                row.getString("seller_halal"),
                row.getString("md"));
    }

    /// The seller, read from the registry, while the group is too new to be in the market's copy.
    private ProductView.Seller newSeller(GroupId group) {
        GroupChanged fact = facts.of(List.of(group)).stream().findFirst().orElseThrow(Refused::notFound);
        return new ProductView.Seller(
                fact.number(), fact.slug(), fact.name(), fact.place(), fact.isOpen(), null, null, null);
    }

    private List<Step> steps(ProductId product) {
        return db.sql("""
                select from_quantity, price from market.price_steps
                 where product_id = :product order by from_quantity limit :most
                """)
                .param("product", product.value())
                .param("most", MOST_STEPS)
                .query(Step.class)
                .list();
    }

    private List<ProductView.Photo> photos(ProductId product) {
        return db.sql("""
                select id, hash, thumb_hash, width, height, alt, position
                  from market.product_photos
                 where product_id = :product and removed_at is null
                 order by position, id limit :most
                """)
                .param("product", product.value())
                .param("most", MOST_PHOTOS_READ)
                .query(ProductView.Photo.class)
                .list();
    }

    private static String cut(String slug) {
        return slug.length() <= MAX_SLUG ? slug : slug.substring(0, MAX_SLUG).replaceAll("-+$", "");
    }
}
