package id.cemara.market.storefront;

import id.cemara.market.catalog.Buyable;
import id.cemara.market.catalog.ProductLimits;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.ProductId;
import id.cemara.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The public products API: same list, search and facts as the pages.
@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "products", description = "What groups sell, public facts")
record ProductApi(ProductSearch search, ProductLimits limits, ProductPages products, ProductFilterReader filters) {

    private static final int DEFAULT_SIZE = 24;

    /// A product in a list.
    ///
    /// @param price rupiah for one in the smallest order
    /// @param most what one buyer can order now; 0 if nothing can be bought
    record ProductAnswer(
            String slug,
            String name,
            GroupName group,
            long price,
            int available,
            int most,
            String unit,
            String category,
            String kind,
            String areaCode,
            boolean halal,
            boolean pIrt) {

        static ProductAnswer of(ProductCard product, @Nullable Buyable limits) {
            return new ProductAnswer(
                    product.slug(),
                    product.name(),
                    new GroupName(product.groupSlug(), product.groupName()),
                    product.price(),
                    limits == null ? 0 : limits.available(),
                    limits == null ? 0 : limits.most(),
                    product.unit(),
                    product.category(),
                    product.kind(),
                    product.areaCode(),
                    product.halal(),
                    product.homeFood());
        }
    }

    /// The selling group.
    record GroupName(String slug, String name) {}

    /// The number of a permit that is valid today.
    record PermitNumber(String number, @Nullable LocalDate until) {

        static @Nullable PermitNumber of(ShownProduct.@Nullable Number number) {
            return number == null ? null : new PermitNumber(number.number(), number.until());
        }
    }

    /// A price step: rupiah for one from that quantity on.
    record StepAnswer(int fromQuantity, long price) {}

    /// A product with all its facts; price and most as in the list.
    ///
    /// @param priceSteps above the smallest order
    record ProductDetail(
            String slug,
            String name,
            GroupName group,
            long price,
            int available,
            int most,
            String unit,
            String category,
            String kind,
            String areaCode,
            String place,
            String description,
            @Nullable String ingredients,
            int minQuantity,
            @Nullable Integer maxQuantity,
            int leadDays,
            List<StepAnswer> priceSteps,
            @Nullable Integer netWeightGrams,
            @Nullable Integer shelfLifeDays,
            @Nullable String storage,
            String halalStatement,
            @Nullable PermitNumber halal,
            @Nullable PermitNumber pIrt,
            @Nullable PermitNumber md,
            List<String> photos,
            int reviews) {}

    @GetMapping(produces = "application/json")
    @Operation(
            operationId = "listProducts",
            summary = "Products by words, group, area, category, permits, price and kind",
            description = "By relevance a search gives its best 1,000; every other order gives all.")
    @Parameters({
        @Parameter(
                name = "q",
                in = ParameterIn.QUERY,
                description = "words; finds by product, category, place and group"),
        @Parameter(name = "group", in = ParameterIn.QUERY, description = "slug of a group"),
        @Parameter(name = "area", in = ParameterIn.QUERY, description = "area code; everything inside it"),
        @Parameter(name = "category", in = ParameterIn.QUERY, description = "category; may be repeated"),
        @Parameter(name = "halal", in = ParameterIn.QUERY, description = "true: with a halal number that counts today"),
        @Parameter(name = "pIrt", in = ParameterIn.QUERY, description = "true: with a P-IRT number that counts today"),
        @Parameter(name = "inStock", in = ParameterIn.QUERY, description = "true: only what can be had now"),
        @Parameter(name = "minPrice", in = ParameterIn.QUERY, description = "rupiah"),
        @Parameter(name = "maxPrice", in = ParameterIn.QUERY, description = "rupiah"),
        @Parameter(name = "kind", in = ParameterIn.QUERY, description = "ready or made-to-order"),
        @Parameter(name = "near", in = ParameterIn.QUERY, description = "area code to begin at for sort=near"),
        @Parameter(
                name = "sort",
                in = ParameterIn.QUERY,
                description = "relevance, newest, price, price-desc, name or near"),
        @Parameter(name = "size", in = ParameterIn.QUERY, description = "1 to 100"),
        @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    })
    Listing<ProductAnswer> list(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> typed) {
        ProductFilter filter = filters.read(typed);
        String cursor = typed.getFirst("cursor");
        MarketResults page = search.page(
                filter,
                Input.pageSize("size", typed.getFirst("size"), DEFAULT_SIZE),
                cursor == null || cursor.isEmpty() ? null : cursor);
        Map<ProductId, Buyable> buyable =
                limits.of(page.products().stream().map(ProductCard::id).toList());
        return new Listing<>(
                page.products().stream()
                        .map(product -> ProductAnswer.of(product, buyable.get(product.id())))
                        .toList(),
                page.next());
    }

    @GetMapping(path = "/{slug}", produces = "application/json")
    @Operation(operationId = "getProduct", summary = "One product")
    ProductDetail get(@PathVariable String slug) {
        ShownProduct product = products.find(slug).orElseThrow(Refused::notFound);
        ShownProduct.Seller seller = product.seller();
        return new ProductDetail(
                product.slug(),
                product.name(),
                new GroupName(seller.slug(), seller.name()),
                product.price(),
                product.available(),
                product.limits().most(),
                product.unit(),
                product.category(),
                product.kind(),
                seller.areaCode(),
                seller.place(),
                product.description(),
                product.ingredients(),
                product.minQuantity(),
                product.maxQuantity(),
                product.leadDays(),
                product.steps().stream()
                        .map(step -> new StepAnswer(step.fromQuantity(), step.price()))
                        .toList(),
                product.netWeightGrams(),
                product.shelfLifeDays(),
                product.storage(),
                product.statement(),
                PermitNumber.of(product.halal()),
                PermitNumber.of(product.pIrt()),
                PermitNumber.of(product.md()),
                product.photos().stream()
                        .map(photo -> "/berkas/" + photo.hash())
                        .toList(),
                product.reviews());
    }
}
