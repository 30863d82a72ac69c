package id.cemara.market.products;

import id.cemara.exchange.Table;
import id.cemara.identity.Permission;
import id.cemara.market.Categories;
import id.cemara.market.Category;
import id.cemara.market.ProductPicture;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The products in the actor's scope, as a list.
@Service
public class ProductList {

    /// What the actor answers for: published products are public, so it is asked here.
    private static final String IN_SCOPE = """
              from market.products p
              join market.sellers s on s.group_id = p.group_id
              left join market.stock k on k.product_id = p.id
             where (platform.in_area(p.area_code) or platform.in_group(p.group_id))
               and (:group::text is null or s.number = :group)
               and (:text::text is null or lower(p.name) like :text or lower(s.name) like :text or s.number like :text)
            """;

    /// Shown, and nothing of it can be sold.
    private static final String EMPTY =
            "(p.state = 'published' and p.kind = 'ready' and coalesce(k.on_hand - k.reserved, 0) = 0)";

    /// Shown with a halal number that counts no more.
    private static final String LAPSED =
            "(p.state = 'published' and p.halal = 'certified' and (s.halal is null or coalesce(s.halal_until < :today, false)))";

    /// Something on the shelf has passed its day: of what is there, what keeps longest was made last.
    private static final String ENDED = """
            (p.kind = 'ready' and exists (
                select from (select b.expires_on,
                                    sum(b.quantity) over (order by b.expires_on desc, b.id desc) - b.quantity as later
                               from market.batches b
                              where b.product_id = p.id) x
                 where x.expires_on < :today and x.later < k.on_hand))
            """;

    private static final String STATE = """
               and (:state::text is null
                    or case :state when 'empty' then %s when 'lapsed' then %s
                                   when 'ended' then p.state = 'published' and %s else p.state = :state end)
            """.formatted(EMPTY, LAPSED, ENDED);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Categories categories;
    private final Clock clock;

    ProductList(JdbcClient db, TransactionTemplate transaction, Categories categories, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.categories = categories;
        this.clock = clock;
    }

    /// Which products a list shows.
    ///
    /// @param group a group's number; null for all in scope
    /// @param text part of a name or of a group's name or number; null for any
    /// @param state draft, published, resting; of what is shown: empty when it is sold out, lapsed when its halal number
    /// has ended, ended when something of it has passed its day; null for any
    public record Filter(
            @Nullable String group,
            @Nullable String text,
            @Nullable String state) {}

    /// A product in the list.
    ///
    /// @param onHand null for what is made to order
    /// @param nameKey what the list is sorted by
    /// @param hasEnded whether something on its shelf has passed its day
    /// @param hasLapsed whether it is shown with a halal number that counts no more
    public record Item(
            UUID id,
            String slug,
            String name,
            String nameKey,
            String groupNumber,
            String groupName,
            String category,
            String unit,
            long price,
            String kind,
            String state,
            String halal,
            @Nullable Integer weekCapacity,
            @Nullable Integer onHand,
            @Nullable Integer reserved,
            @Nullable Integer shelfVersion,
            @Nullable UUID photo,
            @Nullable String photoAlt,
            boolean hasEnded,
            boolean hasLapsed) {

        /// Where the group keeps it.
        String path() {
            return "/kerja/kelompok/" + groupNumber + "/produk/" + slug;
        }

        /// A photo is read in the work space, for it may not be public yet.
        public String picture() {
            return photo == null
                    ? ProductPicture.of(category, name, slug, null).address()
                    : path() + "/foto/" + photo + "/kecil";
        }
    }

    /// How many products there are in a state.
    public record StateCount(String state, long products) {}

