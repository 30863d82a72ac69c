package id.cemara.exchange;

import id.cemara.exchange.ImportProblem.ImportBadRows;
import id.cemara.exchange.ImportProblem.ImportBusy;
import id.cemara.exchange.ImportProblem.ImportColumns;
import id.cemara.exchange.ImportProblem.ImportState;
import id.cemara.exchange.TableProblem.TableEmpty;
import id.cemara.exchange.TableProblem.TableTooLarge;
import id.cemara.platform.jobs.Job;
import id.cemara.platform.jobs.Jobs;
import id.cemara.platform.jobs.NightlyWork;
import id.cemara.platform.jobs.Progress;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.LogInNeeded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Imports of tables: a file is validated before anything is stored, its columns are matched, a preview
/// lists every bad row, and one transaction imports all good rows or none. Large files are processed in the
/// background.
@Service
record Imports(
        JdbcClient db,
        ImportKinds kinds,
        ImportBook book,
        ImportFileStore fileStore,
        ImportWorker worker,
        Jobs jobs,
        TransactionTemplate transaction,
        JsonMapper json,
        Clock clock)
        implements NightlyWork {

    static final String CHECK = "import-check";
    static final String COMMIT = "import-commit";

    private static final long MAX_BYTES = 30L << 20;
    private static final Duration KEPT = Duration.ofDays(7);

    /// Stores a file and matches its columns. Checks it at once if all required columns match.
    ///
    /// @throws Refused if the file is not a table or exceeds a limit; nothing is stored then
    UUID upload(String kindKey, @Nullable String fileName, long size, TableReader.Content content) {
        ImportKind kind = kinds.get("kind", kindKey);
        if (size > MAX_BYTES) {
            throw new Refused(new TableTooLarge(MAX_BYTES >> 20));
        }
        Scan scan = scan(kind, content);
        byte[] hash = hash(content);
        UUID id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            Headings headings = remembered(kind, scan.headings());
            byte[] key = fileStore.newKey(id);
            db.sql("""
                    insert into exchange.imports (id, account_id, kind, file_name, file_bytes, file_hash, file_key,
                           header_line, headings, rows, columns, state, created_at)
                    values (:id, :account, :kind, :name, :bytes, :hash, :key, :line, :headings, :rows, :columns::jsonb,
                            'uploaded', :now)
                    """)
                    .param("id", id)
                    .param("account", account())
                    .param("kind", kind.key())
                    .param("name", harmlessName(fileName))
                    .param("bytes", size)
                    .param("hash", hash)
                    .param("key", key)
                    .param("line", headings.line())
                    .param("headings", headings.texts().toArray(String[]::new))
                    .param("rows", scan.rows())
                    .param("columns", json.writeValueAsString(headings.columns()))
                    .param("now", OffsetDateTime.now(clock))
                    .update();
            fileStore.put(id, key, content);
        });
        Import made = book.get(id);
        if (kind.missing(made.columns().keySet()).isEmpty()) {
            check(made);
        }
        return id;
    }

    private record Scan(Headings headings, int rows) {}

    /// Reads the whole file once, so that damage anywhere in it is refused before it is stored.
    private Scan scan(ImportKind kind, TableReader.Content content) {
        List<TableRow> first = new ArrayList<>();
        int[] rows = {0};
        TableReader.of(content).read(row -> {
            rows[0]++;
            if (first.size() < Headings.LOOKED_AT) {
                first.add(row);
            }
            return true;
        });
        if (first.isEmpty()) {
            throw new Refused(new TableEmpty());
        }
        Headings headings = Headings.find(first, kinds.names(kind));
        int above = (int)
                first.stream().filter(row -> row.line() <= headings.line()).count();
        if (rows[0] == above) {
            throw new Refused(new TableEmpty());
        }
        return new Scan(headings, rows[0] - above);
    }

    /// Applies the columns that this account chose for the same headings before.
    private Headings remembered(ImportKind kind, Headings headings) {
        return db.sql("""
                select columns::text from exchange.column_choices
                 where account_id = :account and kind = :kind and headings = :headings
                """)
                .param("account", account())
                .param("kind", kind.key())
                .param("headings", signature(headings.texts()))
                .query(String.class)
                .optional()
                .map(text -> headings.with(json.readValue(text, ImportBook.COLUMNS)))
                .orElse(headings);
    }

    /// An import's latest background job; empty if there never was one.
    Optional<Job> job(Import made) {
        return jobs.latest(COMMIT, made.id()).or(() -> jobs.latest(CHECK, made.id()));
    }

    /// Sets the column mapping, remembers it for files with the same headings, and checks the file again.
    Import choose(UUID id, Map<String, Integer> chosen) {
        Import made = open(id);
        ImportKind kind = kinds.get("kind", made.kind());
        Set<String> known = kind.columns().stream().map(ImportKind.Column::key).collect(Collectors.toSet());
        var checks = new Checks();
        chosen.forEach((column, at) -> {
            checks.that(known.contains(column), column, "known-field");
            checks.that(at == null || at >= 0 && at < made.headings().size(), column, "column");
        });
        checks.refuseProblems();
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (ImportKind.Column column : kind.columns()) {
            Integer at = chosen.get(column.key());
            if (at != null) {
                columns.put(column.key(), at);
            }
        }
        List<String> missing = kind.missing(columns.keySet());
        if (!missing.isEmpty() || new HashSet<>(columns.values()).size() < columns.size()) {
            throw new Refused(new ImportColumns(missing));
        }
        transaction.executeWithoutResult(status -> {
            String text = json.writeValueAsString(columns);
            db.sql("update exchange.imports set columns = :columns::jsonb, state = 'uploaded' where id = :id")
                    .param("columns", text)
                    .param("id", id)
                    .update();
            db.sql("""
                    insert into exchange.column_choices (account_id, kind, headings, columns, chosen_at)
                    values (:account, :kind, :headings, :columns::jsonb, :now)
                        on conflict (account_id, kind, headings) do update
                       set columns = excluded.columns, chosen_at = excluded.chosen_at
                    """)
                    .param("account", account())
                    .param("kind", kind.key())
                    .param("headings", signature(made.headings()))
                    .param("columns", text)
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        });
        check(book.get(id));
        return book.get(id);
    }

    private void check(Import made) {
        if (made.isLarge()) {
            jobs.start(CHECK, made.id());
        } else {
            worker.check(made.id(), Progress.UNWATCHED);
        }
    }

    /// Imports the good rows, or all or none.
    ///
    /// @throws Refused if all was asked for and a row is bad; nothing is changed then
    Import commit(UUID id, String mode) {
        Import made = open(id);
        if (!mode.equals("good") && !mode.equals("all")) {
            throw Refused.parameter("mode", "import-mode");
        }
        if (!made.is("checked")) {
            throw new Refused(new ImportState(made.state()));
        }
        if (mode.equals("all") && made.bad() > 0) {
            throw new Refused(new ImportBadRows(made.bad()));
        }
        transaction.executeWithoutResult(
                status -> db.sql("update exchange.imports set mode = :mode where id = :id and state = 'checked'")
                        .param("mode", mode)
                        .param("id", id)
                        .update());
        if (made.isLarge()) {
            jobs.start(COMMIT, id);
        } else {
            worker.commit(id, Progress.UNWATCHED);
        }
        return book.get(id);
    }

    /// Cancels an import or its running job; cancelling an import deletes its file. Idempotent.
    ///
    /// @throws Refused if its rows were imported; they stay
    Import cancel(UUID id) {
        Import made = book.get(id);
        Optional<Job> busy = job(made).filter(job -> !job.state().isOver());
        if (busy.isPresent()) {
            jobs.cancel(busy.get().id());
            return made;
        }
        // Waits for the row lock of a running commit; if that succeeds, there is nothing left to cancel.
        transaction.executeWithoutResult(status -> {
            int given = db.sql("""
                    update exchange.imports set state = 'cancelled' where id = :id and state in ('uploaded', 'checked')
                    """).param("id", id).update();
            if (given == 1) {
                fileStore.delete(id);
            }
        });
        Import after = book.get(id);
        if (after.is("committed")) {
            throw new Refused(new ImportState(after.state()));
        }
        return after;
    }

    @Override
    public String name() {
        return "forget-imports";
    }

    /// Deletes the files of imports that were not finished within a week.
    @Override
    public void run() {
        transaction.executeWithoutResult(status -> db.sql("""
                        update exchange.imports set state = 'expired'
                         where state in ('uploaded', 'checked') and created_at < :before
                        returning id
                        """)
                .param("before", OffsetDateTime.now(clock).minus(KEPT))
                .query(UUID.class)
                .list()
                .forEach(fileStore::delete));
    }

    /// The import, if it is the actor's and no job is working on it.
    private Import open(UUID id) {
        Import made = book.get(id);
        if (!made.is("uploaded") && !made.is("checked")) {
            throw new Refused(new ImportState(made.state()));
        }
        if (job(made).filter(job -> !job.state().isOver()).isPresent()) {
            throw new Refused(new ImportBusy());
        }
        return made;
    }

    private static UUID account() {
        return CurrentActor.get().account().map(Actor.Account::id).orElseThrow(() -> new Refused(new LogInNeeded()));
    }

    /// The last part of the path sent by the browser, long numbers masked.
    private static String harmlessName(@Nullable String sent) {
        String name = sent == null ? "" : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String bare =
                Finding.harmless(name.replaceAll("[\\p{Cntrl}<>:\"|?*]", "").strip());
        return bare.isEmpty() || bare.matches("\\.+") ? "berkas" : bare;
    }

    private static byte[] hash(TableReader.Content content) {
        try (InputStream in = content.open()) {
            return DigestUtils.sha256(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] signature(List<String> headings) {
        return DigestUtils.sha256(
                String.join("\n", headings.stream().map(PlainText::of).toList()));
    }
}
