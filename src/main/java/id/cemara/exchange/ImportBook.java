package id.cemara.exchange;

import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads the actor's imports and their findings.
@Component
@Transactional(readOnly = true)
class ImportBook {

    static final TypeReference<Map<String, Integer>> COLUMNS = new TypeReference<>() {};

    private static final TypeReference<List<String>> ARGUMENTS = new TypeReference<>() {};
    private static final String SELECT = """
            select id, kind, file_name, file_bytes, header_line, headings, rows, columns::text as columns, state, mode,
                   good, warned, bad, existing, added, created_at, committed_at
              from exchange.imports
            """;

    private final JdbcClient db;
    private final ImportKinds kinds;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    ImportBook(JdbcClient db, ImportKinds kinds, TransactionTemplate transaction, JsonMapper json) {
        this.db = db;
        this.kinds = kinds;
        this.transaction = transaction;
        this.json = json;
    }

    /// The import with that id.
    ///
    /// @throws Refused as not found if it is not the actor's
    Import get(UUID id) {
        kinds.allowed();
        return db.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(this::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// The actor's latest imports, newest first.
    List<Import> recent() {
        kinds.allowed();
        return db.sql(SELECT + " order by created_at desc, id limit 20")
                .query(this::read)
                .list();
    }

    /// Whether the actor imported a file with the same content before.
    boolean takenBefore(Import made) {
        return db.sql("""
                select exists (
                       select
                         from exchange.imports i
                         join exchange.imports o
                           on o.file_hash = i.file_hash and o.kind = i.kind and o.account_id = i.account_id
                          and o.id <> i.id
                        where i.id = :id and o.state = 'committed')
                """).param("id", made.id()).query(Boolean.class).single();
    }

    private record PositionedFinding(int position, Finding finding) {}

    /// One page of an import's findings, in the order they were stored.
    Listing<Finding> findings(UUID id, int size, @Nullable String cursor) {
        get(id);
        int after = cursor == null ? -1 : Cursor.parse("cursor", cursor, 1).count(0);
        var page = Listing.page(
                db.sql("""
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
                        .list(),
                size,
                last -> Cursor.of(Integer.toString(last.position())).text());
        return new Listing<>(
                page.items().stream().map(PositionedFinding::finding).toList(), page.next());
    }

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
                                        made.columnName(finding, texts),
                                        texts.get("import.severity."
                                                + finding.severity().key()),
                                        finding.sentence(texts))));
                    }
                }));
    }

    private Import read(ResultSet row, int number) throws SQLException {
        Timestamp committed = row.getTimestamp("committed_at");
        return new Import(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("file_name"),
                row.getLong("file_bytes"),
                row.getInt("header_line"),
                List.of((String[]) row.getArray("headings").getArray()),
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
                        Finding.Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                        row.getString("code"),
                        json.readValue(row.getString("arguments"), ARGUMENTS)));
    }
}
