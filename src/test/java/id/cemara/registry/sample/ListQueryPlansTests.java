package id.cemara.registry.sample;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Cemara;
import id.cemara.OnTestDatabase;
import id.cemara.StatementRecorder;
import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import id.cemara.Web;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// No list reads a large table from end to end. Lists are the statements with a limit; counts over a whole area read it
/// whole by their nature and are kept until the data change.
@SpringBootTest(
        classes = {Cemara.class, ListQueryPlansTests.Recording.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ListQueryPlansTests.OnGeneratedDatabase.class)
class ListQueryPlansTests {

    private static final int GROUPS = 12_000;
    private static final int LARGE = 10_000;
    private static final Pattern LIMIT = Pattern.compile("\\blimit\\b");

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private StatementRecorder recorder;

    @Test
    void no_list_query_reads_a_large_table_from_end_to_end() throws SQLException {
        Web web = Web.of(environment);
        recorder.take();
        JsonNode first = web.get("/api/v1/groups?size=24").json();
        JsonNode group = first.get("items").get(3);
        String name = group.get("name").asString().replace(" ", "%20");
        String area = group.get("area").get("code").asString();
        List<String> paths = List.of(
                "/kelompok",
                "/kelompok?area=17.07",
                "/kelompok?area=" + area,
                "/kelompok?sector=services",
                "/kelompok?sector=livestock-and-other&area=17.07&stage=independent",
                "/kelompok?stage=independent",
                "/kelompok?status=temporarily-closed",
                "/kelompok?status=normal&stage=basic&sector=home-industry",
                "/kelompok?q=" + name,
                "/kelompok?q=" + name + "&area=17.03",
                "/kelompok?q=mwar%20ptih",
                "/kelompok?q=zzqqxx",
                "/api/v1/groups?size=100&cursor=" + first.get("next").asString(),
                "/api/v1/groups/" + group.get("number").asString(),
                "/kelompok/" + group.get("slug").asString(),
                "/wilayah",
                "/wilayah/17",
                "/wilayah/" + area,
                "/wilayah?q=taba%20anyar",
                "/api/v1/areas?q=tbaa%20anyr",
                "/api/v1/areas?parent=17.07.04",
                "/api/v1/official-figures",
                "/statistik?area=17");
        for (String path : paths) {
            assertThat(web.get(path).status()).as(path).isEqualTo(200);
        }
        int explained = 0;
        try (Connection app = TestDatabases.asApp(database);
                Connection owner = TestDatabases.asOwner(database)) {
            Map<String, Long> sizes = sizes(owner);
            assertThat(sizes.get("directory")).isEqualTo(GROUPS);
            for (StatementRecorder.Noted noted : recorder.take()) {
                if (LIMIT.matcher(noted.sql()).find()) {
                    explained++;
                    assertNoLargeScan(plan(app, noted), sizes, noted.sql());
                }
            }
        }
        assertThat(explained).isGreaterThan(20);
    }

    private static void assertNoLargeScan(JsonNode plan, Map<String, Long> sizes, String sql) {
        if (plan.get("Node Type").asString().equals("Seq Scan")) {
            String table = plan.get("Relation Name").asString();
            assertThat(sizes.getOrDefault(table, 0L)).as("%s in%n%s", plan, sql).isLessThanOrEqualTo(LARGE);
        }
        if (plan.has("Plans")) {
            plan.get("Plans").forEach(child -> assertNoLargeScan(child, sizes, sql));
        }
    }

    private static JsonNode plan(Connection app, StatementRecorder.Noted noted) throws SQLException {
        try (PreparedStatement explain = app.prepareStatement("explain (format json) " + noted.sql())) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setObject(i, noted.parameters().get(i));
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return JsonMapper.builder()
                        .build()
                        .readTree(row.getString(1))
                        .get(0)
                        .get("Plan");
            }
        }
    }

    private static Map<String, Long> sizes(Connection owner) throws SQLException {
        Map<String, Long> sizes = new HashMap<>();
        try (ResultSet row = owner.createStatement()
                .executeQuery("select relname, reltuples::bigint from pg_class where relkind = 'r'")) {
            while (row.next()) {
                sizes.put(row.getString(1), row.getLong(2));
            }
        }
        return sizes;
    }

    /// Notes the statements of this test's application.
    @TestConfiguration
    static class Recording {

        @Bean
        static StatementRecorder statementRecorder() {
            return new StatementRecorder();
        }
    }

    /// A database of its own with generated groups.
    static final class OnGeneratedDatabase extends OnTestDatabase {

        OnGeneratedDatabase() {
            super(Content.EMPTY);
        }

        @Override
        protected void prepare(DatabaseAccess access) throws SQLException {
            try (Connection owner = TestDatabases.asOwner(access)) {
                owner.setAutoCommit(false);
                new GroupGenerator(new SampleConfiguration().villages())
                        .generate(owner, GROUPS, 5 * GROUPS, 1, LocalDate.parse(TestDatabases.TODAY));
                owner.commit();
                owner.setAutoCommit(true);
                owner.createStatement().execute("vacuum analyze");
            }
        }
    }
}
