package id.cemara.permit;

import id.cemara.identity.Permission;
import id.cemara.platform.Idempotency;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Listing;
import id.cemara.shell.ETags;
import id.cemara.shell.Frames;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// API: permits of a group.
@RestController
@RequestMapping("/api/v1/groups/{number}/permits")
@Tag(name = "permits", description = "NIB, P-IRT, halal, brand and MD of a group, for who answers for it")
record PermitApi(
        Permits permits, PermitWarnings warnings, GroupsInScope groups, Idempotency idempotency, Frames frames) {
    /// A permit.
    ///
    /// @param otherFormat whether the number deviates from its kind's usual format
    /// @param warnings hints that never block
    record PermitAnswer(
            UUID id,
            PermitKind kind,
            String number,
            boolean otherFormat,
            @Nullable String holder,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate expiresOn,
            PermitState state,
            boolean hasFile,
            @Nullable UUID replacedBy,
            @Nullable LocalDate withdrawnOn,
            int version,
            List<WarningAnswer> warnings) {}

    record WarningAnswer(String code, String message) {}

    /// A new permit.
    ///
    /// @param replaces the permit that it succeeds
    /// @param replacesVersion that permit's version that the user saw
    record NewPermit(
            @Nullable String kind,
            @Nullable String number,
            @Nullable String holder,
            @Nullable String issuedOn,
            @Nullable String expiresOn,
            @Nullable UUID replaces,
            @Nullable Integer replacesVersion) {

        PermitForm form() {
            return new PermitForm(kind, number, holder, issuedOn, expiresOn);
        }
    }

    /// New facts of a permit.
    record PermitChange(
            @Nullable String kind,
            @Nullable String number,
            @Nullable String holder,
            @Nullable String issuedOn,
            @Nullable String expiresOn) {

        PermitForm form() {
            return new PermitForm(kind, number, holder, issuedOn, expiresOn);
        }
    }

    record Withdrawal(@Nullable String reason) {}

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listGroupPermits", summary = "The permits of a group, also those of the past")
    Listing<PermitAnswer> list(@PathVariable String number) {
        List<Permit> all = permits.of(number);
        GroupInScope group = groups.byNumber(number);
        return new Listing<>(all.stream().map(permit -> answer(permit, group)).toList(), null);
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Operation(operationId = "getGroupPermit", summary = "One permit of a group")
    ResponseEntity<PermitAnswer> get(@PathVariable String number, @PathVariable UUID id) {
        return tagged(ResponseEntity.ok(), permits.get(number, id), number);
    }

    @PostMapping(consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "addGroupPermit",
            summary = "Write a permit down, or its renewal; replacesVersion names the version of the old one")
    ResponseEntity<String> add(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewPermit permit) {
        Permission.EDIT_PERMITS.require();
        groups.byNumber(number);
        return idempotency.created(key, "permits of " + number, permit, () -> {
            Permit added = permits.add(number, permit.form(), null, permit.replaces(), permit.replacesVersion());
            return new Idempotency.Created(
                    "/api/v1/groups/" + number + "/permits/" + added.id(), answer(added, groups.byNumber(number)));
        });
    }

    @PutMapping(path = "/{id}", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "correctGroupPermit", summary = "Correct a permit")
    ResponseEntity<PermitAnswer> correct(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PermitChange permit) {
        Permission.EDIT_PERMITS.require();
        groups.byNumber(number);
        return tagged(
                ResponseEntity.ok(), permits.correct(number, id, ETags.optional(ifMatch), permit.form(), null), number);
    }

    @PostMapping(path = "/{id}/withdrawal", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "withdrawGroupPermit", summary = "Take a permit off, with the reason")
    ResponseEntity<PermitAnswer> withdraw(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Withdrawal withdrawal) {
        Permission.EDIT_PERMITS.require();
        groups.byNumber(number);
        return tagged(
                ResponseEntity.ok(),
                permits.withdraw(number, id, ETags.optional(ifMatch), withdrawal.reason()),
                number);
    }

    private ResponseEntity<PermitAnswer> tagged(ResponseEntity.BodyBuilder answer, Permit permit, String number) {
        return answer.eTag(ETags.of(permit.version())).body(answer(permit, groups.byNumber(number)));
    }

    private PermitAnswer answer(Permit permit, GroupInScope group) {
        List<WarningAnswer> found = warnings.of(permit, group.areaCode()).stream()
                .map(warning -> new WarningAnswer(
                        warning.code(),
                        frames.current()
                                .t(
                                        "permit.warning." + warning.code(),
                                        warning.arguments().toArray())))
                .toList();
        return new PermitAnswer(
                permit.id(),
                permit.kind(),
                permit.number(),
                permit.isOtherFormat(),
                permit.holder(),
                permit.issuedOn(),
                permit.expiresOn(),
                permit.state(),
                permit.fileHash() != null,
                permit.replacedBy(),
                permit.withdrawnOn(),
                permit.version(),
                found);
    }
}
