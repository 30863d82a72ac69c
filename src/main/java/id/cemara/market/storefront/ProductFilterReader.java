package id.cemara.market.storefront;

import id.cemara.market.catalog.Amounts;
import id.cemara.market.catalog.Categories;
import id.cemara.registry.Profiles;
import id.cemara.shared.AreaCode;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import id.cemara.shell.forms.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/// Parses a filter from query parameters, for pages and API alike.
@Component
record ProductFilterReader(Places places, Categories categories, Profiles profiles) {

    private static final Set<String> KINDS = Set.of("ready", "made-to-order");

    private static final List<String> PRICES = List.of("minPrice", "maxPrice");
    private static final long MOST_PRICE = 9_999_999_999L;

    /// @throws Refused naming the parameter that is invalid
    ProductFilter read(MultiValueMap<String, String> typed) {
        Optional<String> text = Input.searchText("q", typed.getFirst("q"));
        Optional<AreaCode> near = area("near", typed.getFirst("near"));
        Optional<Long> minPrice = price("minPrice", typed.getFirst("minPrice"));
        Optional<Long> maxPrice = price("maxPrice", typed.getFirst("maxPrice"));
        return new ProductFilter(
                text,
                slug(typed.getFirst("group")).map(profiles::slugNow),
                area("area", typed.getFirst("area")),
                keys("category", typed.get("category"), categories.kept().keySet()),
                yes("halal", typed.getFirst("halal")),
                yes("pIrt", typed.getFirst("pIrt")),
                keys("kind", typed.get("kind"), KINDS),
                yes("inStock", typed.getFirst("inStock")),
                minPrice,
                maxPrice,
                near,
                sort(typed.getFirst("sort"), text.isPresent(), near.isPresent()));
    }

    /// The typed prices, with a problem for each that is invalid, for a page that shows the problem beside
    /// the field and the list without that price.
    static Form prices(MultiValueMap<String, String> typed) {
        Map<String, @Nullable String> values = new HashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (String parameter : PRICES) {
            values.put(parameter, typed.getFirst(parameter));
            try {
                price(parameter, typed.getFirst(parameter));
            } catch (Refused refused) {
                problems.add(new FieldProblem(parameter, "rupiah"));
            }
        }
        return new Form(Form.of(values).values(), problems);
    }

    private Optional<AreaCode> area(String parameter, @Nullable String typed) {
        Optional<AreaCode> code = Input.areaCode(parameter, typed);
        if (code.isPresent() && places.lineage(code.get()).isEmpty()) {
            throw Refused.parameter(parameter, "area-code");
        }
        return code;
    }

    private static Optional<String> slug(@Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return Optional.empty();
        }
        if (typed.length() > 120 || !typed.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw Refused.parameter("group", "group-slug");
        }
        return Optional.of(typed);
    }

    private static Optional<Long> price(String parameter, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        Optional<Long> price = Amounts.rupiah(typed).filter(rupiah -> rupiah <= MOST_PRICE);
        if (price.isEmpty()) {
            throw Refused.parameter(parameter, "rupiah");
        }
        return price;
    }

    private static boolean yes(String parameter, @Nullable String typed) {
        return switch (typed) {
            case null -> false;
            case "", "false" -> false;
            case "true" -> true;
            default -> throw Refused.parameter(parameter, "yes-or-no");
        };
    }

    private static List<String> keys(String parameter, @Nullable List<String> typed, Set<String> known) {
        if (typed == null) {
            return List.of();
        }
        return typed.stream()
                .filter(key -> !key.isEmpty())
                .map(key -> {
                    if (!known.contains(key)) {
                        throw Refused.parameter(parameter, "product-" + parameter);
                    }
                    return key;
                })
                .distinct()
                .sorted()
                .toList();
    }

    private static ProductSort sort(@Nullable String typed, boolean searched, boolean hasPlace) {
        if (typed == null || typed.isEmpty()) {
            return hasPlace ? ProductSort.NEAR : searched ? ProductSort.RELEVANCE : ProductSort.NEWEST;
        }
        ProductSort sort = ProductSort.ofKey(typed).orElseThrow(() -> Refused.parameter("sort", "product-sort"));
        if (sort == ProductSort.NEAR && !hasPlace) {
            throw Refused.parameter("near", "area-code");
        }
        return sort == ProductSort.RELEVANCE && !searched ? ProductSort.NEWEST : sort;
    }
}
