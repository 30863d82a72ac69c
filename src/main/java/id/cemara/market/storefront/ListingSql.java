package id.cemara.market.storefront;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/// The conditions of a filter in a statement on listings.
///
/// @param where conditions, each starting with "and"
/// @param parameters of the conditions
record ListingSql(String where, Map<String, Object> parameters) {

    /// The text search query.
    static final String WANTED = "market.wanted(:stems, :last, :beginning)";

    /// Condition: nobody can order it today.
    static final String SOLD_OUT =
            "(not l.takes_orders or market.sold_out(l.stock, l.booked_from, l.booked_until, :today))";

    /// All conditions of the filter, including its text.
    static ListingSql of(ProductFilter filter, SearchText text, LocalDate today) {
        ListingSql ground = ground(filter, text);
        var where = new StringBuilder(ground.where);
        Map<String, Object> parameters = new LinkedHashMap<>(ground.parameters);
        parameters.put("today", today);
        if (filter.categories().size() == 1) { // equality lets an index keep the order
            where.append(" and l.category_key = :category");
            parameters.put("category", filter.categories().getFirst());
        } else if (!filter.categories().isEmpty()) {
            where.append(" and l.category_key = any (:categories)");
            parameters.put("categories", filter.categories().toArray(String[]::new));
        }
        if (filter.halal()) {
            where.append(" and l.halal_until >= :today");
        }
        if (filter.homeFood()) {
            where.append(" and l.p_irt_until >= :today");
        }
        if (filter.kinds().size() == 1) {
            where.append(" and l.kind = :kind");
            parameters.put("kind", filter.kinds().getFirst());
        }
        if (filter.inStock()) {
            where.append(" and not " + SOLD_OUT);
        }
        return new ListingSql(where.toString(), parameters);
    }

    /// The parameters of [#WANTED].
    static Map<String, Object> wanted(SearchText text) {
        return Map.of("stems", text.stems(), "last", text.last(), "beginning", text.beginning());
    }

    /// The conditions that counts are made within: text, group, area and price, but none of the choices
    /// that are counted.
    static ListingSql ground(ProductFilter filter, SearchText text) {
        var where = new StringBuilder();
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!text.isEmpty()) {
            where.append(" and l.search @@ " + WANTED);
            parameters.putAll(wanted(text));
        }
        filter.group().ifPresent(group -> {
            where.append(" and l.group_id = (select s.group_id from market.sellers s where s.slug = :group)");
            parameters.put("group", group);
        });
        filter.area().ifPresent(area -> {
            where.append(" and l.area_code >= :area and l.area_code < :area || '/'");
            parameters.put("area", area.value());
        });
        filter.minPrice().ifPresent(price -> {
            where.append(" and l.price >= :minPrice");
            parameters.put("minPrice", price);
        });
        filter.maxPrice().ifPresent(price -> {
            where.append(" and l.price <= :maxPrice");
            parameters.put("maxPrice", price);
        });
        return new ListingSql(where.toString(), parameters);
    }
}
