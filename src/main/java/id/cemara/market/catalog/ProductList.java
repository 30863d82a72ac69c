package id.cemara.market.catalog;

import id.cemara.exchange.Table;
import id.cemara.identity.Permission;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.PlainText;
import id.cemara.shell.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The list of products in the actor's scope.
@Service
public class ProductList {

    /// Published products are readable by everybody, so the query itself limits them to the actor's scope.
    private static final String IN_SCOPE = """
              from market.products p
              join market.sellers s on s.group_id = p.group_id
              left join market.stock k on k.product_id = p.id
             where (platform.in_area(p.area_code) or platform.in_group(p.group_id))
               and (:group::text is null or s.number = :group)
               and (:text::text is null or ' ' || platform.plain(p.name) || ' ' like :text
                    or ' ' || platform.plain(s.name) || ' ' like :text or strpos(s.number, :number) > 0)
            """;

    /// Published and sold out.
    private static final String EMPTY =
            "(p.state = 'published' and p.kind = 'ready' and coalesce(k.on_hand - k.reserved, 0) = 0)";

    /// Published and in stock, but no quantity is allowed, see [id.cemara.market.catalog.Buyable#isBlocked]. Cannot
    /// happen if the smallest order is one.
    private static final String BLOCKED = """
            (p.state = 'published' and p.min_quantity > 1 and exists (
                select from market.buyable(array[p.id], :today) b
                 where b.most = 0 and b.available > 0 and b.obstacle is null))
            """;

    /// Published, but its group cannot be paid or cannot hand it over.
    private static final String UNTAKEN = """
            (p.state = 'published' and exists (
                select from market.listings l where l.product_id = p.id and not l.takes_orders))
            """;

    /// Published with a halal number that is no longer valid.
    private static final String LAPSED =
            "(p.state = 'published' and p.halal = 'certified' and (s.halal is null or coalesce(s.halal_until < :today, false)))";

    /// A batch on the shelf has expired. The shelf is assumed to hold the batches that expire last.
    private static final String ENDED = """
            (p.kind = 'ready' and exists (
                select from (select b.expires_on,
                                    sum(b.quantity) over (order by b.expires_on desc, b.id desc) - b.quantity as later
                               from market.batches b
                              where b.product_id = p.id and b.removed_at is null) x
                 where x.expires_on < :today and x.later < k.on_hand))
            """;

    private static final String STATE = """
               and (:state::text is null
                    or case :state when 'empty' then %s when 'blocked' then %s when 'untaken' then %s when 'lapsed' then %s
                                   when 'ended' then p.state = 'published' and %s else p.state = :state end)
            """.formatted(EMPTY, BLOCKED, UNTAKEN, LAPSED, ENDED);

    private static final String AFTER = """
               and (:afterName::text is null or (lower(p.name) collate "C", p.id) > (:afterName, :afterId::uuid))
             order by lower(p.name) collate "C", p.id
             limit :limit
            """;

    /// Columns that a download adds to those of an import, as tails of message keys.
    private static final List<String> TOLD = List.of("group", "reserved", "state", "address");

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

    /// Criteria for the list.
    ///
    /// @param group a group's number; null for all in scope
    /// @param text part of the product's name, or of its group's name or number; null for any
    /// @param state draft, published or resting. Among the published ones: empty if sold out, blocked if
    /// its limits allow no quantity, untaken if its group cannot be paid or hand it over, lapsed if its
    /// halal number has ended, ended if a batch on the shelf has expired. Null for any
    public record Filter(
            @Nullable String group,
            @Nullable String text,
            @Nullable String state) {}

