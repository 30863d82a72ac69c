package id.cemara.registry.directory;

import static id.cemara.TestDatabases.asOwner;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.SpelledNames;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.registry.AGroup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Search finds a group by its name in any spelling, punctuation and accents.
@WritingTest
class FindingByAnySpellingTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "uji-eja-sri| Bu.Sri Rejeki| sri rejeki",
                "uji-eja-siti| Hj.Siti Barokah| barokah siti",
                "uji-eja-kopi| Kopi/Teh Mandiri| teh mandiri",
                "uji-eja-anggrek| D’Anggrek Ungu| d'anggrek",
                "uji-eja-rasa| Sari.Rasa.Lebong| rasa sari",
                "uji-eja-cafe| Café Mádu (Wangi)| cafe madu wangi",
                "uji-eja-cafe| Café Mádu (Wangi)| CAFE\u0301",
                "uji-eja-maruf| Ma'ruf & Ma’mun| maruf mamun",
                "uji-eja-mawar| Mawar-Wangi 17| mawar wangi 17"
            })
    void a_group_is_found_by_its_own_name_and_by_its_words(String slug, String name, String words) throws SQLException {
        try (Connection owner = asOwner(database)) {
            named(owner, slug, name);
        }
        assertThat(found(name)).contains(slug);
        assertThat(found(words)).contains(slug);
    }

    @Test
    void numbers_match_whole() throws SQLException {
        try (Connection owner = asOwner(database)) {
            named(owner, "uji-eja-satu", "Kamboja Uji 1");
            named(owner, "uji-eja-tujuh-belas", "Kamboja Uji 17");
            named(owner, "uji-eja-tanpa", "Kamboja Uji");
        }
        assertThat(found("kamboja uji 1")).containsExactly("uji-eja-satu");
        assertThat(found("kamboja uji 17"))
                .as("which is also the province's number")
                .containsExactly("uji-eja-tujuh-belas");
        assertThat(found("kamboja uji")).contains("uji-eja-satu", "uji-eja-tujuh-belas", "uji-eja-tanpa");
    }

    @Test
    void every_name_of_the_sample_finds_its_group_by_itself_by_each_word_and_without_accents() throws SQLException {
        try (Connection owner = asOwner(database)) {
            List<String> lost = new ArrayList<>();
            for (SpelledNames.Way way : SpelledNames.Way.values()) {
                List<String> ids = new ArrayList<>();
                List<String> queries = new ArrayList<>();
                try (var row = owner.createStatement()
                        .executeQuery("select group_id, name from registry.directory order by group_id")) {
                    while (row.next()) {
                        for (String typed : way.of(row.getString(2))) {
                            ask(row.getString(1), typed, ids, queries);
                        }
                    }
                }
                lost.addAll(missed(owner, """
                        select d.name || ' by ' || q.query
                          from unnest(?::text[], ?::text[]) as q (id, query)
                          join registry.directory d on d.group_id = q.id::uuid
                         where not d.search @@ to_tsquery('indonesian', q.query)
                        """, ids, queries));
            }
            assertThat(lost).isEmpty();
        }
    }

    @Test
    void ten_thousand_names_are_found_by_themselves_by_each_word_and_without_accents() throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        for (String name : SpelledNames.generated(10_000)) {
            for (SpelledNames.Way way : SpelledNames.Way.values()) {
                way.of(name).forEach(typed -> ask(name, typed, names, queries));
            }
        }
        try (Connection owner = asOwner(database)) {
            assertThat(missed(owner, """
                            select q.name || ' by ' || q.query
                              from unnest(?::text[], ?::text[]) as q (name, query)
                             where not registry.group_words(q.name, '17.07-0012', 'Taba Anyar, Lebong', 'kue dan roti')
                                       @@ to_tsquery('indonesian', q.query)
                            """, names, queries))
                    .as("seed %d", SpelledNames.SEED)
                    .isEmpty();
        }
    }

    /// Adds a query, unless it has only stop words.
    private static void ask(String of, String typed, List<String> names, List<String> queries) {
        List<String> words = SearchWords.of(typed);
        if (!words.isEmpty()) {
            names.add(of);
            queries.add(SearchWords.query(words));
        }
    }

    private static List<String> missed(Connection owner, String sql, List<String> names, List<String> queries)
            throws SQLException {
        assertThat(queries).isNotEmpty();
        try (var statement = owner.prepareStatement(sql + " limit 20")) {
            statement.setArray(1, owner.createArrayOf("text", names.toArray()));
            statement.setArray(2, owner.createArrayOf("text", queries.toArray()));
            List<String> missed = new ArrayList<>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    missed.add(row.getString(1));
                }
            }
            return missed;
        }
    }

    private static void named(Connection owner, String slug, String name) throws SQLException {
        AGroup.aGroup(slug).insertIfMissing(owner);
        try (var statement = owner.prepareStatement("update registry.business_groups set name = ? where slug = ?")) {
            statement.setString(1, name);
            statement.setString(2, slug);
            statement.executeUpdate();
        }
    }

    private List<String> found(String typed) {
        List<String> slugs = new ArrayList<>();
        web.get("/api/v1/groups?size=100&q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .json()
                .get("items")
                .forEach(group -> slugs.add(group.get("slug").asString()));
        return slugs;
    }
}
