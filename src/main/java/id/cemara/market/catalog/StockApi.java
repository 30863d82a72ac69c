package id.cemara.market.catalog;

import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import id.cemara.shell.errors.JsonBodies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The stock API.
@RestController
@Tag(name = "orders")
record StockApi(Stock stock) {

    private static final String SHELF = "/api/v1/products/{slug}/stock";

    /// A count of a shelf.
    ///
    /// @param onHand packs on the shelf, including those reserved for orders
    @Schema(name = "ShelfCount")
    record CountRequest(
            @Schema(minimum = "0", maximum = "1000000") int onHand,
            @Nullable String why) {}

    record ShelfAnswer(String product, int onHand, int reserved, int available, int version) {}

    @GetMapping(path = SHELF, produces = "application/json")
    @Operation(operationId = "getStock", summary = "What is on the shelf, with the version of its last count as ETag")
    ResponseEntity<ShelfAnswer> get(@PathVariable String slug) {
        return answer(stock.of(slug));
    }

    @PutMapping(path = SHELF, consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "countStock",
            summary = "Say how many are on the shelf, what is promised to orders included; 409 below what is promised",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CountRequest.class))))
    ResponseEntity<ShelfAnswer> count(
            @PathVariable String slug,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        stock.of(slug); // refuses callers who may not sell it before the body is checked
        JsonBodies.requireKnown(body, Set.of("onHand", "why"));
        int onHand = onHand(body.path("onHand"));
        String why = why(body);
        return answer(stock.count(slug, onHand, ETags.required(ifMatch), why));
    }

    private static ResponseEntity<ShelfAnswer> answer(Stock.Shelf shelf) {
        return ResponseEntity.ok()
                .eTag(ETags.of(shelf.version()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(new ShelfAnswer(
                        shelf.product(), shelf.onHand(), shelf.reserved(), shelf.available(), shelf.version()));
    }

    private static int onHand(JsonNode number) {
        if (number.isMissingNode() || number.isNull()) {
            throw Refused.field("onHand", "required");
        }
        if (!number.isIntegralNumber() || !number.canConvertToInt()) {
            throw Refused.field("onHand", "on-hand", Stock.MOST);
        }
        return number.intValue();
    }

    private static @Nullable String why(JsonNode body) {
        JsonNode why = body.path("why");
        if (why.isMissingNode() || why.isNull()) {
            return null;
        }
        if (!why.isString()) {
            throw Refused.field("why", "text");
        }
        return why.asString();
    }
}
