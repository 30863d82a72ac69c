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
import id.cemara.shared.Cursor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.LogInNeeded;
import id.cemara.shared.RequestProblem.NotAllowed;
import id.cemara.shell.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Imports of tables: a file is validated before anything is stored, its columns are matched, a preview
/// lists every bad row, and one transaction imports all good rows or none. Large files are processed in the
/// background.
@Service
class Imports implements NightlyWork {

    static final String CHECK = "import-check";
    static final String COMMIT = "import-commit";

    private static final long MAX_BYTES = 30L << 20;
    private static final Duration KEPT = Duration.ofDays(7);
    private static final TypeReference<Map<String, Integer>> COLUMNS = new TypeReference<>() {};
    private static final TypeReference<List<String>> ARGUMENTS = new TypeReference<>() {};
    private static final String SELECT = """
            select id, kind, file_name, file_bytes, header_line, headings, rows, columns::text as columns, state, mode,
                   good, warned, bad, existing, added, created_at, committed_at
              from exchange.imports
            """;

    private final JdbcClient db;
    private final ObjectProvider<ImportKind> kinds;
    private final ImportFileStore fileStore;
    private final ImportWorker worker;
    private final Jobs jobs;
    private final TransactionTemplate transaction;
    private final MessageSource messages;
    private final JsonMapper json;
    private final Clock clock;

    Imports(
            JdbcClient db,
            ObjectProvider<ImportKind> kinds,
            ImportFileStore fileStore,
            ImportWorker worker,
            Jobs jobs,
            TransactionTemplate transaction,
            MessageSource messages,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.kinds = kinds;
        this.fileStore = fileStore;
        this.worker = worker;
        this.jobs = jobs;
        this.transaction = transaction;
        this.messages = messages;
        this.json = json;
        this.clock = clock;
    }

    /// The kinds the actor may import.
    ///
    /// @throws Refused if there is none
    List<ImportKind> allowedKinds() {
        Actor actor = CurrentActor.get();
        if (actor.account().isEmpty()) {
            throw new Refused(new LogInNeeded());
        }
        List<ImportKind> allowed =
                kinds.orderedStream().filter(kind -> kind.allowed(actor)).toList();
        if (allowed.isEmpty()) {
            throw new Refused(new NotAllowed());
        }
        return allowed;
    }

