package id.cemara.market.catalog;

import org.jspecify.annotations.Nullable;

/// The columns of a table of products. An export can be imported again without loss.
enum ProductColumn {
    GROUP("group", null, "s.number", true),
    NAME("name", "name", "p.name", true),
    PRICE("price", "price", "p.price", true),
    UNIT("unit", "unit", "p.unit", true),
    CATEGORY("category", null, "p.category_key", true),
    STOCK("stock", null, "case when p.kind = 'ready' then coalesce(k.on_hand, 0) end", false),
    CAPACITY("capacity", "weekCapacity", "p.week_capacity", false),
    LEAD("lead", "leadDays", "case when p.kind = 'made-to-order' then p.lead_days end", false),
    HALAL("halal", null, "nullif(p.halal, 'none')", false),
    WEIGHT("weight", "weightGrams", "p.weight_grams", false),
    LENGTH("length", "lengthMm", "p.length_mm", false),
    WIDTH("width", "widthMm", "p.width_mm", false),
    HEIGHT("height", "heightMm", "p.height_mm", false),
    NET("net", "netWeightGrams", "p.net_weight_grams", false),
    SHELF("shelf", "shelfLifeDays", "p.shelf_life_days", false),
    STORAGE("storage", null, "p.storage", false),
    MIN("min", "minQuantity", "p.min_quantity", false),
    MAX("max", "maxQuantity", "p.max_quantity", false),
    DESCRIPTION("description", "description", "p.description", false),
    INGREDIENTS("ingredients", "ingredients", "p.ingredients", false),
    FROM1("from1", 1),
    PRICE1("price1", 1),
    FROM2("from2", 2),
    PRICE2("price2", 2),
    FROM3("from3", 3),
    PRICE3("price3", 3),
    FROM4("from4", 4),
    PRICE4("price4", 4);

    private final String key;
    private final @Nullable String field;
    private final String sql;
    private final boolean required;

    ProductColumn(String key, @Nullable String field, String sql, boolean required) {
        this.key = key;
        this.field = field;
        this.sql = sql;
        this.required = required;
    }

    /// The quantity or price of a price step.
    ProductColumn(String key, int step) {
        this(key, key, """
                (select t.%s from market.price_steps t where t.product_id = p.id
                  order by t.from_quantity limit 1 offset %d)
                """.formatted(key.startsWith("from") ? "from_quantity" : "price", step - 1), false);
    }

    /// Its name in imports; the message `import.column.products.<key>` is its heading.
    String key() {
        return key;
    }

    /// The form field it fills; null if it is parsed in a special way.
    @Nullable
    String field() {
        return field;
    }

    /// Its SQL expression for product `p`, seller `s` and stock `k`.
    String sql() {
        return sql;
    }

    boolean isRequired() {
        return required;
    }
}
