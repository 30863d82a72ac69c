package id.cemara.market.storefront;

import id.cemara.area.Area;
import id.cemara.market.catalog.Category;
import id.cemara.shell.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The view of `/pasar`, and the addresses of its links.
///
/// @param filter the filter in the request
/// @param page the products found
/// @param counts the choices and their counts
/// @param categories all categories by key
/// @param lineage the chosen area after those above it, from the province down; empty for the whole country
/// @param nearby the place to sort by distance from, after the areas above it; empty if there is none
/// @param nearer areas with products directly inside that place, to choose a nearer one
/// @param groupName the name of the group the list is limited to; null if it is not
/// @param isLater whether this is not the first page
public record MarketView(
        ProductFilter filter,
        MarketResults page,
        Counts counts,
        Map<String, Category> categories,
        List<Area> lineage,
        List<Area> nearby,
        List<Counts.Choice> nearer,
        @Nullable String groupName,
        boolean isLater) {

    public MarketView {
        lineage = List.copyOf(lineage);
        nearby = List.copyOf(nearby);
        nearer = List.copyOf(nearer);
    }

    /// Whether this is the market's first page without any filter.
    public boolean isFrontDoor() {
        return filter.isOpen() && filter.near().isEmpty() && filter.sort() == ProductSort.NEWEST && !isLater;
    }

    /// The typed text; empty without a search.
    public String q() {
        return filter.text().orElse("");
    }

    /// The chosen area's code; empty if there is none.
    public String area() {
        return filter.area().map(Object::toString).orElse("");
    }

    /// The code of the place to sort by distance from; empty if there is none.
    public String near() {
        return filter.near().map(Object::toString).orElse("");
    }

    /// The key of the sort order.
    public String sort() {
        return filter.sort().key();
    }

    /// The keys of the sort orders available here.
    public List<String> sorts() {
        List<String> sorts = new ArrayList<>();
        if (!q().isEmpty()) {
            sorts.add(ProductSort.RELEVANCE.key());
        }
        if (!near().isEmpty()) {
            sorts.add(ProductSort.NEAR.key());
        }
        for (ProductSort sort :
                List.of(ProductSort.NEWEST, ProductSort.PRICE, ProductSort.PRICE_DOWN, ProductSort.NAME)) {
            sorts.add(sort.key());
        }
        return sorts;
    }

    /// Whether that choice of the facet is active.
    public boolean isChosen(String facet, String key) {
        return parameters().stream()
                .anyMatch(parameter ->
                        parameter.facet().equals(facet) && parameter.key().equals(key));
    }

    /// The address of this list without paging.
    public String path() {
        return path(null, null, true);
    }

    /// The address of this list at that cursor.
    public String at(String cursor) {
        String path = path();
        return path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
    }

    /// The address of this list without that choice.
    public String without(String facet, String key) {
        return path(facet, key, true);
    }

    /// The address of that category without any other filter.
    public String inCategory(String key) {
        return "/pasar?category=" + key;
    }

    /// The active filters, shown with links that remove them.
    public List<Chosen> chosen() {
        return parameters().stream()
                .filter(parameter -> !parameter.facet().equals("near"))
                .toList();
    }

    /// What the filter is called.
    public String label(Chosen chosen, Texts texts) {
        if (chosen.label() != null) {
            return chosen.label();
        }
        String message = "market.find." + chosen.facet();
        return switch (chosen.facet()) {
            case "category" -> title(chosen.key(), texts);
            case "kind" -> texts.get(message + "." + chosen.key());
            case "minPrice", "maxPrice" ->
                texts.get(message, texts.get("market.find.price", Long.parseLong(chosen.key())));
            default -> texts.get(message);
        };
    }

    /// The list's title: its category if it is filtered by nothing else.
    public String heading(Texts texts) {
        if (chosen().size() == 1 && filter.categories().size() == 1) {
            return title(filter.categories().getFirst(), texts);
        }
        return q().isEmpty() ? texts.get("market.find.title") : texts.get("market.find.title.searched", q());
    }

    private String title(String category, Texts texts) {
        return Objects.requireNonNull(categories.get(category)).title(texts.isEnglish());
    }

    /// The parameters of the list that a form must repeat in hidden fields.
    ///
    /// @param except the names of the form's own fields
    public List<Chosen> hidden(String... except) {
        List<String> own = List.of(except);
        List<Chosen> hidden = new ArrayList<>(parameters().stream()
                .filter(parameter -> !own.contains(parameter.facet()))
                .toList());
        if (!own.contains("sort") && isSortTyped()) {
            hidden.add(new Chosen("sort", sort(), null));
        }
        return hidden;
    }

    /// A parameter of the list.
    ///
    /// @param facet its name
    /// @param key its value
    /// @param label for people; null if a message names it or the value is shown as it is
    public record Chosen(String facet, String key, @Nullable String label) {}

    private boolean isSortTyped() {
        ProductSort usual = filter.near().isPresent()
                ? ProductSort.NEAR
                : filter.text().isPresent() ? ProductSort.RELEVANCE : ProductSort.NEWEST;
        return filter.sort() != usual;
    }

    private List<Chosen> parameters() {
        List<Chosen> parameters = new ArrayList<>();
        filter.text().ifPresent(text -> parameters.add(new Chosen("q", text, "“" + text + "”")));
        filter.group().ifPresent(group -> parameters.add(new Chosen("group", group, groupName)));
        if (!lineage.isEmpty()) {
            parameters.add(new Chosen("area", area(), lineage.getLast().name()));
        }
        filter.categories().forEach(key -> parameters.add(new Chosen("category", key, null)));
        filter.kinds().forEach(key -> parameters.add(new Chosen("kind", key, null)));
        if (filter.halal()) {
            parameters.add(new Chosen("halal", "true", null));
        }
        if (filter.homeFood()) {
            parameters.add(new Chosen("pIrt", "true", null));
        }
        if (filter.inStock()) {
            parameters.add(new Chosen("inStock", "true", null));
        }
        filter.minPrice().ifPresent(price -> parameters.add(new Chosen("minPrice", price.toString(), null)));
        filter.maxPrice().ifPresent(price -> parameters.add(new Chosen("maxPrice", price.toString(), null)));
        filter.near().ifPresent(near -> parameters.add(new Chosen("near", near.value(), null)));
        return parameters;
    }

    private String path(@Nullable String exceptFacet, @Nullable String exceptKey, boolean withSort) {
        List<String> query = new ArrayList<>();
        for (Chosen parameter : parameters()) {
            if (!(parameter.facet().equals(exceptFacet) && parameter.key().equals(exceptKey))) {
                query.add(parameter.facet() + "=" + URLEncoder.encode(parameter.key(), StandardCharsets.UTF_8));
            }
        }
        if (withSort && isSortTyped() && !("q".equals(exceptFacet) && filter.sort() == ProductSort.RELEVANCE)) {
            query.add("sort=" + sort());
        }
        return "/pasar" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
