package id.cemara.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Turns what somebody typed into words to search for, and mistyped words into the most similar known ones.
@Component
class SearchWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /// Every group is one of these, under its old name or its new one, so they narrow nothing.
    private static final Set<String> EVERYWHERE = Set.of("kelompok", "uppks", "uppka", "kel");

    /// The most words a search uses; the rest of a longer text is left out.
    private static final int MOST_WORDS = 12;

    private final JdbcClient db;

    SearchWords(JdbcClient db) {
        this.db = db;
    }

    /// The words of a text, lower case, without those that every group has in common.
    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .filter(word -> !EVERYWHERE.contains(word))
                .limit(MOST_WORDS)
                .toList();
    }

    /// A text-search query that wants every word, the last one also as the beginning of a longer word.
    static String query(List<String> words) {
        return String.join(" & ", words) + ":*";
    }

    /// The words with each unknown one replaced by the most similar known word; empty when that changes nothing.
    Optional<List<String>> corrected(List<String> words) {
        List<String> corrected = new ArrayList<>();
        for (String word : words) {
            corrected.add(word.length() < 3 ? word : nearest(word).orElse(word));
        }
        return corrected.equals(words) ? Optional.empty() : Optional.of(corrected);
    }

    private Optional<String> nearest(String word) {
        return db.sql("""
                select word
                  from registry.search_words
                 where word % :word
                 order by word = :word desc, similarity(word, :word) desc, abs(length(word) - length(:word)), word
                 limit 1
                """).param("word", word).query(String.class).optional();
    }
}