    /// A product in the list.
    ///
    /// @param nameKey the sort key
    /// @param onHand null if made to order
    /// @param hasEnded whether a batch on its shelf has expired
    /// @param hasLapsed whether it is published with a halal number that is no longer valid
    /// @param isBlocked whether it is published and in stock but its limits allow no quantity
    /// @param obstacle why its group takes no orders for it, as in [Buyable#obstacle]; null if it does
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
            boolean hasLapsed,
            boolean isBlocked,
            @Nullable String obstacle) {

        /// Whether it is published and nothing of it is left.
        public boolean isSoldOut() {
            return state.equals("published") && onHand != null && reserved != null && onHand <= reserved;
        }

        /// Its page in the work space.
        String path() {
            return ProductList.path(groupNumber, slug);
        }

        /// Photos are read through the work space, because those of drafts are not public.
        public String picture() {
            return photo == null
                    ? ProductPicture.of(category, name, slug, null).address()
                    : path() + "/foto/" + photo + "/kecil";
        }
    }

    public record StateCount(String state, long products) {}

    /// The page of a group's product in the work space.
    static String path(String groupNumber, String slug) {
        return "/kerja/kelompok/" + groupNumber + "/produk/" + slug;
    }

    /// One page of the products, by name.
    Listing<Item> page(Filter filter, int size, @Nullable String cursor) {
        Permission.SEE_RECORDS.require();
        Optional<Cursor> from = Cursor.optional(cursor, 2);
        List<Item> found = Objects.requireNonNull(transaction.execute(status -> db.sql(
                        """
                select p.id, p.slug, p.name, lower(p.name) as name_key, s.number as group_number, s.name as group_name, p.category_key as category,
                       p.unit, p.price, p.kind, p.state, p.halal, p.week_capacity,
                       case when p.kind = 'ready' then coalesce(k.on_hand, 0) end as on_hand,
                       coalesce(k.reserved, 0) as reserved, coalesce(k.version, 0) as shelf_version,
                       (select f.id from market.product_photos f
                         where f.product_id = p.id and f.removed_at is null order by f.position, f.id limit 1) as photo,
                       (select f.alt from market.product_photos f
                         where f.product_id = p.id and f.removed_at is null order by f.position, f.id limit 1)
                           as photo_alt,
                       %s as has_ended, %s as has_lapsed, %s as is_blocked,
                       case when %s then market.obstacle(p) end as obstacle
                """.formatted(ENDED, LAPSED, BLOCKED, UNTAKEN) + IN_SCOPE + STATE + AFTER)
                .params(parameters(filter))
                .param("afterName", from.map(at -> at.parts().get(0)).orElse(null))
                .param("afterId", from.map(at -> at.id(1)).orElse(null))
                .param("limit", size + 1)
                .query(Item.class)
                .list()));
        return Listing.page(
                found,
                size,
                last -> Cursor.of(last.nameKey(), last.id().toString()).text());
    }

    /// The number of products in each state, also in the states that need attention, ignoring the filter's
    /// own state.
    List<StateCount> counts(Filter filter) {
        Permission.SEE_RECORDS.require();
        return Objects.requireNonNull(transaction.execute(
                status -> db.sql("""
                select c.state, count(*) as products
                  from (select unnest(array[p.state, case when %s then 'empty' end, case when %s then 'blocked' end,
                                            case when %s then 'untaken' end,
                                            case when %s then 'lapsed' end, case when p.state = 'published' and %s then 'ended' end]) as state
                """.formatted(EMPTY, BLOCKED, UNTAKEN, LAPSED, ENDED) + IN_SCOPE + """
                       ) c
                 where c.state is not null
                 group by c.state
                 order by array_position(array['published', 'empty', 'blocked', 'untaken', 'lapsed', 'ended', 'draft',
                                              'resting'], c.state)
                """)
                        .params(parameters(filter))
                        .query(StateCount.class)
                        .list()));
    }

    /// All products to download: the columns of an import and the additional ones.
    Table table(Filter filter, Texts texts) {
        Permission.SEE_RECORDS.require();
        List<String> columns = new ArrayList<>();
        for (ProductColumn column : ProductColumn.values()) {
            columns.add(texts.get("import.column.products." + column.key()));
        }
        for (String told : TOLD) {
            columns.add(texts.get("market.product." + told));
        }
        Map<String, String> names = categories.names(texts.isEnglish());
        return new Table("products", columns, sink -> {
            Optional<Written> last = Optional.empty();
            do {
                List<Written> page = written(filter, last, texts, names);
                page.forEach(row -> sink.accept(new Table.Row(row.cells())));
                last = page.size() < Listing.MAX_SIZE ? Optional.empty() : Optional.of(page.getLast());
            } while (last.isPresent());
        });
    }

    private record Written(String nameKey, UUID id, List<@Nullable Object> cells) {}

    private List<Written> written(
            Filter filter, Optional<Written> after, Texts texts, Map<String, String> categoryNames) {
        String columns = Stream.of(ProductColumn.values())
                .map(column -> column.sql() + " as \"" + column.key() + "\"")
                .collect(Collectors.joining(", "));
        return Objects.requireNonNull(transaction.execute(status -> db.sql(
                        "select p.id, lower(p.name) as name_key, " + columns + """
                       , s.name as told_group, coalesce(k.reserved, 0) as told_reserved, p.state as told_state,
                       p.slug as told_address
                """ + IN_SCOPE + STATE + AFTER)
                .params(parameters(filter))
                .param("afterName", after.map(Written::nameKey).orElse(null))
                .param("afterId", after.map(row -> row.id().toString()).orElse(null))
                .param("limit", Listing.MAX_SIZE)
                .query((row, number) -> {
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (ProductColumn column : ProductColumn.values()) {
                        Object value = row.getObject(column.key());
                        cells.add(value == null ? null : said(column, value, texts, categoryNames));
                    }
                    for (String told : TOLD) {
                        Object value = row.getObject("told_" + told);
                        cells.add(told.equals("state") ? texts.get("market.product.state." + value) : value);
                    }
                    return new Written(row.getString("name_key"), row.getObject("id", UUID.class), cells);
                })
                .list()));
    }

    /// A value as people write it.
    private static Object said(ProductColumn column, Object value, Texts texts, Map<String, String> categoryNames) {
        return switch (column) {
            case CATEGORY -> categoryNames.getOrDefault(value.toString(), value.toString());
            case HALAL -> texts.get("market.product.halal." + value);
            case STORAGE -> texts.get("market.product.storage." + value);
            default -> value;
        };
    }

    private Map<String, @Nullable Object> parameters(Filter filter) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("group", filter.group());
        parameters.put("text", filter.text() == null ? null : PlainText.pattern(filter.text()));
        parameters.put("number", filter.text());
        parameters.put("state", filter.state());
        parameters.put("today", LocalDate.now(clock));
        return parameters;
    }
}
