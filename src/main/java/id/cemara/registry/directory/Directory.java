package id.cemara.registry.directory;

import id.cemara.exchange.Table;
import id.cemara.shared.Cursor;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The public list of groups: verified and active, with today's facts.
@Service
public class Directory {

    /// A search ranks and pages through at most this many results; beyond that the page says "more".
    static final int MOST_HITS = 1000;

    private static final String COLUMNS = """
            d.group_id, d.number, d.slug, d.name, d.area_code, d.place, d.primary_sector, d.sectors, d.stage, d.is_assessed,
            d.status, d.members, d.registered_on
            """;

    private final JdbcClient db;
    private final SearchWords searchWords;
    private final TransactionTemplate transactions;

    Directory(JdbcClient db, SearchWords searchWords, TransactionTemplate transactions) {
        this.db = db;
        this.searchWords = searchWords;
        this.transactions = transactions;
    }

    /// A page of the groups that pass the filter, by name; for a search, by rank.
    ///
    /// @param cursor from an earlier page; null for the first
    @Transactional(readOnly = true)
    public DirectoryPage page(DirectoryFilter filter, int size, @Nullable String cursor) {
        List<String> words = filter.text().map(SearchWords::of).orElse(List.of());
        if (!words.isEmpty()) {
            return searched(filter, words, size, cursor);
        }
        return isSignsAlone(filter) ? new DirectoryPage(List.of(), null, null, null) : browsed(filter, size, cursor);
    }

    /// True for a text without letters or digits, which matches no group. "UPPKS" is a stop word that
    /// filters nothing, but it is a word.
    private static boolean isSignsAlone(DirectoryFilter filter) {
        return filter.text().map(PlainText::of).filter(String::isEmpty).isPresent();
    }

    private DirectoryPage browsed(DirectoryFilter filter, int size, @Nullable String cursor) {
        if (cursor == null) {
            List<GroupSummary> groups = byName(filter, true, "", null, size + 1);
            return new DirectoryPage(
                    head(groups, size), null, groups.size() > size ? cursor("a", groups.get(size - 1)) : null, null);
        }
        List<String> parts = Cursor.parse("cursor", cursor, 3).parts();
        boolean forward = parts.get(0).equals("a");
        UUID id = id(parts.get(2));
        List<GroupSummary> groups = byName(filter, forward, parts.get(1), id, size + 1);
        boolean more = groups.size() > size;
        List<GroupSummary> shown =
                forward ? head(groups, size) : head(groups, size).reversed();
        if (shown.isEmpty()) {
            return new DirectoryPage(shown, null, null, null);
        }
        String previous = forward || more ? cursor("b", shown.getFirst()) : null;
        String next = !forward || more ? cursor("a", shown.getLast()) : null;
        return new DirectoryPage(shown, previous, next, null);
    }

    private List<GroupSummary> byName(
            DirectoryFilter filter, boolean forward, String name, @Nullable UUID id, int limit) {
        DirectorySql sql = DirectorySql.of(filter);
        String after = id == null ? "" : " and (d.name_key, d.group_id) " + (forward ? ">" : "<") + " (:name, :id)";
        String order = forward ? "d.name_key, d.group_id" : "d.name_key desc, d.group_id desc";
        var statement = db.sql("select " + COLUMNS + " from registry.directory d where true" + sql.where() + after
                        + " order by " + order + " limit :limit")
                .params(sql.parameters())
                .param("limit", limit);
        if (id != null) {
            statement = statement.param("name", name).param("id", id);
        }
        return statement.query(Directory::read).list();
    }

    private DirectoryPage searched(DirectoryFilter filter, List<String> words, int size, @Nullable String cursor) {
        int from = cursor == null ? 0 : Cursor.parse("cursor", cursor, 1).count(0);
        if (from > MOST_HITS) {
            throw Refused.parameter("cursor", "cursor");
        }
        List<String> used = words;
        List<GroupSummary> groups = hits(filter, words, from, size + 1);
        if (groups.isEmpty()) {
            used = searchWords.corrected(words).orElse(words);
            groups = used.equals(words) ? groups : hits(filter, used, from, size + 1);
        }
        boolean more = groups.size() > size && from + size < MOST_HITS;
        return new DirectoryPage(
                head(groups, size),
                from == 0
                        ? null
                        : Cursor.of(String.valueOf(Math.max(0, from - size))).text(),
                more ? Cursor.of(String.valueOf(from + size)).text() : null,
                used.equals(words) || groups.isEmpty() ? null : String.join(" ", used));
    }

