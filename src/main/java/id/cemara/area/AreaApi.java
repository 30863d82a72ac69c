package id.cemara.area;

import id.cemara.exchange.TableFormat;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Cursor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// API: administrative areas.
@RestController
@RequestMapping("/api/v1/areas")
@Tag(name = "areas", description = "Administrative areas by their Kemendagri codes")
record AreaApi(Areas areas) {

    private static final int DEFAULT_SIZE = 50;

    record AreaAnswer(
            String code,
            String name,
            AreaLevel level,
            @Nullable String parent,
            String path) {

        static AreaAnswer of(Area area) {
            AreaCode parent = area.parent();
            return new AreaAnswer(
                    area.code().value(),
                    area.name(),
                    area.level(),
                    parent == null ? null : parent.value(),
                    area.path());
        }
    }

    @GetMapping(produces = "application/json")
    @Operation(
            operationId = "listAreas",
            summary = "The areas inside one, the provinces, or areas by name",
            description = "With `q` a search by name, typos forgiven; without it the children of `parent`.")
    Listing<AreaAnswer> list(
            @RequestParam(required = false) @Nullable String parent,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Listing<Area> found = find(parent, q, size, cursor);
        return found.map(AreaAnswer::of);
    }

    @GetMapping(produces = "text/csv")
    @Operation(operationId = "listAreas", summary = "The areas inside one, the provinces, or areas by name")
    void listAsCsv(
            @RequestParam(required = false) @Nullable String parent,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletResponse response)
            throws IOException {
        Listing<Area> found = find(parent, q, size, cursor);
        TableFormat.CSV.answer(AreaController.table("areas", found.items()), response);
    }

    @GetMapping(path = "/{code}", produces = "application/json")
    @Operation(operationId = "getArea", summary = "One area")
    AreaAnswer get(@PathVariable String code) {
        return AreaAnswer.of(find(code));
    }

    @GetMapping(path = "/{code}", produces = "text/csv")
    @Operation(operationId = "getArea", summary = "One area")
    void getAsCsv(@PathVariable String code, HttpServletResponse response) throws IOException {
        TableFormat.CSV.answer(AreaController.table("area", List.of(find(code))), response);
    }

    private Area find(String code) {
        return AreaCode.parse(code).flatMap(areas::find).orElseThrow(Refused::notFound);
    }

    private Listing<Area> find(
            @Nullable String parent, @Nullable String q, @Nullable String size, @Nullable String cursor) {
        int limit = Input.pageSize("size", size, DEFAULT_SIZE);
        AreaCode within = Input.areaCode("parent", parent).orElse(null);
        if (within != null && areas.find(within).isEmpty()) {
            throw Refused.parameter("parent", "area-code");
        }
        Optional<String> text = Input.searchText("q", q);
        if (text.isPresent()) {
            return AreaSearch.of(areas, text.get(), within, cursor, limit).page();
        }
        AreaCode after = cursor == null ? null : after(cursor);
        List<Area> children = areas.children(within, after, limit + 1);
        return Listing.page(
                children, limit, last -> Cursor.of(last.code().value()).text());
    }

    private static AreaCode after(String cursor) {
        String code = Cursor.parse("cursor", cursor, 1).parts().getFirst();
        return AreaCode.parse(code).orElseThrow(() -> Refused.parameter("cursor", "cursor"));
    }
}
