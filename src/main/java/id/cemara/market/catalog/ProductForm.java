package id.cemara.market.catalog;

import id.cemara.market.catalog.ProductDetails.Step;
import id.cemara.shared.Checks;
import id.cemara.shared.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A product form as typed, before validation. A missing field counts as empty: it becomes its default or
/// null, also when an existing product is changed.
///
/// @param typed values by field name
public record ProductForm(Map<String, String> typed) {

    /// The number of price steps in a form.
    public static final int STEPS = 4;

    /// The highest price of one, in rupiah; a check of the table has the same limit.
    public static final long MOST_PRICE = 1_000_000_000;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_UNIT = 40;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_INGREDIENTS = 1_000;
    private static final int MOST_GRAMS = 1_000_000;
    private static final int MOST_MILLIMETRES = 10_000;
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_LEAD_DAYS = 365;
    private static final int MOST_QUANTITY = 100_000;
    private static final int MOST_CAPACITY = 1_000_000;

    private static final Set<String> KINDS = Set.of("ready", "made-to-order");
    private static final Set<String> STORAGES = Set.of("room", "cool", "frozen");
    private static final Set<String> HALAL = Set.of("certified", "not-halal", "none");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<HashMap<String, @Nullable Object>> VALUES = new TypeReference<>() {};

    public ProductForm {
        typed = Map.copyOf(typed);
    }

    /// A form with these values, without the nulls.
    public static ProductForm of(Map<String, ? extends @Nullable Object> values) {
        Map<String, String> typed = new HashMap<>();
        values.forEach((field, value) -> {
            if (value != null) {
                typed.put(field, value.toString());
            }
        });
        return new ProductForm(typed);
    }

    /// The properties of a product, by the names of the fields.
    static Map<String, @Nullable Object> values(Record product) {
        return JSON.convertValue(product, VALUES);
    }

    /// A form filled from an existing product.
    public static ProductForm of(ProductDetails product) {
        Map<String, @Nullable Object> values = values(product);
        if (!product.isMadeToOrder()) {
            values.remove("leadDays");
        }
        for (int i = 0; i < product.steps().size(); i++) {
            values.put("from" + (i + 1), product.steps().get(i).fromQuantity());
            values.put("price" + (i + 1), product.steps().get(i).price());
        }
        return of(values);
    }

    /// Validates the form.
    ///
    /// @param categories all categories, by key
    /// @throws id.cemara.shared.Refused with every invalid field
    public ProductDetails read(Map<String, Category> categories) {
        var checks = new Checks();
        String name = line("name", LONGEST_NAME, checks);
        checks.that(!name.isEmpty(), "name", "required");
        String unit = line("unit", LONGEST_UNIT, checks);
        checks.that(!unit.isEmpty(), "unit", "required");
        Category category = categories.get(value("category"));
        checks.that(category != null, "category", "choice");
        String price = value("price");
        checks.that(!price.isEmpty(), "price", "required");
        Optional<Long> rupiah = price.isEmpty() ? Optional.empty() : rupiah("price", checks);
        String description = lines("description", LONGEST_DESCRIPTION, checks);
        String ingredients = lines("ingredients", LONGEST_INGREDIENTS, checks);
        String kind = value("kind").isEmpty() ? "ready" : value("kind");
        checks.that(KINDS.contains(kind), "kind", "choice");
        boolean isMadeToOrder = kind.equals("made-to-order");
        Integer capacity = number("weekCapacity", 1, MOST_CAPACITY, checks);
        checks.that(!isMadeToOrder || !value("weekCapacity").isEmpty(), "weekCapacity", "product-capacity");
        Integer lead = number("leadDays", 0, MOST_LEAD_DAYS, checks);
        Integer least = number("minQuantity", 1, MOST_QUANTITY, checks);
        int minimum = least == null ? 1 : least;
        Integer most = number("maxQuantity", 1, MOST_QUANTITY, checks);
        checks.that(most == null || most >= minimum, "maxQuantity", "product-max", minimum);
        String storage = value("storage");
        checks.that(storage.isEmpty() || STORAGES.contains(storage), "storage", "choice");
        String halal = value("halal").isEmpty() ? "none" : value("halal");
        checks.that(HALAL.contains(halal), "halal", "choice")
                .that(category == null || category.isFood() || halal.equals("none"), "halal", "product-no-food");
        Integer net = number("netWeightGrams", 1, MOST_GRAMS, checks);
        Integer weight = number("weightGrams", 1, MOST_GRAMS, checks);
        checks.that(
                net == null || weight == null || weight >= net, "weightGrams", "product-weight", net == null ? 0 : net);
        Integer length = number("lengthMm", 1, MOST_MILLIMETRES, checks);
        Integer width = number("widthMm", 1, MOST_MILLIMETRES, checks);
        Integer height = number("heightMm", 1, MOST_MILLIMETRES, checks);
        Integer shelfLife = number("shelfLifeDays", 1, MOST_DAYS, checks);
        List<Step> steps = steps(rupiah, checks);
        checks.refuseProblems();
        return new ProductDetails(
                name,
                description,
                ingredients.isEmpty() ? null : ingredients,
                value("category"),
                unit,
                rupiah.orElse(1L), // absent only if refused above
                net,
                weight,
                length,
                width,
                height,
                shelfLife,
                storage.isEmpty() ? null : storage,
                minimum,
                most,
                kind,
                isMadeToOrder && lead != null ? lead : 0,
                isMadeToOrder ? capacity : null,
                halal,
                steps);
    }

