package id.cemara.market.catalog;

import id.cemara.identity.Permission;
import id.cemara.platform.Idempotency;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Checks;
import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// The API for keeping products, for those who may act for the group.
@RestController
@Tag(name = "products", description = "What groups sell")
record KeptProductApi(Products products, ProductPhotos photos, GroupsInScope groups, Idempotency idempotency) {

    private static final String ONE = "/api/v1/products/{slug}";

    /// A price step: rupiah for one from that quantity on.
    record StepBody(@Nullable Integer from, @Nullable Long price) {}

    /// A product as sent. Absent values mean unknown.
    ///
    /// @param group the group's number; only for a new product
    /// @param onHand first stock count; only for a new product
    /// @param published whether to publish it at once; only for a new product
    record ProductBody(
            @Nullable String group,
            @Nullable String name,
            @Nullable String description,
            @Nullable String ingredients,
            @Nullable String category,
            @Nullable String unit,
            @Nullable Long price,
            @Nullable Integer netWeightGrams,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm,
            @Nullable Integer shelfLifeDays,
            @Nullable String storage,
            @Nullable Integer minQuantity,
            @Nullable Integer maxQuantity,
            @Nullable String kind,
            @Nullable Integer leadDays,
            @Nullable Integer weekCapacity,
            @Nullable String halal,
            @Nullable List<StepBody> steps,
            @Nullable Integer onHand,
            @Nullable Boolean published) {

        ProductForm form() {
            Map<String, @Nullable Object> values = ProductForm.values(this);
            List<StepBody> told = steps == null ? List.of() : steps;
            if (told.size() > ProductForm.STEPS) {
                throw Refused.parameter("steps", "product-steps");
            }
            for (int i = 0; i < told.size(); i++) {
                values.put("from" + (i + 1), told.get(i).from());
                values.put("price" + (i + 1), told.get(i).price());
            }
            return ProductForm.of(values);
        }
    }

    record GroupAnswer(String number, String slug, String name) {}

    /// A photo.
    ///
    /// @param url where it can be read once the product is published
    record PhotoAnswer(UUID id, String url, String thumbnailUrl, int width, int height, String alt) {

        static PhotoAnswer of(ProductView.Photo photo) {
            return new PhotoAnswer(
                    photo.id(),
                    "/berkas/" + photo.hash(),
                    "/berkas/" + photo.thumbHash(),
                    photo.width(),
                    photo.height(),
                    photo.alt());
        }
    }

    /// A product as its group sees it.
    ///
    /// @param onHand null if made to order, like reserved and available
    /// @param missing what prevents it from being published
    record KeptProduct(
            String slug,
            GroupAnswer group,
            String state,
            String name,
            String description,
            @Nullable String ingredients,
            String category,
            String unit,
            long price,
            @Nullable Integer netWeightGrams,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm,
            @Nullable Integer shelfLifeDays,
            @Nullable String storage,
            int minQuantity,
            @Nullable Integer maxQuantity,
            String kind,
            int leadDays,
            @Nullable Integer weekCapacity,
            String halal,
            List<StepBody> steps,
            @Nullable Integer onHand,
            @Nullable Integer reserved,
            @Nullable Integer available,
            List<PhotoAnswer> photos,
            List<String> missing,
            int version) {}

    /// A change of a photo's alternative text or of the first photo.
    record PhotoChange(@Nullable String alt, @Nullable Boolean first) {}

