package id.cemara.market.storefront;

import id.cemara.area.Area;
import id.cemara.exchange.TableFormat;
import id.cemara.market.catalog.Categories;
import id.cemara.shared.Input;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The market page `/pasar`.
@Controller
record MarketController(
        ProductSearch search,
        ListingCounts counts,
        Categories categories,
        ProductFilterReader filters,
        ProductPages products,
        Places places,
        Suggestions suggestions) {

    private static final int PAGE_SIZE = 24;
    private static final int SUGGESTIONS = 8;

    @GetMapping("/pasar")
    @Nullable
    String market(@RequestParam MultiValueMap<String, String> typed, Model model, HttpServletResponse response)
            throws IOException {
        if (TableFormat.sends(typed.getFirst("format"), () -> search.table(filters.read(typed)), response)) {
            return null;
        }
        Form prices = ProductFilterReader.prices(typed);
        MultiValueMap<String, String> readable = new LinkedMultiValueMap<>(typed);
        prices.problems().forEach(problem -> readable.remove(problem.field()));
        ProductFilter filter = filters.read(readable);
        if (prices.hasProblems()) {
            response.setStatus(422);
        }
        model.addAttribute("prices", prices);
        String cursor = typed.getFirst("cursor");
        MarketResults page = search.page(filter, PAGE_SIZE, cursor);
        Counts found = counts.of(filter, page.used());
        List<Area> nearby = filter.near().map(places::lineage).orElse(List.of());
        model.addAttribute(
                "view",
                new MarketView(
                        filter,
                        page,
                        found,
                        categories.kept(),
                        filter.area().map(places::lineage).orElse(List.of()),
                        nearby,
                        counts.placesIn(filter.near()),
                        filter.group()
                                .map(slug -> products.shop(slug)
                                        .map(ShopAddress::name)
                                        .orElse(slug))
                                .orElse(null),
                        cursor != null));
        return "market/storefront/market";
    }

    /// Suggestions for a search text that is still being typed.
    @GetMapping(path = "/pasar/saran", produces = "application/json")
    ResponseEntity<List<String>> suggest(@RequestParam(required = false) @Nullable String q) {
        return ResponseEntity.ok(Input.searchText("q", q)
                .map(text -> suggestions.of(text, SUGGESTIONS))
                .orElse(List.of()));
    }
}
