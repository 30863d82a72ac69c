package id.cemara.identity.audit;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditReader.Filter;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit trail, for programs.
@RestController
@Tag(name = "audit", description = "Who did what, within the caller's scope")
record AuditApi(AuditReader audit) {

    private static final int DEFAULT_SIZE = 50;

    @GetMapping(path = "/api/v1/audit", produces = "application/json")
    @Operation(operationId = "listAudit", summary = "Entries of the audit trail, newest first")
    Listing<AuditLine> list(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Permission.SEE_AUDIT.require();
        return audit.page(Filter.read(action, kind, day), Input.pageSize("size", size, DEFAULT_SIZE), cursor);
    }
}
