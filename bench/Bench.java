import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.embedded.EmbeddedServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Requests each page on one connection and, alternating with it, runs the plain SQL that the page needs,
/// over JDBC with the application's role. Prints both times and their ratio; a page must take less than
/// three times the SQL, or less than 10 ms.
public class Bench {

    private static final int WARM_UP = 200;
    private static final int ROUNDS = 300;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String address;
    private final Connection app;
    private final Connection owner;
    private final List<String> queries;

    private Bench(String address, Connection app, Connection owner, List<String> queries) {
        this.address = address;
        this.app = app;
        this.owner = owner;
        this.queries = queries;
    }

    /// @param arguments address, data directory, file of searches
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        DatabaseAccess access = EmbeddedServer.running(data).orElseThrow();
        List<String> queries = Files.readAllLines(Path.of(arguments[2])).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        try (Connection app = DriverManager.getConnection(access.url(), access.appUser(), access.appPassword());
                Connection owner =
                        DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword())) {
            new Bench(arguments[0], app, owner, queries).run(data);
        }
    }

    private void run(Path data) throws Exception {
        String slug = one("select slug from registry.directory order by name_key offset 500 limit 1");
        Files.writeString(data.resolve("bench-slug"), slug);
        System.out.printf(
                "%-26s %7s %7s %7s   %7s %7s %7s   %s%n",
                "", "p50", "p95", "p99", "SQL p50", "p95", "p99", "page/SQL at p50");
        compare("directory page", round -> get("/kelompok"), round -> directory());
        compare("search", round -> get("/kelompok?q=" + encoded(query(round))), round -> search(query(round)));
        compare("group page", round -> get("/kelompok/" + slug), round -> group(slug));
        compare("/statistik", round -> get("/statistik?area=17"), round -> statistics());
        compare("area x sector, served", round -> get(CROSS), round -> cross());
        compare(
                "area x sector, recomputed",
                40,
                round -> {
                    touch();
                    get(CROSS);
                },
                round -> cross());
    }

    private static final String CROSS = "/api/v1/statistics/groups?by=area,sector";

    private interface Work {
        void at(int round) throws Exception;
    }

    private void compare(String name, Work page, Work sql) throws Exception {
        compare(name, ROUNDS, page, sql);
    }

    private void compare(String name, int rounds, Work page, Work sql) throws Exception {
        for (int i = 0; i < Math.min(WARM_UP, rounds); i++) {
            page.at(i);
        }
        sql.at(0);
        // Slow statements run less often, to limit the duration; at least ten times.
        int every = (int) Math.min(rounds / 10, Math.max(1, milliseconds(sql, 1) / 4));
        double[] pages = new double[rounds];
        double[] statements = new double[(rounds + every - 1) / every];
        for (int i = 0; i < rounds; i++) {
            pages[i] = milliseconds(page, i);
            if (i % every == 0) {
                statements[i / every] = milliseconds(sql, i);
            }
        }
        Arrays.sort(pages);
        Arrays.sort(statements);
        double ratio = at(pages, 50) / at(statements, 50);
        boolean holds = at(pages, 50) <= Math.max(10, 3 * at(statements, 50));
        System.out.printf(
                Locale.ROOT,
                "%-26s %7.2f %7.2f %7.2f   %7.2f %7.2f %7.2f   %6.2f  %s%n",
                name,
                at(pages, 50),
                at(pages, 95),
                at(pages, 99),
                at(statements, 50),
                at(statements, 95),
                at(statements, 99),
                ratio,
                holds ? "holds" : "TOO SLOW");
    }

    private static double milliseconds(Work work, int round) throws Exception {
        long begun = System.nanoTime();
        work.at(round);
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double at(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private void get(String path) throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " at " + path);
        }
    }

    /// The search text of a line, without its kind.
    private String query(int round) {
        return queries.get(round % queries.size()).replaceFirst("^\\S+\\s+", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void directory() throws SQLException {
        rows("""
                select group_id, number, slug, name, area_code, place, primary_sector, sectors, stage, status, members,
                       registered_on
                  from registry.directory order by name_key, group_id limit 25
                """);
        rows("""
                select left(area_code, 2), sectors, stage, status, count(*) from registry.directory group by 1, 2, 3, 4
                """);
    }

    /// The search as typed with its counts; without a hit, also the correction of each word and a second
    /// search.
    private void search(String text) throws SQLException {
        List<String> words = words(text);
        int found = hits(words);
        if (found == 0) {
            List<String> corrected = new ArrayList<>();
            for (String word : words) {
                String nearest = one(
                        "select word from registry.search_words where word % ? order by similarity(word, ?) desc limit 1",
                        word, word);
                corrected.add(nearest.isEmpty() ? word : nearest);
            }
            hits(corrected);
            words = corrected;
        }
        rows("""
                select left(area_code, 2), sectors, stage, status, count(*)
                  from (select area_code, sectors, stage, status from registry.directory
                         where search @@ to_tsquery('indonesian', ?) limit 1001) h
                 group by 1, 2, 3, 4
                """, String.join(" & ", words) + ":*");
    }

    private int hits(List<String> words) throws SQLException {
        String query = String.join(" & ", words) + ":*";
        return rows("""
                select h.* from (select d.*, ts_rank(d.search, to_tsquery('indonesian', ?)) as rank
                                   from registry.directory d where d.search @@ to_tsquery('indonesian', ?)
                                  limit 1000) h
                 order by rank desc, name_key, group_id limit 25
                """, query, query);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void group(String slug) throws SQLException {
        String id = one("select id::text from registry.business_groups where slug = ?", slug);
        for (String table :
                List.of("group_sectors", "group_stages", "group_statuses", "officer_terms", "verifications")) {
            rows("select * from registry." + table + " where group_id = ?::uuid", id);
        }
        rows("select count(*) from registry.memberships where group_id = ?::uuid and left_on is null", id);
        rows("select code, name, level from area.areas where code = any (array['17', '17.07', '17.07.04'])");
    }

    /// The tables of a province's page, each queried once.
    private void statistics() throws SQLException {
        for (String column : List.of("left(p.area_code, 5)", "s.sector_key")) {
            counted(column, "17");
        }
        members("17");
    }

    private void cross() throws SQLException {
        counted("left(p.area_code, 2), s.sector_key", null);
    }

    private void counted(String columns, String area) throws SQLException {
        Date today = Date.valueOf(LocalDate.now());
        rows(
                "select " + columns + ", count(*)" + GROUPS + (area == null ? "" : AREA) + " group by " + columns,
                repeated(today, 8, area));
    }

    private void members(String area) throws SQLException {
        Date today = Date.valueOf(LocalDate.now());
        rows(
                "select count(*)"
                        + GROUPS.replace(
                                "where", "join registry.memberships m on m.group_id = g.id and m.left_on is null where")
                        + AREA,
                repeated(today, 8, area));
    }

    private static final String GROUPS = """
             from registry.business_groups g
             join registry.verifications v
               on v.group_id = g.id and v.valid_from <= ? and (v.valid_to is null or v.valid_to > ?)
             join registry.group_places p
               on p.group_id = g.id and p.valid_from <= ? and (p.valid_to is null or p.valid_to > ?)
             join registry.group_sectors s
               on s.group_id = g.id and s.is_primary and s.valid_from <= ? and (s.valid_to is null or s.valid_to > ?)
            where g.registered_on <= ? and (g.deactivated_on is null or g.deactivated_on > ?)
            """;
    private static final String AREA = " and p.area_code >= ? and p.area_code < ? || '/'";

    private static Object[] repeated(Date day, int times, String area) {
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            parameters.add(day);
        }
        if (area != null) {
            parameters.addAll(List.of(area, area));
        }
        return parameters.toArray();
    }

    /// Commits an update without effect, which still changes the data's version, so that the next answer is
    /// computed anew.
    private void touch() throws SQLException {
        try (PreparedStatement statement =
                owner.prepareStatement("update registry.verifications set valid_to = valid_to where false")) {
            statement.executeUpdate();
        }
    }

    private int rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            int rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    row.getObject(1);
                    rows++;
                }
            }
            return rows;
        }
    }

    private String one(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