    /// One page of the products, by name.
    Listing<Item> page(Filter filter, int size, @Nullable String cursor) {
        Permission.USE_WORK_SPACE.require();
        Optional<Cursor> from = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 2));
        List<Item> found = Objects.requireNonNull(transaction.execute(status -> db.sql("""
                select p.id, p.slug, p.name, lower(p.name) as name_key, s.number as group_number, s.name as group_name, p.category_key as category,
                       p.unit, p.price, p.kind, p.state, p.halal, p.week_capacity,
                       case when p.kind = 'ready' then coalesce(k.on_hand, 0) end as on_hand,
                       coalesce(k.reserved, 0) as reserved, coalesce(k.version, 0) as shelf_version,
                       (select f.id from market.product_photos f
                         where f.product_id = p.id and f.removed_at is null order by f.position, f.id limit 1) as photo,
                       (select f.alt from market.product_photos f
                         where f.product_id = p.id and f.removed_at is null order by f.position, f.id limit 1)
                           as photo_alt,
                       %s as has_ended, %s as has_lapsed
                """.formatted(ENDED, LAPSED) + IN_SCOPE + STATE + """
                   and (:afterName::text is null or (lower(p.name) collate "C", p.id) > (:afterName, :afterId::uuid))
                 order by lower(p.name) collate "C", p.id
                 limit :limit
                """)
                .params(parameters(filter))
                .param("afterName", from.map(at -> at.parts().get(0)).orElse(null))
                .param("afterId", from.map(at -> id(at.parts().get(1))).orElse(null))
                .param("limit", size + 1)
                .query(Item.class)
                .list()));
        if (found.size() <= size) {
            return new Listing<>(found, null);
        }
        Item last = found.get(size - 1);
        return new Listing<>(
                found.subList(0, size),
                Cursor.of(last.nameKey(), last.id().toString()).text());
    }

    /// How many there are by state, those that need a look apart, of what the other filters leave.
    List<StateCount> counts(Filter filter) {
        Permission.USE_WORK_SPACE.require();
        return Objects.requireNonNull(transaction.execute(status -> db.sql("""
                select c.state, count(*) as products
                  from (select unnest(array[p.state, case when %s then 'empty' end, case when %s then 'lapsed' end,
                                            case when p.state = 'published' and %s then 'ended' end]) as state
                """.formatted(EMPTY, LAPSED, ENDED) + IN_SCOPE + """
                       ) c
                 where c.state is not null
                 group by c.state
                 order by array_position(array['published', 'empty', 'lapsed', 'ended', 'draft', 'resting'], c.state)
                """)
                .params(parameters(filter))
                .query(StateCount.class)
                .list()));
    }

    /// All of them, to download; the columns are those an import reads, and the state.
    Table table(Filter filter, Texts texts) {
        List<String> columns = List.of(
                texts.get("import.column.products.group"),
                texts.get("market.product.group"),
                texts.get("import.column.products.name"),
                texts.get("import.column.products.price"),
                texts.get("import.column.products.unit"),
                texts.get("import.column.products.category"),
                texts.get("import.column.products.stock"),
                texts.get("market.product.reserved"),
                texts.get("import.column.products.capacity"),
                texts.get("import.column.products.halal"),
                texts.get("market.product.state"),
                texts.get("market.product.address"));
        Map<String, String> names = new HashMap<>();
        for (Category category : categories.all()) {
            names.put(category.key(), category.name(texts.isEnglish()));
        }
        return new Table("products", columns, sink -> {
            String cursor = null;
            do {
                Listing<Item> page = page(filter, Listing.MAX_SIZE, cursor);
                page.items()
                        .forEach(item -> sink.accept(Table.Row.of(
                                item.groupNumber(),
                                item.groupName(),
                                item.name(),
                                item.price(),
                                item.unit(),
                                names.getOrDefault(item.category(), item.category()),
                                item.onHand(),
                                item.reserved(),
                                item.weekCapacity(),
                                item.halal().equals("none") ? null : texts.get("market.product.halal." + item.halal()),
                                texts.get("market.product.state." + item.state()),
                                item.slug())));
                cursor = page.next();
            } while (cursor != null);
        });
    }

    private Map<String, @Nullable Object> parameters(Filter filter) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("group", filter.group());
        parameters.put("text", like(filter.text()));
        parameters.put("state", filter.state());
        parameters.put("today", LocalDate.now(clock));
        return parameters;
    }

    private static @Nullable String like(@Nullable String text) {
        return text == null ? null : "%" + text.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }

    private static String id(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }
}