    /// Reads the price steps. Each must be cheaper than the one before, or nobody would order the larger
    /// quantity.
    ///
    /// @param price the price of one; empty if it was invalid, then the steps are not compared with it
    private List<Step> steps(Optional<Long> price, Checks checks) {
        List<Step> steps = new ArrayList<>();
        Map<Integer, String> fields = new HashMap<>();
        for (int i = 1; i <= STEPS; i++) {
            if (value("from" + i).isEmpty() && value("price" + i).isEmpty()) {
                continue;
            }
            Integer from = number("from" + i, 2, MOST_QUANTITY, checks);
            checks.that(!value("from" + i).isEmpty(), "from" + i, "required");
            checks.that(!value("price" + i).isEmpty(), "price" + i, "required");
            Optional<Long> each = value("price" + i).isEmpty() ? Optional.empty() : rupiah("price" + i, checks);
            if (from != null) {
                int asked = from;
                checks.that(
                                price.isEmpty() || each.isEmpty() || each.get() < price.get(),
                                "price" + i,
                                "product-step-price",
                                price.orElse(0L))
                        .that(
                                steps.stream().noneMatch(step -> step.fromQuantity() == asked),
                                "from" + i,
                                "product-step-twice");
                if (each.isPresent()) {
                    steps.add(new Step(from, each.get()));
                    fields.put(from, "price" + i);
                }
            }
        }
        steps.sort(Comparator.comparingInt(Step::fromQuantity));
        for (int i = 1; i < steps.size(); i++) {
            long before = steps.get(i - 1).price();
            String field = fields.getOrDefault(steps.get(i).fromQuantity(), "price1");
            checks.that(steps.get(i).price() < before, field, "product-step-cheaper", before);
        }
        return steps;
    }

    private Optional<Long> rupiah(String field, Checks checks) {
        Optional<Long> amount = Amounts.rupiah(value(field)).filter(rupiah -> rupiah >= 1 && rupiah <= MOST_PRICE);
        checks.that(amount.isPresent(), field, "product-price");
        return amount;
    }

    private @Nullable Integer number(String field, int least, int most, Checks checks) {
        String typed = value(field);
        if (typed.isEmpty()) {
            return null;
        }
        Integer number = Amounts.whole(typed, least, most).orElse(null);
        checks.that(number != null, field, "product-number", least, most);
        return number;
    }

    private String line(String field, int longest, Checks checks) {
        String text = value(field).replaceAll("[ \\u00a0]+", " ");
        checks.that(VisibleText.isLine(text), field, "no-control")
                .that(text.length() <= longest, field, "too-long", longest);
        return text;
    }

    private String lines(String field, int longest, Checks checks) {
        return checks.text(field, typed.get(field), longest);
    }

    private String value(String field) {
        return typed.getOrDefault(field, "").strip();
    }
}
