package id.cemara.market.catalog;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.market.catalog.ProductDetails.Step;
import id.cemara.permit.PermitFacts;
import id.cemara.permit.PermitKind;
import id.cemara.registry.GroupChanged;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.Slugs;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.NotFound;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The products of groups: create, change, publish, put to rest. Requires an actor who may act for the
/// group. Stock is counted through [Stock].
@Service
public class Products {

    /// Path segments below `/pasar/` and below a group's products that are not slugs.
    private static final Set<String> RESERVED = Set.of("saran", "gambar", "baru");

    private static final int MAX_SLUG = 110;
    private static final int MOST_STEPS = 20;
    private static final int MOST_PHOTOS_READ = 24;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final GroupFacts facts;
    private final PermitFacts permits;
    private final Categories categories;
    private final Stock stock;
    private final AuditTrail audit;
    private final Clock clock;

    Products(
            JdbcClient db,
            GroupsInScope groups,
            GroupFacts facts,
            PermitFacts permits,
            Categories categories,
            Stock stock,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.groups = groups;
        this.facts = facts;
        this.permits = permits;
        this.categories = categories;
        this.stock = stock;
        this.audit = audit;
        this.clock = clock;
    }

    /// A product of a group that the actor may act for.
    ///
    /// @throws Refused as not found otherwise, even if the product is public
    @Transactional(readOnly = true)
    public ProductView get(String slug) {
        Permission.SEE_RECORDS.require();
        return find(slug);
    }

    /// Like [#get(String)], and not found unless it belongs to that group.
    @Transactional(readOnly = true)
    public ProductView get(String groupNumber, String slug) {
        ProductView product = get(slug);
        if (!product.seller().number().equals(groupNumber)) {
            throw new Refused(new NotFound());
        }
        return product;
    }

    /// Validates a form.
    ///
    /// @throws Refused with every invalid field
    @Transactional(readOnly = true)
    public ProductDetails read(ProductForm form) {
        return form.read(categories.byKey());
    }

    /// Creates a draft, with its first stock count.
    ///
    /// @param onHand packs on the shelf; null for 0, ignored if made to order
    @Transactional
    public ProductView create(String groupNumber, ProductForm form, @Nullable Integer onHand) {
        Permission.SELL.require();
        return create(groups.open(groupNumber), read(form), onHand);
    }

    /// Like [#create(String, ProductForm, Integer)], and publishes it if asked. All or nothing: if
    /// publishing is refused, nothing is created.
    @Transactional
    public ProductView create(String groupNumber, ProductForm form, @Nullable Integer onHand, boolean isPublished) {
        ProductView made = create(groupNumber, form, onHand);
        return isPublished ? publish(made.slug()) : made;
    }

    /// Like [#create(String, ProductForm, Integer)], for a group and details already read.
    @Transactional
    public ProductView create(GroupInScope group, ProductDetails details, @Nullable Integer onHand) {
        Permission.SELL.require();
        // A double submit arrives twice at once: the second waits for the lock and then finds the first
        // one's product.
        db.sql("select pg_advisory_xact_lock(hashtextextended('market.products ' || :group, 0))")
                .param("group", group.id().toString())
                .query(rows -> {});
        Optional<String> known = known(group.id(), details.name(), details.unit());
        if (known.isPresent()) {
            throw new Refused(new ProductProblem.ProductKnown(details.name(), known.get()));
        }
        UUID id = Ids.next(clock);
        String slug = insert(id, group, details);
        setSteps(id, group.id(), group.areaCode(), details.steps());
        // A seller needs a shop. The defaults of the table are cash and pick-up.
        db.sql(
                        "insert into market.shops (group_id, area_code) values (:group, :area) on conflict (group_id) do nothing")
                .param("group", group.id())
                .param("area", group.areaCode())
                .update();
        if (!details.isMadeToOrder()) {
            stock.count(slug, onHand == null ? 0 : onHand, null, null);
        }
        ProductView made = find(slug);
        note("product.created", null, made);
        return made;
    }

    /// The slug of the group's product with the same name (in any spelling) and unit. Names without letters
    /// and digits are compared literally.
    public Optional<String> known(UUID group, String name, String unit) {
        return db.sql("""
                select slug from market.products
                 where group_id = :group and unit = :unit
                   and coalesce(nullif(platform.plain(name), ''), name) = coalesce(nullif(platform.plain(:name), ''), :name)
                 limit 1
                """)
                .param("group", group)
                .param("name", name)
                .param("unit", unit)
                .query(String.class)
                .optional();
    }

