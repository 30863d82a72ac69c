package id.cemara.market.finding;

import id.cemara.platform.DataVersions;
import id.cemara.platform.FreshAnswers;
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

/// Words that mean the same, and mistyped words: what stands between a buyer's words and those on a label.
@Component
class Synonyms implements Vocabulary {

    private final JdbcClient db;
    private final ObjectProvider<Vocabulary> vocabularies;
    private final FreshAnswers<String, Book> kept;

    Synonyms(JdbcClient db, ObjectProvider<Vocabulary> vocabularies, DataVersions versions) {
        this.db = db;
        this.vocabularies = vocabularies;
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

    @Override
    public Set<String> known(Collection<String> words) {
        return Set.copyOf(db.sql("select word from market.search_words where word = any (:words)")
                .param("words", words.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /// The words with each one that no catalogue knows replaced by the most similar word of the market, and
    /// left out when the market has none like it or only another catalogue knows it; empty when that
    /// changes nothing, or nothing is left. Numbers stay as they are.
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

    /// Alike are words that share four in ten of their pieces of three letters, as "pisng" and "pisang" do.
    private Optional<String> nearest(String word) {
        return db.sql("""
                select word
                  from market.search_words
                 where word % :word and similarity(word, :word) * 10 >= 4
                 order by similarity(word, :word) desc, abs(char_length(word) - char_length(:word)), word
                 limit 1
                """).param("word", word).query(String.class).optional();
    }

    /// The text with its mistyped words replaced, for a sentence; null when nothing was replaced.
    static @Nullable String said(SearchText typed, SearchText used) {
        return typed.words().equals(used.words()) ? null : String.join(" ", used.words());
    }
}