    /// @throws Refused if the actor may not import that kind
    ImportKind kind(String parameter, String key) {
        return allowedKinds().stream()
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refused.parameter(parameter, "import-kind"));
    }

    /// Stores a file and matches its columns. Checks it at once if all required columns match.
    ///
    /// @throws Refused if the file is not a table or exceeds a limit; nothing is stored then
    UUID upload(String kindKey, @Nullable String fileName, long size, TableReader.Content content) {
        ImportKind kind = kind("kind", kindKey);
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
                    .param("now", now())
                    .update();
            fileStore.put(id, key, content);
        });
        Import made = get(id);
        if (missing(kind, made.columns()).isEmpty()) {
            check(made);
        }
        return id;
    }

    private record Scan(Headings headings, int rows) {}

    /// Reads the whole file once, so that damage anywhere in it is refused before it is stored.
    private Scan scan(ImportKind kind, TableReader.Content content) {
        List<TableRow> first = new ArrayList<>();
        int[] rows = {0, 0};
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
        Headings headings = Headings.find(first, names(kind));
        int above = (int)
                first.stream().filter(row -> row.line() <= headings.line()).count();
        if (rows[0] == above) {
            throw new Refused(new TableEmpty());
        }
        return new Scan(headings, rows[0] - above);
    }

    private Map<String, java.util.Set<String>> names(ImportKind kind) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (ImportKind.Column column : kind.columns()) {
            String key = columnLabel(kind.key(), column.key());
            labels.put(
                    column.key(),
                    List.of(
                            messages.getMessage(key, null, Texts.INDONESIAN),
                            messages.getMessage(key, null, Texts.ENGLISH)));
        }
        return Headings.names(kind, labels);
    }

    static String columnLabel(String kind, String column) {
        return "import.column." + kind + "." + column;
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
                .map(text -> headings.with(json.readValue(text, COLUMNS)))
                .orElse(headings);
    }

    /// The import with that id.
    ///
    /// @throws Refused as not found if it is not the actor's
    Import get(UUID id) {
        allowedKinds();
        return inTransaction(() -> db.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(this::read)
                .optional()
                .orElseThrow(Refused::notFound));
    }

    List<Import> recent() {
        return inTransaction(() -> db.sql(SELECT + " order by created_at desc, id limit 20")
                .query(this::read)
                .list());
    }

    /// When the actor last imported a file with the same content; empty if never.
    Optional<Instant> takenBefore(Import made) {
        return inTransaction(() -> db.sql("""
                        select o.committed_at
                          from exchange.imports i
                          join exchange.imports o
                            on o.file_hash = i.file_hash and o.kind = i.kind and o.account_id = i.account_id
                           and o.id <> i.id
                         where i.id = :id and o.state = 'committed'
                         order by o.committed_at desc
                         limit 1
                        """)
                        .param("id", made.id())
                        .query(Timestamp.class)
                        .optional())
                .map(Timestamp::toInstant);
    }

    /// Its latest background job; empty if there never was one.
    Optional<Job> job(Import made) {
        return jobs.latest(COMMIT, made.id()).or(() -> jobs.latest(CHECK, made.id()));
    }

    /// Required columns without a choice.
    static List<String> missing(ImportKind kind, Map<String, Integer> columns) {
        return kind.columns().stream()
                .filter(column -> column.required() && !columns.containsKey(column.key()))
                .map(ImportKind.Column::key)
                .toList();
    }

    /// Sets the column mapping, remembers it for files with the same headings, and checks the file again.
    Import choose(UUID id, Map<String, Integer> chosen) {
        Import made = open(id);
        ImportKind kind = kind("kind", made.kind());
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
        List<String> missing = missing(kind, columns);
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
                    .param("now", now())
                    .update();
        });
        check(get(id));
        return get(id);
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
        return get(id);
    }

    /// Cancels an import or its running job; cancelling an import deletes its file. Idempotent.
    ///
    /// @throws Refused if its rows were imported; they stay
    Import cancel(UUID id) {
        Import made = get(id);
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
        Import after = get(id);
        if (after.is("committed")) {
            throw new Refused(new ImportState(after.state()));
        }
        return after;
    }

    /// One page of an import's findings, in the order they were stored.
    Listing<Finding> findings(UUID id, int size, @Nullable String cursor) {
        get(id);
        int after = cursor == null
                ? -1
                : Input.count(
                        "cursor", Cursor.parse("cursor", cursor, 1).parts().getFirst());
        List<PositionedFinding> found = inTransaction(() -> db.sql("""
                select position, line, column_key, severity, code, arguments::text as arguments
                  from exchange.findings
                 where import_id = :id and position > :after
                 order by position
                 limit :limit
                """)
                .param("id", id)
                .param("after", after)
                .param("limit", size + 1)
                .query(this::readFinding)
                .list());
        List<Finding> items =
                found.stream().limit(size).map(PositionedFinding::finding).toList();
        return new Listing<>(
                items,
                found.size() <= size
                        ? null
                        : Cursor.of(Integer.toString(found.get(size - 1).position()))
                                .text());
    }

    private record PositionedFinding(int position, Finding finding) {}

    /// All findings as a table.
    ///
    /// @param texts the language of its messages
    Table report(UUID id, Texts texts) {
        Import made = get(id);
        List<String> headings = List.of(
                texts.get("import.report.line"),
                texts.get("import.report.column"),
                texts.get("import.report.severity"),
                texts.get("import.report.reason"));
        return new Table(
                "laporan-impor",
                headings,
                sink -> transaction.executeWithoutResult(status -> {
                    try (var rows = db.sql("""
                            select position, line, column_key, severity, code, arguments::text as arguments
                              from exchange.findings where import_id = :id order by position
                            """).param("id", id).query(this::readFinding).stream()) {
                        rows.map(PositionedFinding::finding)
                                .forEach(finding -> sink.accept(Table.Row.of(
                                        (long) finding.line(),
                                        columnName(made, finding, texts),
                                        texts.get("import.severity."
                                                + finding.severity().key()),
                                        sentence(finding, texts))));
                    }
                }));
    }

    /// The file's heading of the column a finding is about, or the column's label if the file has none;
    /// empty for the whole row.
    static String columnName(Import made, Finding finding, Texts texts) {
        String column = finding.column();
        if (column == null) {
            return "";
        }
        Integer at = made.columns().get(column);
        return at == null
                        || at >= made.headings().size()
                        || made.headings().get(at).isEmpty()
                ? texts.get(columnLabel(made.kind(), column))
                : made.headings().get(at);
    }

    static String sentence(Finding finding, Texts texts) {
        return texts.get("finding." + finding.code(), finding.arguments().toArray());
    }

    /// An empty table with the kind's headings and one example row.
    Table template(String kindKey, Texts texts) {
        ImportKind kind = kind("kind", kindKey);
        List<String> headings = kind.columns().stream()
                .map(column -> texts.get(columnLabel(kind.key(), column.key())))
                .toList();
        Object[] examples =
                kind.columns().stream().map(ImportKind.Column::example).toArray();
        return Table.of("contoh-impor-" + kind.key(), headings, List.of(Table.Row.of(examples)));
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
                .param("before", OffsetDateTime.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC))
                .query(UUID.class)
                .list()
                .forEach(fileStore::delete));
    }

    /// The import, if it is the actor's and no job is working on it.
    private Import open(UUID id) {
        Import made = get(id);
        if (!made.is("uploaded") && !made.is("checked")) {
            throw new Refused(new ImportState(made.state()));
        }
        if (job(made).filter(job -> !job.state().isOver()).isPresent()) {
            throw new Refused(new ImportBusy());
        }
        return made;
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private Import read(ResultSet row, int number) throws SQLException {
        Array headings = row.getArray("headings");
        Timestamp committed = row.getTimestamp("committed_at");
        return new Import(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("file_name"),
                row.getLong("file_bytes"),
                row.getInt("header_line"),
                List.of((String[]) headings.getArray()),
                row.getInt("rows"),
                json.readValue(row.getString("columns"), COLUMNS),
                row.getString("state"),
                row.getString("mode"),
                row.getInt("good"),
                row.getInt("warned"),
                row.getInt("bad"),
                row.getInt("existing"),
                row.getInt("added"),
                row.getTimestamp("created_at").toInstant(),
                committed == null ? null : committed.toInstant());
    }

    private PositionedFinding readFinding(ResultSet row, int number) throws SQLException {
        return new PositionedFinding(
                row.getInt("position"),
                new Finding(
                        row.getInt("line"),
                        row.getString("column_key"),
                        Finding.Severity.valueOf(row.getString("severity").toUpperCase(java.util.Locale.ROOT)),
                        row.getString("code"),
                        json.readValue(row.getString("arguments"), ARGUMENTS)));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
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
        MessageDigest digest = sha256();
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest.digest();
    }

    private static byte[] signature(List<String> headings) {
        return sha256().digest(
                        String.join("\n", headings.stream().map(PlainText::of).toList())
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
