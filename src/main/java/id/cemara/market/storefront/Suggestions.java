package id.cemara.market.storefront;

import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Suggests product names that match the words typed so far, most frequent first.
@Component
class Suggestions {

    private static final int KEPT = 2000;

    /// The most products considered; more would only confirm the same names.
    private static final int LOOKED_AT = 300;

    private final JdbcClient db;
    private final Synonyms synonyms;
    private final AnswerCache<SearchText, List<String>> kept;

    Suggestions(JdbcClient db, Synonyms synonyms, DataVersions versions) {
        this.db = db;
        this.synonyms = synonyms;
        this.kept = new AnswerCache<>(versions, FreshMarket.TOPICS, KEPT);
    }

    List<String> of(String text, int limit) {
        SearchText search = SearchText.of(text, synonyms.book());
        return search.words().isEmpty() ? List.of() : kept.get(search, () -> read(search, limit));
    }

    private List<String> read(SearchText search, int limit) {
        return db.sql("""
                select min(l.name)
                  from (select h.name, h.name_key
                          from market.listings h
                         where h.search @@ market.wanted(:stems, :last, :beginning)
                         limit :most) l
                 where (to_tsvector('indonesian', l.name_key) || to_tsvector('simple', l.name_key)) @@ market.wanted(:stems, :last, :beginning)
                 group by l.name_key
                 order by count(*) desc, l.name_key
                 limit :limit
                """)
                .param("stems", search.stems())
                .param("last", search.last())
                .param("beginning", search.beginning())
                .param("most", LOOKED_AT)
                .param("limit", limit)
                .query(String.class)
                .list();
    }
}
