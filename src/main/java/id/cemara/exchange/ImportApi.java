package id.cemara.exchange;

import id.cemara.platform.jobs.Job;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// API: imports.
@RestController
@RequestMapping("/api/v1/imports")
@Tag(name = "imports", description = "Tables taken in row by row: preview first, then all good rows or none")
record ImportApi(Imports imports, ImportBook book, ImportKinds kinds, Frames frames) {

    /// An import.
    ///
    /// @param columns the kind's column to the file's, from 0
    /// @param missing required columns without a choice, which block the check
    /// @param state uploaded, checked, committed, cancelled or expired
    /// @param rows below the headings
    /// @param existing rows that exist already
    /// @param added new rows, imported or to be imported
    /// @param job the background job; null if there never was one
    record ImportAnswer(
            UUID id,
            String kind,
            String fileName,
            String state,
            List<String> headings,
            Map<String, Integer> columns,
            List<String> missing,
            int rows,
            int good,
            int warned,
            int bad,
            int existing,
            int added,
            @Nullable JobAnswer job) {}

    /// Progress of a background job.
    ///
    /// @param state queued, running, done, failed or cancelled
    /// @param note why it failed; null otherwise
    record JobAnswer(
            String state, long done, long total, @Nullable String note) {}

    /// A message about a row.
    ///
    /// @param column the kind's column; null for the whole row
    /// @param severity error, warning or existing
    record FindingAnswer(
            int line, @Nullable String column, String heading, String severity, String code, String message) {}

    /// @param mode `good` for the good rows only, `all` for all or none
    record Commit(@Nullable String mode) {}

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listImports", summary = "Your latest imports")
    Listing<ImportAnswer> list() {
        return new Listing<>(book.recent().stream().map(this::answer).toList(), null);
    }

    @PostMapping(consumes = "multipart/form-data", produces = "application/json")
    @Operation(
            operationId = "startImport",
            summary = "Send a table",
            description =
                    "CSV or XLSX, at most 30 MB, as the part `file`; `kind` is members, groups or official-figures. "
                            + "Where the headings tell every column it is looked through at once; more than 2,000 rows in the "
                            + "background.")
    ResponseEntity<ImportAnswer> upload(@RequestParam String kind, @RequestParam MultipartFile file) {
        UUID id = imports.upload(kind, file.getOriginalFilename(), file.getSize(), file::getInputStream);
        return ResponseEntity.created(URI.create("/api/v1/imports/" + id)).body(answer(book.get(id)));
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Operation(operationId = "getImport", summary = "One import and how far it is")
    ImportAnswer get(@PathVariable UUID id) {
        return answer(book.get(id));
    }

    @PutMapping(path = "/{id}/columns", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "chooseImportColumns", summary = "Choose which column of the file is which")
    ImportAnswer choose(@PathVariable UUID id, @RequestBody Map<String, Integer> columns) {
        return answer(imports.choose(id, columns));
    }

    @GetMapping(path = "/{id}/findings", produces = "application/json")
    @Operation(operationId = "listImportFindings", summary = "Every bad row and warning, in the order of the file")
    Listing<FindingAnswer> findings(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Import made = book.get(id);
        Texts texts = frames.current().texts();
        Listing<Finding> found = book.findings(id, Input.pageSize("size", size, 50), cursor);
        return found.map(finding -> new FindingAnswer(
                finding.line(),
                finding.column(),
                made.columnName(finding, texts),
                finding.severity().key(),
                finding.code(),
                finding.sentence(texts)));
    }

    @GetMapping(path = "/{id}/findings", produces = "text/csv")
    @Operation(operationId = "listImportFindings", summary = "Every bad row and warning, in the order of the file")
    void findingsTable(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        TableFormat.CSV.answer(book.report(id, frames.current().texts()), response);
    }

    @PostMapping(path = "/{id}/commit", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "commitImport", summary = "Take the rows in")
    ImportAnswer commit(@PathVariable UUID id, @RequestBody Commit commit) {
        return answer(imports.commit(id, commit.mode() == null ? "" : commit.mode()));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "cancelImport", summary = "Give an import up, or stop the work on it")
    ResponseEntity<Void> cancel(@PathVariable UUID id) {
        imports.cancel(id);
        return ResponseEntity.noContent().build();
    }

    private ImportAnswer answer(Import made) {
        return new ImportAnswer(
                made.id(),
                made.kind(),
                made.fileName(),
                made.state(),
                made.headings(),
                made.columns(),
                kinds.get("kind", made.kind()).missing(made.columns().keySet()),
                made.rows(),
                made.good(),
                made.warned(),
                made.bad(),
                made.existing(),
                made.added(),
                imports.job(made).map(ImportApi::answer).orElse(null));
    }

    private static JobAnswer answer(Job job) {
        return new JobAnswer(job.state().key(), job.done(), job.total(), job.note());
    }
}
