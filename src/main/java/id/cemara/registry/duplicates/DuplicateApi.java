package id.cemara.registry.duplicates;

import id.cemara.identity.Permission;
import id.cemara.platform.Idempotency;
import id.cemara.platform.Idempotency.Created;
import id.cemara.registry.duplicates.Candidates.Candidate;
import id.cemara.shared.Checks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// API: duplicate cases and merges.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "duplicates", description = "Groups that may be one, and merging them; needs a bearer token")
record DuplicateApi(Duplicates duplicates, CaseDecisions decisions, Merges merges, Idempotency idempotency) {

    /// A possible duplicate.
    record DuplicateAnswer(
            String number, String name, AreaAnswer area, String approval, double score, List<Reason> reasons) {

        static DuplicateAnswer of(Candidate hit) {
            return new DuplicateAnswer(
                    hit.number(),
                    hit.name(),
                    new AreaAnswer(hit.areaCode(), hit.place()),
                    hit.state(),
                    Math.round(hit.score() * 100) / 100.0,
                    hit.reasons());
        }
    }

    /// A group's area.
    record AreaAnswer(String code, String path) {}

    /// Possible duplicates.
    ///
    /// @param elsewhere how many more there are outside your scope
    record DuplicatesAnswer(
            List<DuplicateAnswer> items, @Nullable String next, int elsewhere) {}

    /// The groups to merge by number, with the versions that the user saw.
    ///
    /// @param fromBeginning true if both were always one group, so past figures are corrected; false if the
    /// merge counts from today on
    record MergeRequest(
            @Nullable String from,
            @Nullable Integer fromVersion,
            @Nullable String into,
            @Nullable Integer intoVersion,
            @Nullable String reason,
            @Nullable Boolean fromBeginning) {}

    record MergeAnswer(
            UUID id,
            String from,
            String into,
            String reason,
            boolean fromBeginning,
            Instant mergedAt,
            @Nullable Instant undoneAt) {

        static MergeAnswer of(Merge merge) {
            return new MergeAnswer(
                    merge.id(),
                    merge.from(),
                    merge.into(),
                    merge.reason(),
                    merge.fromBeginning(),
                    merge.mergedAt(),
                    merge.undoneAt());
        }
    }

    @GetMapping(path = "/groups/{number}/duplicates", produces = "application/json")
    @Operation(operationId = "listDuplicates", summary = "Groups that may be the same as this one, with the reasons")
    DuplicatesAnswer duplicates(@PathVariable String number) {
        Permission.SEE_RECORDS.require();
        Candidates candidates = duplicates.of(number);
        return new DuplicatesAnswer(
                candidates.hits().stream().map(DuplicateAnswer::of).toList(), null, candidates.elsewhere());
    }

    @PostMapping(path = "/merges", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "mergeGroups",
            summary = "Merges one group into another; it can be undone. fromVersion and intoVersion are the ETags of "
                    + "their records, without the quotes")
    ResponseEntity<String> merge(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MergeRequest request) {
        Permission.MERGE_GROUPS.require();
        String from = request.from() == null ? "" : request.from();
        String into = request.into() == null ? "" : request.into();
        new Checks()
                .that(!from.isBlank(), "from", "required")
                .that(!into.isBlank(), "into", "required")
                .refuseProblems();
        return idempotency.created(key, "POST /api/v1/merges", request, () -> {
            Merge merge = decisions.merge(
                    from,
                    request.fromVersion(),
                    into,
                    request.intoVersion(),
                    request.reason(),
                    Boolean.TRUE.equals(request.fromBeginning()));
            return new Created("/api/v1/merges/" + merge.id(), MergeAnswer.of(merge));
        });
    }

    @GetMapping(path = "/merges/{id}", produces = "application/json")
    @Operation(operationId = "getMerge", summary = "One merge")
    MergeAnswer get(@PathVariable UUID id) {
        Permission.MERGE_GROUPS.require();
        return MergeAnswer.of(merges.byId(id));
    }

    @DeleteMapping("/merges/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "undoMerge", summary = "Undoes a merge; refused when something would be lost")
    void undo(@PathVariable UUID id) {
        merges.undo(id);
    }
}