    @PostMapping(path = "/api/v1/products", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "createProduct",
            summary = "A new product of a group",
            description =
                    "A draft, or with published true shown at once; then nothing is kept when something is missing.")
    ResponseEntity<String> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ProductBody product) {
        Permission.SELL.require();
        String group = product.group();
        if (group == null || group.isBlank()) {
            throw Refused.parameter("group", "product-group");
        }
        groups.byNumber(group);
        return idempotency.created(key, "products", product, () -> {
            ProductView made =
                    products.create(group, product.form(), product.onHand(), Boolean.TRUE.equals(product.published()));
            return new Idempotency.Created("/api/v1/products/" + made.slug(), answer(made));
        });
    }

    @GetMapping(path = ONE + "/record", produces = "application/json")
    @Operation(operationId = "getProductRecord", summary = "A product as its group keeps it, with its version as ETag")
    ResponseEntity<KeptProduct> get(@PathVariable String slug) {
        return tagged(products.get(slug));
    }

    @PutMapping(path = ONE, consumes = "application/json", produces = "application/json")
    @Operation(operationId = "changeProduct", summary = "Say anew what a product is")
    ResponseEntity<KeptProduct> change(
            @PathVariable String slug,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProductBody product) {
        Permission.SELL.require();
        requireSame(products.get(slug), product);
        return tagged(products.change(slug, ETags.optional(ifMatch), product.form()));
    }

    /// Refuses a change to properties with an address of their own; unchanged values are accepted.
    private static void requireSame(ProductView before, ProductBody product) {
        var shelf = before.shelf();
        Integer onHand = shelf == null ? null : shelf.onHand();
        String seller = before.seller().number();
        boolean isPublished = before.state().equals("published");
        new Checks()
                .that(product.group() == null || product.group().equals(seller), "group", "not-here")
                .that(product.onHand() == null || product.onHand().equals(onHand), "onHand", "not-here")
                .that(product.published() == null || product.published() == isPublished, "published", "not-here")
                .refuseProblems();
    }

    @PutMapping(path = ONE + "/published", produces = "application/json")
    @Operation(operationId = "publishProduct", summary = "Show a product in the market")
    ResponseEntity<KeptProduct> publish(@PathVariable String slug) {
        return tagged(products.publish(slug));
    }

    @DeleteMapping(path = ONE + "/published", produces = "application/json")
    @Operation(operationId = "restProduct", summary = "Keep a product without selling it")
    ResponseEntity<KeptProduct> rest(@PathVariable String slug) {
        return tagged(products.rest(slug));
    }

    @PostMapping(path = ONE + "/photos", produces = "application/json")
    @Operation(
            operationId = "addProductPhoto",
            summary = "Add a photo",
            description =
                    "As multipart/form-data. JPEG or PNG, at most 15 MB and 40 megapixels. The same picture sent again is there once.")
    ResponseEntity<PhotoAnswer> addPhoto(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String alt)
            throws IOException {
        Permission.SELL.require();
        products.get(slug);
        try (InputStream in = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            ProductView.Photo photo = photos.add(slug, in, alt);
            return ResponseEntity.created(URI.create("/api/v1/products/" + slug + "/photos/" + photo.id()))
                    .body(PhotoAnswer.of(photo));
        }
    }

    @PutMapping(path = ONE + "/photos/{id}", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "changeProductPhoto", summary = "Say what a photo shows, or put it first")
    PhotoAnswer changePhoto(@PathVariable String slug, @PathVariable UUID id, @RequestBody PhotoChange change) {
        return PhotoAnswer.of(photos.change(slug, id, change.alt(), Boolean.TRUE.equals(change.first())));
    }

    @DeleteMapping(ONE + "/photos/{id}")
    @Operation(operationId = "removeProductPhoto", summary = "Take a photo off")
    ResponseEntity<Void> removePhoto(@PathVariable String slug, @PathVariable UUID id) {
        photos.remove(slug, id);
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<KeptProduct> tagged(ProductView product) {
        return ResponseEntity.ok().eTag(ETags.of(product.version())).body(answer(product));
    }

    private KeptProduct answer(ProductView product) {
        ProductDetails details = product.details();
        var shelf = product.shelf();
        return new KeptProduct(
                product.slug(),
                new GroupAnswer(
                        product.seller().number(),
                        product.seller().slug(),
                        product.seller().name()),
                product.state(),
                details.name(),
                details.description(),
                details.ingredients(),
                details.category(),
                details.unit(),
                details.price(),
                details.netWeightGrams(),
                details.weightGrams(),
                details.lengthMm(),
                details.widthMm(),
                details.heightMm(),
                details.shelfLifeDays(),
                details.storage(),
                details.minQuantity(),
                details.maxQuantity(),
                details.kind(),
                details.leadDays(),
                details.weekCapacity(),
                details.halal(),
                details.steps().stream()
                        .map(step -> new StepBody(step.fromQuantity(), step.price()))
                        .toList(),
                shelf == null ? null : shelf.onHand(),
                shelf == null ? null : shelf.reserved(),
                shelf == null ? null : shelf.available(),
                product.photos().stream().map(PhotoAnswer::of).toList(),
                products.missing(product),
                product.version());
    }
}
