package id.cemara.registry.moves;

import id.cemara.identity.Permission;
import id.cemara.platform.Idempotency;
import id.cemara.platform.Idempotency.Created;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// API: moves to another kabupaten.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "moves", description = "Groups that move to another kabupaten: one office proposes, the other accepts")
record MoveApi(Moves moves, GroupsInScope groups, Idempotency idempotency) {

    /// A proposed move.
    ///
    /// @param village a code such as 17.05.04.2001
    /// @param validFrom 2026-11-01; today if null
    record MoveRequest(
            @Nullable String village,
            @Nullable String validFrom,
            @Nullable String reason) {}

    record MoveDecision(@Nullable String reason) {}

    /// @param state proposed, accepted, refused or withdrawn
    record MoveAnswer(
            UUID id,
            String group,
            String name,
            MovePlace from,
            MovePlace to,
            LocalDate validFrom,
            String reason,
            String state,
            Instant proposedAt,
            @Nullable Instant decidedAt,
            @Nullable String decision,
            int version) {

        static MoveAnswer of(Move move) {
            return new MoveAnswer(
                    move.id(),
                    move.number(),
                    move.name(),
                    new MovePlace(move.fromArea(), move.from()),
                    new MovePlace(move.toArea(), move.to()),
                    move.validFrom(),
                    move.reason(),
                    move.state(),
                    move.proposedAt(),
                    move.decidedAt(),
                    move.decision(),
                    move.version());
        }
    }

    record MovePlace(String code, String path) {}

    @PostMapping(path = "/groups/{number}/moves", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "proposeMove",
            summary = "Proposes that a group moves to another kabupaten; If-Match names the version of the group")
    ResponseEntity<String> propose(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody MoveRequest request) {
        Permission.MOVE_GROUPS.require();
        groups.byNumber(number);
        return idempotency.created(key, "moves of " + number, request, () -> {
            Move move = moves.propose(
                    number, ETags.optional(ifMatch), request.village(), request.validFrom(), request.reason());
            return new Created("/api/v1/moves/" + move.id(), MoveAnswer.of(move));
        });
    }

    @GetMapping(path = "/moves", produces = "application/json")
    @Operation(operationId = "listMoves", summary = "The moves that wait for one of the two offices, the longest first")
    Listing<MoveAnswer> waiting(
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Listing<Move> page = moves.waiting(Input.pageSize("size", size, 24), cursor);
        return page.map(MoveAnswer::of);
    }

    @GetMapping(path = "/moves/{id}", produces = "application/json")
    @Operation(operationId = "getMove", summary = "One move, with its version as ETag")
    ResponseEntity<MoveAnswer> get(@PathVariable UUID id) {
        return answer(moves.byId(id));
    }

    @PostMapping(path = "/moves/{id}/acceptance", produces = "application/json")
    @Operation(operationId = "acceptMove", summary = "Takes the group over, as the office it comes to")
    ResponseEntity<MoveAnswer> accept(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(moves.accept(id, ETags.optional(ifMatch)));
    }

    @PostMapping(path = "/moves/{id}/refusal", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "refuseMove", summary = "Says why the group does not come, as the office it would come to")
    ResponseEntity<MoveAnswer> refuse(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody MoveDecision decision) {
        return answer(moves.refuse(id, ETags.optional(ifMatch), decision.reason()));
    }

    @PostMapping(path = "/moves/{id}/withdrawal", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "withdrawMove", summary = "Takes the proposal back, as the office that made it")
    ResponseEntity<MoveAnswer> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody MoveDecision decision) {
        return answer(moves.withdraw(id, ETags.optional(ifMatch), decision.reason()));
    }

    private static ResponseEntity<MoveAnswer> answer(Move move) {
        return ResponseEntity.ok()
                .eTag(ETags.of(move.version()))
                .header("Cache-Control", "private, no-store")
                .body(MoveAnswer.of(move));
    }
}