    private List<GroupSummary> hits(DirectoryFilter filter, List<String> words, int from, int limit) {
        DirectorySql sql = DirectorySql.of(filter);
        // The limit comes before the ranking: a word found in half of all groups must not sort half the
        // table.
        return db.sql(
                        "with hits as materialized (select d.*, ts_rank(d.search, to_tsquery('indonesian', :query)) as rank"
                                + " from registry.directory d where d.search @@ to_tsquery('indonesian', :query)"
                                + sql.where()
                                + " limit :most) select " + COLUMNS
                                + " from hits d order by d.rank desc, d.name_key, d.group_id limit :limit offset :from")
                .params(sql.parameters())
                .param("query", SearchWords.query(words))
                .param("most", MOST_HITS)
                .param("limit", limit)
                .param("from", from)
                .query(Directory::read)
                .list();
    }

    /// The words the search really used: those typed, or the corrected ones.
    List<String> wordsUsed(DirectoryFilter filter, DirectoryPage page) {
        String corrected = page.correctedText();
        return corrected == null ? filter.text().map(SearchWords::of).orElse(List.of()) : List.of(corrected.split(" "));
    }

    /// Every group that passes the filter, as a table. Mistyped words are corrected as on the pages of the
    /// list.
    Table table(DirectoryFilter filter) {
        DirectorySql sql = DirectorySql.of(filter);
        List<String> words = filter.text().isEmpty() ? List.of() : wordsUsed(filter, page(filter, 1, null));
        String search = isSignsAlone(filter)
                ? " and false"
                : words.isEmpty() ? "" : " and d.search @@ to_tsquery('indonesian', :query)";
        return new Table(
                "kelompok",
                List.of(
                        "number",
                        "slug",
                        "name",
                        "area_code",
                        "area",
                        "sector",
                        "sectors",
                        "stage",
                        "status",
                        "members",
                        "registered_on"),
                sink -> transactions.executeWithoutResult(transaction -> {
                    var statement = db.sql("select " + COLUMNS + " from registry.directory d where true" + sql.where()
                                    + search + " order by d.name_key, d.group_id")
                            .withFetchSize(500)
                            .params(sql.parameters());
                    if (!words.isEmpty()) {
                        statement = statement.param("query", SearchWords.query(words));
                    }
                    try (var groups = statement.query(Directory::read).stream()) {
                        groups.forEach(group -> sink.accept(row(group)));
                    }
                }));
    }

    static Table.Row row(GroupSummary group) {
        return Table.Row.of(
                group.number(),
                group.slug(),
                group.name(),
                group.areaCode(),
                group.place(),
                group.primarySector(),
                String.join(" ", group.sectors()),
                group.stage(),
                group.status(),
                group.members(),
                group.registeredOn());
    }

    private static String cursor(String direction, GroupSummary group) {
        return Cursor.of(direction, PlainText.of(group.name()), group.id().toString())
                .text();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }

    private static List<GroupSummary> head(List<GroupSummary> groups, int size) {
        return groups.size() <= size ? groups : groups.subList(0, size);
    }

    private static GroupSummary read(ResultSet row, int number) throws SQLException {
        return new GroupSummary(
                row.getObject("group_id", UUID.class),
                row.getString("number"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("area_code"),
                row.getString("place"),
                row.getString("primary_sector"),
                List.of((String[]) row.getArray("sectors").getArray()),
                row.getString("stage"),
                row.getBoolean("is_assessed"),
                row.getString("status"),
                row.getInt("members"),
                row.getObject("registered_on", java.time.LocalDate.class));
    }
}
