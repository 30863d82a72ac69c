package id.cemara.market.finding;

import id.cemara.platform.DataVersions;
import id.cemara.platform.FreshAnswers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Words that mean the same, and mistyped words: what stands between a buyer's words and those on a label.
@Component
class Synonyms {

    private final JdbcClient db;
    private final FreshAnswers<String, Book> kept;

    Synonyms(JdbcClient db, DataVersions versions) {
        this.db = db;
        this.kept = new FreshAnswers<>(versions, FreshMarket.TOPICS, 1);
    }

    /// Which terms mean the same.
    record Book(Map<String, List<String>> alike, Set<String> everywhere) {

        Book {
            alike = Map.copyOf(alike);
            everywhere = Set.copyOf(everywhere);
        }

        boolean knows(String term) {
            return alike.containsKey(term) || everywhere.contains(term);
        }

        /// Whether everything in the market is that, or it only joins other words.
        boolean narrowsNothing(String term) {
            return everywhere.contains(term);
        }

        /// The other terms that mean the same.
        List<String> alike(String term) {
            return alike.getOrDefault(term, List.of());
        }
    }

    Book book() {
        return kept.get("", this::read);
    }

    private Book read() {
        Map<Integer, List<String>> byMeaning = new HashMap<>();
        Set<String> everywhere = new HashSet<>();
        db.sql("select term, meaning from market.synonyms order by meaning, term")
                .query(row -> {
                    String term = row.getString(1);
                    int meaning = row.getInt(2);
                    if (row.wasNull()) {
                        everywhere.add(term);
                    } else {
                        byMeaning
                                .computeIfAbsent(meaning, none -> new ArrayList<>())
                                .add(term);
                    }
                });
        Map<String, List<String>> alike = new HashMap<>();
        for (List<String> terms : byMeaning.values()) {
            for (String term : terms) {
                alike.put(
                        term,
                        terms.stream().filter(other -> !other.equals(term)).toList());
            }
        }
        return new Book(alike, everywhere);
    }

    /// The words with each unknown one replaced by the most similar known word, or left out when none is like it; empty
    /// when that changes nothing, or nothing is left. Alike are words that share four in ten of their
    /// pieces of three letters, as "pisng" and "pisang" do.
    Optional<List<String>> corrected(List<String> words) {
        List<String> corrected = db.sql("""
                        select w.word
                          from unnest(:words::text[]) with ordinality as t (word, position)
                          join lateral (
                               select s.word
                                 from market.search_words s
                                where s.word = t.word or char_length(t.word) >= 3 and s.word % t.word
                                  and similarity(s.word, t.word) * 10 >= 4
                                order by s.word = t.word desc, similarity(s.word, t.word) desc,
                                         abs(char_length(s.word) - char_length(t.word)), s.word
                                limit 1) w on true
                         order by t.position
                        """)
                .param("words", words.toArray(String[]::new))
                .query(String.class)
                .list();
        return corrected.isEmpty() || corrected.equals(words) ? Optional.empty() : Optional.of(corrected);
    }

    /// The text with its mistyped words replaced, for a sentence; null when nothing was replaced.
    static @Nullable String said(SearchText typed, SearchText used) {
        return typed.words().equals(used.words()) ? null : String.join(" ", used.words());
    }
}
