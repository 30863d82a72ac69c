package id.cemara.market.storefront;

import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import id.cemara.shared.PlainText;
import id.cemara.shell.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Synonyms and correction of mistyped words, to match a buyer's words with product names.
@Component
class Synonyms implements Vocabulary {

    private final JdbcClient db;
    private final ObjectProvider<Vocabulary> vocabularies;
    private final AnswerCache<String, Book> kept;

    Synonyms(JdbcClient db, ObjectProvider<Vocabulary> vocabularies, DataVersions versions) {
        this.db = db;
        this.vocabularies = vocabularies;
        this.kept = new AnswerCache<>(versions, FreshMarket.TOPICS, 1);
    }

    /// The synonyms by term, and the terms that do not restrict a search.
    record Book(Map<String, List<String>> alike, Set<String> everywhere) {

        Book {
            alike = Map.copyOf(alike);
            everywhere = Set.copyOf(everywhere);
        }

        boolean knows(String term) {
            return alike.containsKey(term) || everywhere.contains(term);
        }

        /// Whether the term does not restrict a search: it applies to everything in the market, or only
        /// joins other words.
        boolean narrowsNothing(String term) {
            return everywhere.contains(term);
        }

        /// The other terms with the same meaning.
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

    @Override
    public Set<String> known(Collection<String> words) {
        return Set.copyOf(db.sql("select word from market.search_words where word = any (:words)")
                .param("words", words.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /// Corrects words for a search without results. A word known to no catalogue is replaced by the most
    /// similar word of the market. It is dropped if there is none, if it is shorter than three letters, or
    /// if only another catalogue knows it. Numbers stay. Empty if nothing changes or nothing is left.
    Optional<List<String>> corrected(List<String> words) {
        Set<String> here = known(words);
        Set<String> anywhere = vocabularies.stream()
                .flatMap(vocabulary -> vocabulary.known(words).stream())
                .collect(Collectors.toSet());
        List<String> corrected = new ArrayList<>();
        for (String word : words) {
            if (here.contains(word) || PlainText.isNumber(word)) {
                corrected.add(word);
            } else if (word.length() >= 3 && !anywhere.contains(word)) {
                nearest(word).ifPresent(corrected::add);
            }
        }
        return corrected.isEmpty() || corrected.equals(words) ? Optional.empty() : Optional.of(corrected);
    }

    /// Words are similar from a trigram similarity of 0.4 on, as "pisng" and "pisang" have.
    private Optional<String> nearest(String word) {
        return db.sql("""
                select word
                  from market.search_words
                 where word % :word and similarity(word, :word) * 10 >= 4
                 order by similarity(word, :word) desc, abs(char_length(word) - char_length(:word)), word
                 limit 1
                """).param("word", word).query(String.class).optional();
    }

    /// The corrected words for a message; null if nothing was corrected.
    static @Nullable String said(SearchText typed, SearchText used) {
        return typed.words().equals(used.words()) ? null : String.join(" ", used.words());
    }
}
