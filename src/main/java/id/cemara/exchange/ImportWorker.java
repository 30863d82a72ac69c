package id.cemara.exchange;

import id.cemara.exchange.ImportProblem.ImportBadRows;
import id.cemara.exchange.ImportProblem.ImportState;
import id.cemara.exchange.ImportRun.Result;
import id.cemara.platform.jobs.Progress;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.NotAllowed;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Runs an import's preview or commit, each in one transaction, so that a crash at any moment leaves
/// everything as before.
@Component
class ImportWorker {

    private static final int BATCH = 1_000;
    private static final TypeReference<Map<String, Integer>> COLUMNS = new TypeReference<>() {};

    private final JdbcClient db;
    private final ObjectProvider<ImportKind> kinds;
    private final ImportFileStore fileStore;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    ImportWorker(
            JdbcClient db,
            ObjectProvider<ImportKind> kinds,
            ImportFileStore fileStore,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.kinds = kinds;
        this.fileStore = fileStore;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /// Checks the file and stores what a commit would do.
    void check(UUID id, Progress progress) {
        transaction.executeWithoutResult(status -> go(id, false, progress));
    }

    /// Imports the rows, as its mode says, and deletes the file.
    void commit(UUID id, Progress progress) {
        transaction.executeWithoutResult(status -> {
            go(id, true, progress);
            fileStore.delete(id);
        });
    }

    private record LockedImport(
            String kind, int headerLine, int rows, Map<String, Integer> columns, byte[] key, String mode) {}

    private void go(UUID id, boolean write, Progress progress) {
        LockedImport held = hold(id, write);
        ImportKind kind = kinds.stream()
                .filter(some -> some.key().equals(held.kind()))
                .findFirst()
                .orElseThrow();
        if (!kind.allowed(CurrentActor.get())) {
            throw new Refused(new NotAllowed());
        }
        var pass = new Pass(id, held, kind.begin(write), progress);
        TableReader.of(fileStore.content(id, held.key())).read(pass::take);
        pass.end(write);
    }

    /// Locks the import against concurrent runs and deletes the findings of the previous one.
    private LockedImport hold(UUID id, boolean write) {
        LockedImport held = db.sql("""
                select kind, header_line, rows, columns::text as columns, file_key, coalesce(mode, 'good') as mode
                  from exchange.imports
                 where id = :id and file_key is not null and state = any (:states)
                   for update
                """)
                .param("id", id)
                .param("states", write ? new String[] {"checked"} : new String[] {"uploaded", "checked"})
                .query((row, number) -> new LockedImport(
                        row.getString("kind"),
                        row.getInt("header_line"),
                        row.getInt("rows"),
                        json.readValue(row.getString("columns"), COLUMNS),
                        row.getBytes("file_key"),
                        row.getString("mode")))
                .optional()
                .orElseThrow(() -> new Refused(new ImportState("")));
        db.sql("delete from exchange.findings where import_id = :id")
                .param("id", id)
                .update();
        return held;
    }

    /// One run over the file.
    private final class Pass {

        private final UUID id;
        private final LockedImport held;
        private final ImportRun run;
        private final Progress progress;
        private final List<ImportRow> batch = new ArrayList<>(BATCH);
        private final List<Finding> findings = new ArrayList<>();
        private int position;
        private int seen;
        private int good;
        private int warned;
        private int bad;

        Pass(UUID id, LockedImport held, ImportRun run, Progress progress) {
            this.id = id;
            this.held = held;
            this.run = run;
            this.progress = progress;
        }

        boolean take(TableRow row) {
            if (row.line() > held.headerLine()) {
                Map<String, Cell> cells = new HashMap<>();
                held.columns().forEach((key, column) -> cells.put(key, row.cell(column)));
                batch.add(new ImportRow(row.line(), cells));
                if (batch.size() == BATCH) {
                    send();
                }
            }
            return true;
        }

        private void send() {
            if (batch.isEmpty()) {
                return;
            }
            progress.step(seen, held.rows());
            run.check(batch);
            List<ImportRow> passed = new ArrayList<>(batch.size());
            for (ImportRow row : batch) {
                findings.addAll(row.findings());
                if (row.isBad()) {
                    bad++;
                } else {
                    good++;
                    warned += row.findings().isEmpty() ? 0 : 1;
                    passed.add(row);
                }
            }
            run.stage(passed);
            seen += batch.size();
            batch.clear();
            save();
        }

        void end(boolean write) {
            send();
            if (write && held.mode().equals("all") && bad > 0) {
                throw new Refused(new ImportBadRows(bad));
            }
            progress.step(seen, held.rows());
            Result result = run.finish(this::existing);
            save();
            db.sql("""
                    update exchange.imports
                       set state = :state, good = :good, warned = :warned, bad = :bad, existing = :existing,
                           added = :added, checked_at = coalesce(checked_at, :now),
                           committed_at = case when :state = 'committed' then :now::timestamptz end
                     where id = :id
                    """)
                    .param("state", write ? "committed" : "checked")
                    .param("good", good)
                    .param("warned", warned)
                    .param("bad", bad)
                    .param("existing", result.existing())
                    .param("added", result.added())
                    .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .param("id", id)
                    .update();
        }

        private void existing(int line, String code) {
            findings.add(new Finding(line, null, Finding.Severity.EXISTING, code, List.of()));
            if (findings.size() >= BATCH) {
                save();
            }
        }

        private void save() {
            if (findings.isEmpty()) {
                return;
            }
            int size = findings.size();
            Integer[] lines = new Integer[size];
            String[] columns = new String[size];
            String[] severities = new String[size];
            String[] codes = new String[size];
            String[] arguments = new String[size];
            for (int i = 0; i < size; i++) {
                Finding finding = findings.get(i);
                lines[i] = finding.line();
                columns[i] = finding.column();
                severities[i] = finding.severity().key();
                codes[i] = finding.code();
                arguments[i] = json.writeValueAsString(finding.arguments());
            }
            db.sql("""
                    insert into exchange.findings (import_id, position, line, column_key, severity, code, arguments)
                    select :id, :after + f.n, f.line, f.column_key, f.severity, f.code, f.arguments::jsonb
                      from unnest(:lines::int[], :columns::text[], :severities::text[], :codes::text[],
                                  :arguments::text[])
                           with ordinality as f (line, column_key, severity, code, arguments, n)
                    """)
                    .param("id", id)
                    .param("after", position)
                    .param("lines", lines)
                    .param("columns", columns)
                    .param("severities", severities)
                    .param("codes", codes)
                    .param("arguments", arguments)
                    .update();
            position += size;
            findings.clear();
        }
    }
}
