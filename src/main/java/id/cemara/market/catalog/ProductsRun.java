package id.cemara.market.catalog;

import id.cemara.exchange.ImportRow;
import id.cemara.exchange.ImportRun;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One import of products. Cells are validated by the rules of the form. A product that the group already
/// has, with the same name and unit, is left unchanged.
final class ProductsRun implements ImportRun {

    private static final int MOST_GROUPS_KEPT = 5_000;

    private final GroupsInScope groups;
    private final Products products;
    private final boolean write;
    private final Map<String, Category> byKey = new HashMap<>();
    private final Map<String, Category> byName = new HashMap<>();
    private final Map<String, Optional<GroupInScope>> found = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Integer, String> known = new HashMap<>();
    private final List<Read> fresh = new ArrayList<>();

    /// A valid row.
    private record Read(
            GroupInScope group,
            ProductDetails details,
            @Nullable Integer onHand) {}

    ProductsRun(GroupsInScope groups, List<Category> categories, Products products, boolean write) {
        this.groups = groups;
        this.products = products;
        this.write = write;
        for (Category category : categories) {
            byKey.put(category.key(), category);
            byName.put(PlainText.of(category.nameId()), category);
            byName.put(PlainText.of(category.nameEn()), category);
            byName.put(PlainText.of(category.key()), category);
        }
    }

    @Override
    public void check(List<ImportRow> rows) {
        rows.forEach(this::check);
    }

    private void check(ImportRow row) {
        GroupInScope group = group(row);
        Map<String, String> typed = new HashMap<>();
        for (ProductColumn column : ProductColumn.values()) {
            if (column.field() != null) {
                typed.put(column.field(), text(row, column));
            }
        }
        Category category = category(row);
        typed.put("category", category == null ? "" : category.key());
        typed.put("halal", halal(row, category));
        typed.put("storage", storage(row));
        Integer onHand = onHand(row);
        if (!row.cell(ProductColumn.CAPACITY.key()).isBlank()) {
            typed.put("kind", "made-to-order");
            if (onHand != null) {
                row.error(ProductColumn.STOCK.key(), "product-stock-or-capacity");
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

    /// The cell's text. Descriptions and ingredients keep their line breaks.
    private static String text(ImportRow row, ProductColumn column) {
        String text = column.isRequired() ? row.required(column.key()) : row.text(column.key());
        boolean hasLines = column == ProductColumn.DESCRIPTION || column == ProductColumn.INGREDIENTS;
        return hasLines && !text.isEmpty() ? row.cell(column.key()).text() : text;
    }

    private static void refuse(ImportRow row, FieldProblem problem) {
        String column = Stream.of(ProductColumn.values())
                .filter(each -> problem.field().equals(each.field()))
                .map(ProductColumn::key)
                .findFirst()
                .orElse(null);
        String[] arguments = problem.arguments().stream().map(String::valueOf).toArray(String[]::new);
        switch (problem.expected()) {
            case "product-price" -> row.error(column, "product-price");
            case "product-number" -> row.error(column, "product-number", arguments);
            case "too-long" -> row.error(column, "too-long", arguments);
            case "product-no-food" -> row.error(ProductColumn.HALAL.key(), "product-halal");
            default -> row.error(column, "product-refused", problem.field());
        }
    }

    private @Nullable GroupInScope group(ImportRow row) {
        String number = row.required(ProductColumn.GROUP.key());
        if (number.isEmpty()) {
            return null;
        }
        if (found.size() > MOST_GROUPS_KEPT) {
            found.clear();
        }
        Optional<GroupInScope> group = found.computeIfAbsent(number, groups::find);
        if (group.isEmpty()) {
            row.error(ProductColumn.GROUP.key(), "product-group", number);
        }
        group.flatMap(groups::refusal)
                .ifPresent(problem -> row.error(
                        ProductColumn.GROUP.key(),
                        problem.code(),
                        problem.arguments().stream().map(String::valueOf).toArray(String[]::new)));
        return group.orElse(null);
    }

    private @Nullable Category category(ImportRow row) {
        String named = row.required(ProductColumn.CATEGORY.key());
        if (named.isEmpty()) {
            return null;
        }
        Category category = byName.get(PlainText.of(named));
        if (category == null) {
            row.error(ProductColumn.CATEGORY.key(), "product-category", named);
        }
        return category;
    }

    /// Never guessed: an empty cell means no statement.
    private static String halal(ImportRow row, @Nullable Category category) {
        String said = row.text(ProductColumn.HALAL.key());
        String halal =
                switch (PlainText.of(said)) {
                    case "" -> said.isEmpty() ? "none" : "";
                    case "ya", "halal", "bersertifikat", "bersertifikat halal", "certified", "certified halal", "yes" ->
                        "certified";
                    case "tidak", "tidak halal", "non halal", "nonhalal", "not halal", "no" -> "not-halal";
                    default -> "";
                };
        if (halal.isEmpty() || (category != null && !category.isFood() && !halal.equals("none"))) {
            row.error(ProductColumn.HALAL.key(), "product-halal");
            return "none";
        }
        return halal;
    }

    private static String storage(ImportRow row) {
        String said = row.text(ProductColumn.STORAGE.key());
        if (said.isEmpty()) {
            return "";
        }
        return switch (PlainText.of(said)) {
            case "suhu ruang", "ruang", "room", "at room temperature" -> "room";
            case "tempat sejuk atau kulkas",
                    "tempat sejuk",
                    "sejuk",
                    "kulkas",
                    "cool",
                    "cool or in the fridge",
                    "fridge" -> "cool";
            case "beku", "frozen" -> "frozen";
            default -> {
                row.error(ProductColumn.STORAGE.key(), "product-storage");
                yield "";
            }
        };
    }

    private static @Nullable Integer onHand(ImportRow row) {
        String typed = row.text(ProductColumn.STOCK.key());
        if (typed.isEmpty()) {
            return null;
        }
        Integer number = Amounts.whole(typed, 0, Stock.MOST).orElse(null);
        if (number == null) {
            row.error(ProductColumn.STOCK.key(), "product-number", "0", Integer.toString(Stock.MOST));
        }
        return number;
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
        return products.known(
                        read.group().id(), read.details().name(), read.details().unit())
                .isPresent();
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
        String plain = PlainText.of(name);
        return group + "\n" + (plain.isEmpty() ? name : plain) + "\n" + unit;
    }
}
