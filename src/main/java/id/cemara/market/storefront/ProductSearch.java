package id.cemara.market.storefront;

import id.cemara.exchange.Table;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Cursor;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The public list of products with search, filter, sort and paging. Each page is one statement.
@Service
record ProductSearch(
        JdbcClient db, Synonyms synonyms, SearchRanking ranking, TransactionTemplate transactions, Clock clock) {

    /// One page of the products that pass the filter. If the typed words find nothing, retries with
    /// corrected words.
    ///
    /// @param cursor from an earlier page of the same list; null for the first page
    MarketResults page(ProductFilter filter, int size, @Nullable String cursor) {
        SearchText typed = searched(filter);
        if (isSignsAlone(filter)) {
            return new MarketResults(List.of(), null, null, typed, null);
        }
        MarketResults page = page(filter, typed, size, cursor);
        if (!page.products().isEmpty() || typed.words().isEmpty()) {
            return page;
        }
        Optional<List<String>> corrected = synonyms.corrected(typed.words());
        if (corrected.isEmpty()) {
            return page;
        }
        SearchText instead = SearchText.of(corrected.get(), synonyms.book());
        MarketResults other = page(filter, instead, size, cursor);
        return other.products().isEmpty() ? page : other.as(Synonyms.said(typed, instead));
    }

    /// Whether the text has no letters or digits, so that it cannot match a name.
    private static boolean isSignsAlone(ProductFilter filter) {
        return filter.text().map(SearchText::words).filter(List::isEmpty).isPresent();
    }

    /// The search for the text as typed.
    private SearchText searched(ProductFilter filter) {
        return filter.text().map(text -> SearchText.of(text, synonyms.book())).orElse(SearchText.NONE);
    }

    private MarketResults page(ProductFilter filter, SearchText text, int size, @Nullable String cursor) {
        return switch (filter.sort()) {
            case RELEVANCE ->
                text.isEmpty()
                        ? ordered(filter, ProductSort.NEWEST, text, size, cursor)
                        : best(filter, text, size, cursor);
            case NEWEST, PRICE, PRICE_DOWN, NAME -> ordered(filter, filter.sort(), text, size, cursor);
            case NEAR -> nearest(filter, filter.near().orElseThrow(), text, size, cursor);
        };
    }

    /// Best match first; products that can be bought come before those that cannot.
    private MarketResults best(ProductFilter filter, SearchText text, int size, @Nullable String cursor) {
        int from = cursor == null ? 0 : Cursor.parse("cursor", cursor, 1).count(0);
        if (from > SearchRanking.MOST) {
            throw Refused.parameter("cursor", "cursor");
        }
        List<SearchRanking.Hit> found = ranking.of(filter, text);
        int most = Math.min(found.size(), SearchRanking.MOST);
        int to = Math.min(from + size, most);
        List<UUID> ids = from >= to
                ? List.of()
                : found.subList(from, to).stream().map(SearchRanking.Hit::id).toList();
        return new MarketResults(
                ids.isEmpty() ? List.of() : byId(ids),
                from == 0 ? null : at(Math.max(0, from - size)),
                to < most ? at(to) : null,
                text,
                null);
    }

    private List<ProductCard> byId(List<UUID> ids) {
        return list(
                "select " + ProductCard.COLUMNS + " from unnest(:ids::uuid[]) with ordinality as i (id, position)"
                        + " join market.listings l on l.product_id = i.id order by i.position",
                Map.of(),
                Map.of("ids", ids.toArray(UUID[]::new)));
    }

    private static String at(int from) {
        return Cursor.of(String.valueOf(from)).text();
    }

    /// Sorted by a column, then by id.
    private MarketResults ordered(
            ProductFilter filter, ProductSort sort, SearchText text, int size, @Nullable String cursor) {
        ListingSql sql = ListingSql.of(filter, text, today());
        String column =
                switch (sort) {
                    case NEWEST, RELEVANCE -> "l.published_at";
                    case PRICE, PRICE_DOWN -> "l.price";
                    case NAME, NEAR -> "l.name_key";
                };
        boolean down = sort == ProductSort.NEWEST || sort == ProductSort.PRICE_DOWN;
        boolean forward = true;
        String after = "";
        Map<String, Object> parameters = new HashMap<>(Map.of("limit", size + 1));
        if (cursor != null) {
            Cursor from = parse(cursor, sort);
            forward = from.parts().get(0).equals("a");
            after = " and (" + column + ", l.product_id) " + (forward == down ? "<" : ">") + " (:key, :id)";
            parameters.put("key", key(sort, from.parts().get(2)));
            parameters.put("id", from.id(3));
        }
        String direction = forward == down ? " desc" : "";
        List<ProductCard> found = list(
                "select " + ProductCard.COLUMNS + " from market.listings l where true" + sql.where() + after
                        + " order by " + column + direction + ", l.product_id" + direction + " limit :limit",
                sql.parameters(),
                parameters);
        boolean more = found.size() > size;
        List<ProductCard> shown =
                forward ? head(found, size) : head(found, size).reversed();
        boolean hasPrevious = cursor != null && !shown.isEmpty() && (forward || more);
        boolean hasNext = !shown.isEmpty() && (more || !forward);
        return new MarketResults(
                shown,
                hasPrevious ? cursor("b", sort, shown.getFirst()) : null,
                hasNext ? cursor("a", sort, shown.getLast()) : null,
                text,
                null);
    }

    /// Sorted by the number of levels of the area code that are shared: same village, then same kecamatan,
    /// kabupaten, province, then all others. Each ring is a range of one index, sorted by area code and
    /// name. Pages forward only.
    private MarketResults nearest(
            ProductFilter filter, AreaCode near, SearchText text, int size, @Nullable String cursor) {
        ListingSql sql = ListingSql.of(filter, text, today());
        Map<String, Object> parameters = new HashMap<>(Map.of("limit", size + 1));
        int fromRing = 0;
        if (cursor != null) {
            Cursor from = parse(cursor, ProductSort.NEAR);
            String[] key = from.parts().get(2).split("\t", 2);
            if (key.length != 2 || AreaCode.parse(key[0]).isEmpty()) {
                throw Refused.parameter("cursor", "cursor");
            }
            parameters.put("area_key", key[0]);
            parameters.put("key", key[1]);
            parameters.put("id", from.id(3));
            fromRing = ring(near, new AreaCode(key[0]));
        }
        List<String> rings = new ArrayList<>();
        List<AreaCode> around = around(near);
        for (int ring = fromRing; ring <= around.size(); ring++) {
            var where = new StringBuilder(sql.where());
            if (ring < around.size()) {
                where.append(" and l.area_code >= :ring" + ring + " and l.area_code < :ring" + ring + " || '/'");
                parameters.put("ring" + ring, around.get(ring).value());
            }
            if (ring > 0) {
                where.append(" and not (l.area_code >= :ring" + (ring - 1) + " and l.area_code < :ring" + (ring - 1)
                        + " || '/')");
                parameters.put("ring" + (ring - 1), around.get(ring - 1).value());
            }
            if (cursor != null && ring == fromRing) {
                where.append(" and (l.area_code, l.name_key, l.product_id) > (:area_key, :key, :id)");
            }
            rings.add("(select " + ring + " as ring, l.* from market.listings l where true" + where
                    + " order by l.area_code, l.name_key, l.product_id limit :limit)");
        }
        List<ProductCard> found = list(
                "select " + ProductCard.COLUMNS + " from (" + String.join(" union all ", rings)
                        + ") l order by l.ring, l.area_code, l.name_key, l.product_id limit :limit",
                sql.parameters(),
                parameters);
        List<ProductCard> shown = head(found, size);
        return new MarketResults(
                shown, null, found.size() > size ? cursor("a", ProductSort.NEAR, shown.getLast()) : null, text, null);
    }

    /// The place and the areas above it, smallest first.
    private static List<AreaCode> around(AreaCode near) {
        List<AreaCode> around = new ArrayList<>();
        for (Optional<AreaCode> at = Optional.of(near);
                at.isPresent();
                at = at.get().parent()) {
            around.add(at.get());
        }
        return around;
    }

    private static int ring(AreaCode near, AreaCode area) {
        List<AreaCode> around = around(near);
        for (int ring = 0; ring < around.size(); ring++) {
            if (around.get(ring).contains(area)) {
                return ring;
            }
        }
        return around.size();
    }

    /// All products that pass the filter as a table, with the same correction of mistyped words as the
    /// list.
    Table table(ProductFilter filter) {
        ListingSql sql = ListingSql.of(filter, page(filter, 1, null).used(), today());
        String where = isSignsAlone(filter) ? " and false" : sql.where();
        return new Table(
                "produk",
                List.of(
                        "slug",
                        "name",
                        "category",
                        "group",
                        "group_slug",
                        "area_code",
                        "place",
                        "price",
                        "unit",
                        "kind",
                        "halal",
                        "p_irt",
                        "stock"),
                sink -> transactions.executeWithoutResult(transaction -> {
                    try (var products = db
                            .sql("select " + ProductCard.COLUMNS + " from market.listings l where true" + where
                                    + " order by l.name_key, l.product_id")
                            .withFetchSize(500)
                            .params(sql.parameters())
                            .query((row, number) -> ProductCard.read(row, today()))
                            .stream()) {
                        products.forEach(product -> sink.accept(row(product)));
                    }
                }));
    }

    private static Table.Row row(ProductCard product) {
        return Table.Row.of(
                product.slug(),
                product.name(),
                product.category(),
                product.groupName(),
                product.groupSlug(),
                product.areaCode(),
                product.place(),
                product.price(),
                product.unit(),
                product.kind(),
                String.valueOf(product.halal()),
                String.valueOf(product.homeFood()),
                product.stock());
    }

    private List<ProductCard> list(String sql, Map<String, Object> parameters, Map<String, Object> more) {
        LocalDate today = today();
        return db.sql(sql)
                .params(parameters)
                .params(more)
                .query((row, number) -> ProductCard.read(row, today))
                .list();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static Cursor parse(String cursor, ProductSort sort) {
        Cursor from = Cursor.parse("cursor", cursor, 4);
        List<String> parts = from.parts();
        if (!parts.get(1).equals(sort.key()) || !parts.get(0).matches(sort == ProductSort.NEAR ? "a" : "[ab]")) {
            throw Refused.parameter("cursor", "cursor");
        }
        return from;
    }

    private static String cursor(String direction, ProductSort sort, ProductCard product) {
        String key =
                switch (sort) {
                    case NEWEST, RELEVANCE -> product.publishedAt().toString();
                    case PRICE, PRICE_DOWN -> String.valueOf(product.price());
                    case NAME -> product.nameKey();
                    case NEAR -> product.areaCode() + "\t" + product.nameKey();
                };
        return Cursor.of(direction, sort.key(), key, product.id().toString()).text();
    }

    private static Object key(ProductSort sort, String text) {
        try {
            return switch (sort) {
                case NEWEST, RELEVANCE -> OffsetDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC);
                case PRICE, PRICE_DOWN -> Long.parseLong(text);
                case NAME, NEAR -> text;
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }

    private static List<ProductCard> head(List<ProductCard> products, int size) {
        return products.size() <= size ? products : products.subList(0, size);
    }
}
