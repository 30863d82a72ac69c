package id.cemara.market.products;

import id.cemara.exchange.ImportRow;
import id.cemara.exchange.ImportRun;
import id.cemara.market.Category;
import id.cemara.market.ProductDetails;
import id.cemara.market.ProductForm;
import id.cemara.market.Products;
import id.cemara.market.Stock;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One table of products on its way in. What a person may type into the form is what a cell may say; a product that the
/// group has already, under the same name and unit, is left as it is.
final class ProductsRun implements ImportRun {

    private static final int MOST_GROUPS_KEPT = 5_000;

    /// The columns by the fields of the form they fill.
    private static final Map<String, String> COLUMNS = Map.of(
            "name", ProductsImport.NAME,
            "price", ProductsImport.PRICE,
            "unit", ProductsImport.UNIT,
            "weekCapacity", ProductsImport.CAPACITY,
            "leadDays", ProductsImport.LEAD,
            "weightGrams", ProductsImport.WEIGHT,
            "netWeightGrams", ProductsImport.NET,
            "shelfLifeDays", ProductsImport.SHELF,
            "description", ProductsImport.DESCRIPTION,
            "ingredients", ProductsImport.INGREDIENTS);

    private static final Set<String> REQUIRED = Set.of(ProductsImport.NAME, ProductsImport.PRICE, ProductsImport.UNIT);

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final Products products;
    private final boolean write;
    private final Map<String, Category> byKey = new HashMap<>();
    private final Map<String, Category> byName = new HashMap<>();
    private final Map<String, Optional<GroupInScope>> found = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Integer, String> known = new HashMap<>();
    private final List<Read> fresh = new ArrayList<>();

    /// What a good row says.
    private record Read(
            GroupInScope group,
            ProductDetails details,
            @Nullable Integer onHand) {}

    ProductsRun(JdbcClient db, GroupsInScope groups, List<Category> categories, Products products, boolean write) {
        this.db = db;
        this.groups = groups;
        this.products = products;
        this.write = write;
        for (Category category : categories) {
            byKey.put(category.key(), category);
            byName.put(plain(category.nameId()), category);
            byName.put(plain(category.nameEn()), category);
            byName.put(plain(category.key()), category);
        }
    }

    @Override
    public void check(List<ImportRow> rows) {
        rows.forEach(this::check);
    }

    private void check(ImportRow row) {
        GroupInScope group = group(row);
        Map<String, String> typed = new HashMap<>();
        COLUMNS.forEach((field, column) ->
                typed.put(field, REQUIRED.contains(column) ? row.required(column) : row.text(column)));
        Category category = category(row);
        typed.put("category", category == null ? "" : category.key());
        typed.put("halal", halal(row, category));
        Integer onHand = onHand(row);
        if (!row.cell(ProductsImport.CAPACITY).isBlank()) {
            typed.put("kind", "made-to-order");
            if (onHand != null) {
                row.error(ProductsImport.STOCK, "product-stock-or-capacity");
            }
        }
        if (row.isBad() || group == null) {
            return;
        }
        try {
            row.keep(new Read(group, new ProductForm(typed).read(byKey), onHand));
        } catch (Refused refused) {
            if (!(refused.problem() instanceof InvalidFields invalid)) {
                throw refused;
            }
            invalid.fields().forEach(problem -> refuse(row, problem));
        }
    }

    private static void refuse(ImportRow row, FieldProblem problem) {
        String column = COLUMNS.get(problem.field());
        String[] arguments = problem.arguments().stream().map(String::valueOf).toArray(String[]::new);
        switch (problem.expected()) {
            case "product-price" -> row.error(column, "product-price");
            case "product-number" -> row.error(column, "product-number", arguments);
            case "too-long" -> row.error(column, "too-long", arguments);
            case "product-no-food" -> row.error(ProductsImport.HALAL, "product-halal");
            default -> row.error(column, "product-refused", problem.field());
        }
    }

    private @Nullable GroupInScope group(ImportRow row) {
        String number = row.required(ProductsImport.GROUP);
        if (number.isEmpty()) {
            return null;
        }
        if (found.size() > MOST_GROUPS_KEPT) {
            found.clear();
        }
        Optional<GroupInScope> group = found.computeIfAbsent(number, groups::find);
        if (group.isEmpty()) {
            row.error(ProductsImport.GROUP, "product-group", number);
        }
        return group.orElse(null);
    }

    private @Nullable Category category(ImportRow row) {
        String named = row.required(ProductsImport.CATEGORY);
        if (named.isEmpty()) {
            return null;
        }
        Category category = byName.get(plain(named));
        if (category == null) {
            row.error(ProductsImport.CATEGORY, "product-category", named);
        }
        return category;
    }

    /// Nothing is guessed: an empty cell says nothing.
    private static String halal(ImportRow row, @Nullable Category category) {
        String said = row.text(ProductsImport.HALAL).toLowerCase(Locale.ROOT);
        String halal =
                switch (said) {
                    case "" -> "none";
                    case "ya", "halal", "bersertifikat", "bersertifikat halal", "certified", "certified halal", "yes" ->
                        "certified";
                    case "tidak", "tidak halal", "non halal", "nonhalal", "not-halal", "not halal", "no" -> "not-halal";
                    default -> "";
                };
        if (halal.isEmpty() || (category != null && !category.isFood() && !halal.equals("none"))) {
            row.error(ProductsImport.HALAL, "product-halal");
            return "none";
        }
        return halal;
    }

    private static @Nullable Integer onHand(ImportRow row) {
        String typed = row.text(ProductsImport.STOCK);
        if (typed.isEmpty()) {
            return null;
        }
        String digits = typed.matches("\\d{1,3}(\\.\\d{3})+") ? typed.replace(".", "") : typed;
        if (digits.matches("\\d{1,7}") && Integer.parseInt(digits) <= Stock.MOST) {
            return Integer.valueOf(digits);
        }
        row.error(ProductsImport.STOCK, "product-number", "0", Integer.toString(Stock.MOST));
        return null;
    }

    @Override
    public void stage(List<ImportRow> rows) {
        for (ImportRow row : rows) {
            Read read = row.kept(Read.class);
            String product = key(
                    read.group().number(), read.details().name(), read.details().unit());
            if (!seen.add(product)) {
                known.put(row.line(), "row-repeated");
            } else if (isThere(read)) {
                known.put(row.line(), "product-known");
            } else {
                fresh.add(read);
            }
        }
    }

    private boolean isThere(Read read) {
        return db.sql("""
                select exists (select from market.products
                                where group_id = :group and lower(name) = lower(:name) and unit = :unit)
                """)
                .param("group", read.group().id())
                .param("name", read.details().name())
                .param("unit", read.details().unit())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Result finish(Notes notes) {
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(row -> notes.existing(row.getKey(), row.getValue()));
        if (write) {
            for (Read read : fresh) {
                products.create(read.group(), read.details(), read.onHand());
            }
        }
        return new Result(fresh.size(), known.size());
    }

    private static String key(String group, String name, String unit) {
        return group + "\n" + name.toLowerCase(Locale.ROOT) + "\n" + unit;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }
}