    /// Changes a product. Its address stays. A permit that ended since does not block a change to a
    /// published product: a todo reports it, and the group must still be able to correct a price.
    ///
    /// @param version the version that was read; null is refused
    /// @throws Refused as outdated if it changed since, or if the change removes something that publishing
    /// requires
    @Transactional
    public ProductView change(String slug, @Nullable Integer version, ProductForm form) {
        Permission.SELL.require();
        ProductView before = find(slug);
        if (version == null) {
            throw new Refused(new PreconditionNeeded());
        }
        ProductDetails details = read(form);
        if (before.state().equals("published")) {
            List<String> missing = missing(before, details);
            missing.removeAll(missing(before));
            refuse(missing);
        }
        int changed = bound(db.sql("""
                update market.products
                   set name = :name, description = :description, ingredients = :ingredients, category_key = :category,
                       unit = :unit, price = :price, net_weight_grams = :net, weight_grams = :weight,
                       length_mm = :length, width_mm = :width, height_mm = :height, shelf_life_days = :shelfLife,
                       storage = :storage, min_quantity = :min, max_quantity = :max, kind = :kind,
                       lead_days = :lead, week_capacity = :capacity, halal = :halal, version = version + 1
                 where id = :id and version = :version
                """), details)
                .param("id", before.id())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Refused(Outdated.at(find(slug).version()));
        }
        setSteps(before.id(), before.group(), before.areaCode(), details.steps());
        Integer capacity = details.weekCapacity();
        if (capacity != null) {
            // Weeks with reservations keep at least the capacity that is reserved.
            db.sql("""
                    update market.week_capacity
                       set capacity = greatest(reserved, :capacity)
                     where product_id = :id and week >= :today
                    """)
                    .param("capacity", capacity)
                    .param("id", before.id())
                    .param("today", LocalDate.now(clock))
                    .update();
        }
        ProductView after = find(slug);
        note("product.changed", before, after);
        return after;
    }

    /// What prevents the product from being published, as tails of the message key
    /// `market.product.missing.<tail>`; empty if nothing does.
    public List<String> missing(ProductView product) {
        return missing(product, product.details());
    }

    /// Publishes the product. Idempotent.
    ///
    /// @throws Refused naming everything that is missing
    @Transactional
    public ProductView publish(String slug) {
        Permission.SELL.require();
        ProductView before = find(slug);
        refuse(missing(before));
        return enter("published", before);
    }

    /// Puts a product to rest: it leaves the market, its orders stay. Idempotent; a draft stays a draft.
    @Transactional
    public ProductView rest(String slug) {
        Permission.SELL.require();
        ProductView before = find(slug);
        return before.state().equals("draft") ? before : enter("resting", before);
    }

    /// Turns the product into a draft again. Idempotent.
    @Transactional
    public ProductView unpublish(String slug) {
        Permission.SELL.require();
        return enter("draft", find(slug));
    }

    /// Counts the shelf; see [Stock#count].
    public Stock.Shelf countStock(String slug, int onHand, @Nullable Integer version, @Nullable String why) {
        return stock.count(slug, onHand, version, why);
    }

    private ProductView enter(String state, ProductView before) {
        if (before.state().equals(state)) {
            return before;
        }
        int changed = db.sql("""
                update market.products
                   set state = :state, published_at = coalesce(published_at, case when :state = 'published' then :now end),
                       version = version + 1
                 where id = :id and version = :version
                """)
                .param("state", state)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("id", before.id())
                .param("version", before.version())
                .update();
        ProductView after = find(before.slug());
        if (changed == 0) {
            throw new Refused(Outdated.at(after.version()));
        }
        note(
                switch (state) {
                    case "published" -> "product.published";
                    case "resting" -> "product.rested";
                    default -> "product.drafted";
                },
                before,
                after);
        return after;
    }

    private static void refuse(List<String> missing) {
        if (!missing.isEmpty()) {
            throw new Refused(new ProductProblem.ProductNotReady(missing.getFirst(), missing));
        }
    }

    /// The market's copy of sellers lags a moment behind. Where it says no, registry and permits are asked
    /// directly.
    private List<String> missing(ProductView product, ProductDetails details) {
        List<String> missing = new ArrayList<>();
        ProductView.Seller seller = product.seller();
        if (!seller.isOpen() && !isOpen(product.group())) {
            missing.add("group-open");
        }
        boolean needsHalal = categories.find(details.category()).orElseThrow().needsHalal();
        if (needsHalal && details.halal().equals("none")) {
            missing.add("halal");
        }
        if (details.halal().equals("certified") && seller.halal() == null && !hasHalal(product.group())) {
            missing.add("halal-number");
        }
        return missing;
    }

    private boolean isOpen(UUID group) {
        return facts.of(List.of(group)).stream().anyMatch(GroupChanged::isOpen);
    }

    private boolean hasHalal(UUID group) {
        LocalDate today = LocalDate.now(clock);
        return permits.of(List.of(group)).stream()
                .anyMatch(permit -> permit.kind() == PermitKind.HALAL
                        && (permit.validUntil() == null || !permit.validUntil().isBefore(today)));
    }

    /// The slug is the product's name; if taken, followed by the group's; if that is taken too, by a
    /// number.
    private String insert(UUID id, GroupInScope group, ProductDetails details) {
        String plain = cut(Slugs.of(details.name(), "produk", group.number()));
        String withGroup = cut(plain + "-" + group.slug());
        String slug = plain;
        int number = 1;
        while (RESERVED.contains(slug) || !insert(id, group, details, slug)) {
            slug = number == 1 ? withGroup : withGroup + "-" + number;
            number++;
        }
        return slug;
    }

    private boolean insert(UUID id, GroupInScope group, ProductDetails details, String slug) {
        return bound(db.sql("""
                insert into market.products (id, group_id, area_code, slug, name, description, ingredients, category_key,
                       unit, price, net_weight_grams, weight_grams, length_mm, width_mm, height_mm, shelf_life_days,
                       storage, min_quantity, max_quantity, kind, lead_days, week_capacity, halal, created_at)
                values (:id, :group, :area, :slug, :name, :description, :ingredients, :category, :unit, :price, :net,
                        :weight, :length, :width, :height, :shelfLife, :storage, :min, :max, :kind, :lead, :capacity,
                        :halal, :now)
                    on conflict (slug) do nothing
                """), details)
                        .param("id", id)
                        .param("group", group.id())
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

    private void setSteps(UUID product, UUID group, String area, List<Step> steps) {
        db.sql("delete from market.price_steps where product_id = :product")
                .param("product", product)
                .update();
        for (Step step : steps) {
            db.sql("""
                    insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)
                    values (:product, :group, :area, :from, :price)
                    """)
                    .param("product", product)
                    .param("group", group)
                    .param("area", area)
                    .param("from", step.fromQuantity())
                    .param("price", step.price())
                    .update();
        }
    }

    /// Published products are readable by everybody, so the query itself checks that the actor may act for
    /// the group.
    private ProductView find(String slug) {
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
        UUID id = row.getObject("id", UUID.class);
        String slug = row.getString("slug");
        boolean isReady = row.getString("kind").equals("ready");
        OffsetDateTime publishedAt = row.getObject("published_at", OffsetDateTime.class);
        return new ProductView(
                id,
                row.getObject("group_id", UUID.class),
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
                row.getString("seller_number") == null ? newSeller(row.getObject("group_id", UUID.class)) : seller(row),
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
    private ProductView.Seller newSeller(UUID group) {
        GroupChanged fact = facts.of(List.of(group)).stream().findFirst().orElseThrow(Refused::notFound);
        return new ProductView.Seller(
                fact.number(), fact.slug(), fact.name(), fact.place(), fact.isOpen(), null, null, null);
    }

    private List<Step> steps(UUID product) {
        return db.sql("""
                select from_quantity, price from market.price_steps
                 where product_id = :product order by from_quantity limit :most
                """)
                .param("product", product)
                .param("most", MOST_STEPS)
                .query(Step.class)
                .list();
    }

    private List<ProductView.Photo> photos(UUID product) {
        return db.sql("""
                select id, hash, thumb_hash, width, height, alt, position
                  from market.product_photos
                 where product_id = :product and removed_at is null
                 order by position, id limit :most
                """)
                .param("product", product)
                .param("most", MOST_PHOTOS_READ)
                .query(ProductView.Photo.class)
                .list();
    }

    private void note(String action, @Nullable ProductView before, ProductView after) {
        Map<String, Change> facts = new HashMap<>();
        ProductDetails old = before == null ? null : before.details();
        Change.note(
                facts, "name", old == null ? null : old.name(), after.details().name());
        Change.note(
                facts, "unit", old == null ? null : old.unit(), after.details().unit());
        Change.note(
                facts,
                "price",
                old == null ? null : old.price(),
                after.details().price());
        Change.note(
                facts,
                "category",
                old == null ? null : old.category(),
                after.details().category());
        Change.note(
                facts,
                "halal",
                old == null ? null : old.halal(),
                after.details().halal());
        Change.note(facts, "state", before == null ? null : before.state(), after.state());
        audit.add(new AuditEntry(
                action, "product", after.id(), after.areaCode(), after.group(), null, facts, Map.of(), null));
    }

    private static String cut(String slug) {
        return slug.length() <= MAX_SLUG ? slug : slug.substring(0, MAX_SLUG).replaceAll("-+$", "");
    }
}
