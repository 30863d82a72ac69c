package id.cemara.registry.desk;

import id.cemara.registry.groups.PublicChange;
import id.cemara.registry.groups.PublicChanges;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// API: changes to public facts of verified groups.
@RestController
@RequestMapping("/api/v1/public-changes")
@Tag(name = "public-changes", description = "Changes of public facts that wait for the kabupaten's office")
record PublicChangeApi(PublicChanges changes) {

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listPublicChanges", summary = "The changes that wait for your office, the longest first")
    Listing<PublicChange> waiting(
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        return changes.waiting(Input.pageSize("size", size, 24), cursor);
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Operation(operationId = "getPublicChange", summary = "One change, with its version as ETag")
    ResponseEntity<PublicChange> get(@PathVariable UUID id) {
        return answer(changes.byId(id));
    }

    @PostMapping(path = "/{id}/confirmation", produces = "application/json")
    @Operation(operationId = "confirmPublicChange", summary = "Says that the change is right")
    ResponseEntity<PublicChange> confirm(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(changes.confirm(id, ETags.optional(ifMatch)));
    }

    @PostMapping(path = "/{id}/reversal", produces = "application/json")
    @Operation(operationId = "reversePublicChange", summary = "Makes the fact what it was before, from today on")
    ResponseEntity<PublicChange> takeBack(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(changes.takeBack(id, ETags.optional(ifMatch), null));
    }

    private static ResponseEntity<PublicChange> answer(PublicChange change) {
        return ResponseEntity.ok()
                .eTag(ETags.of(change.version()))
                .header("Cache-Control", "private, no-store")
                .body(change);
    }
}
