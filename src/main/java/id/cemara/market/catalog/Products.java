package id.cemara.market.catalog;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.permit.PermitFacts;
import id.cemara.permit.PermitKind;
import id.cemara.registry.GroupChanged;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.NotFound;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The products of groups: create, change, publish, put to rest. Requires an actor who may act for the
/// group. Stock is counted through [Stock].
@Service
public class Products {

    private final JdbcClient db;
    private final ProductRows rows;
    private final GroupsInScope groups;
    private final GroupFacts facts;
    private final PermitFacts permits;
    private final Categories categories;
    private final Stock stock;
    private final AuditTrail audit;
    private final Clock clock;

    Products(
            JdbcClient db,
            ProductRows rows,
            GroupsInScope groups,
            GroupFacts facts,
            PermitFacts permits,
            Categories categories,
            Stock stock,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.rows = rows;
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
        return rows.find(slug);
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
        String slug = rows.insert(group, details);
        // A seller needs a shop. The defaults of the table are cash and pick-up.
        db.sql(
                        "insert into market.shops (group_id, area_code) values (:group, :area) on conflict (group_id) do nothing")
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .update();
        if (!details.isMadeToOrder()) {
            stock.count(slug, onHand == null ? 0 : onHand, null, null);
        }
        ProductView made = rows.find(slug);
        note("product.created", null, made);
        return made;
    }

    /// The slug of the group's product with the same name (in any spelling) and unit. Names without letters
    /// and digits are compared literally.
    public Optional<String> known(GroupId group, String name, String unit) {
        return db.sql("""
                select slug from market.products
                 where group_id = :group and unit = :unit
                   and coalesce(nullif(platform.plain(name), ''), name) = coalesce(nullif(platform.plain(:name), ''), :name)
                 limit 1
                """)
                .param("group", group.value())
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
        ProductView before = rows.find(slug);
        if (version == null) {
            throw new Refused(new PreconditionNeeded());
        }
        ProductDetails details = read(form);
        if (before.state().equals("published")) {
            List<String> missing = missing(before, details);
            missing.removeAll(missing(before));
            refuse(missing);
        }
        rows.update(before, version, details);
        Integer capacity = details.weekCapacity();
        if (capacity != null) {
            // Weeks with reservations keep at least the capacity that is reserved.
            db.sql("""
                    update market.week_capacity
                       set capacity = greatest(reserved, :capacity)
                     where product_id = :id and week >= :today
                    """)
                    .param("capacity", capacity)
                    .param("id", before.id().value())
                    .param("today", LocalDate.now(clock))
                    .update();
        }
        ProductView after = rows.find(slug);
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
        ProductView before = rows.find(slug);
        refuse(missing(before));
        return enter("published", before);
    }

    /// Puts a product to rest: it leaves the market, its orders stay. Idempotent; a draft stays a draft.
    @Transactional
    public ProductView rest(String slug) {
        Permission.SELL.require();
        ProductView before = rows.find(slug);
        return before.state().equals("draft") ? before : enter("resting", before);
    }

    /// Turns the product into a draft again. Idempotent.
    @Transactional
    public ProductView unpublish(String slug) {
        Permission.SELL.require();
        return enter("draft", rows.find(slug));
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
                .param("id", before.id().value())
                .param("version", before.version())
                .update();
        ProductView after = rows.find(before.slug());
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

    private boolean isOpen(GroupId group) {
        return facts.of(List.of(group)).stream().anyMatch(GroupChanged::isOpen);
    }

    private boolean hasHalal(GroupId group) {
        LocalDate today = LocalDate.now(clock);
        return permits.of(List.of(group)).stream()
                .anyMatch(permit -> permit.kind() == PermitKind.HALAL
                        && (permit.validUntil() == null || !permit.validUntil().isBefore(today)));
    }

    private void note(String action, @Nullable ProductView before, ProductView after) {
        Map<String, Change> facts = new HashMap<>();
        Map<String, ?> old = before == null ? Map.of() : audited(before);
        audited(after).forEach((field, value) -> Change.note(facts, field, old.get(field), value));
        audit.add(AuditEntry.of(action, "product", after.id().value(), after.areaCode(), after.group())
                .changing(facts));
    }

    private static Map<String, ?> audited(ProductView product) {
        ProductDetails details = product.details();
        return Map.of(
                "name",
                details.name(),
                "unit",
                details.unit(),
                "price",
                details.price(),
                "category",
                details.category(),
                "halal",
                details.halal(),
                "state",
                product.state());
    }
}
