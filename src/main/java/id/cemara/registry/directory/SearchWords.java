package id.cemara.registry.directory;

import id.cemara.shared.PlainText;
import id.cemara.shell.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Splits a search text into terms, and replaces mistyped terms by the most similar known ones.
@Component
record SearchWords(JdbcClient db, ObjectProvider<Vocabulary> vocabularies) implements Vocabulary {

    /// A group number in any notation; the search index stores it as one term.
    private static final Pattern NUMBER =
            Pattern.compile("(?<![^ ])([0-9]{2})(?: & )?([0-9]{2}) & ([0-9]{4,})(?![^ ])");

    /// Stop words: they are part of every group's old or new name.
    private static final Set<String> EVERYWHERE = Set.of("kelompok", "uppks", "uppka", "kel");

    /// Terms beyond this number are ignored.
    private static final int MOST_WORDS = 12;

    /// The terms of a text, without stop words.
    static List<String> of(String text) {
        return PlainText.words(text).stream()
                .filter(word -> !EVERYWHERE.contains(word))
                .limit(MOST_WORDS)
                .toList();
    }

    /// A text-search query with every term required; the last one matches prefixes unless it is a number.
    static String query(List<String> words) {
        String all = NUMBER.matcher(String.join(" & ", words)).replaceAll("($1$2$3 | $0)");
        return PlainText.isNumber(words.getLast()) ? all : all + ":*";
    }

    /// The terms, with each unknown one replaced by the most similar known one; empty if none was replaced.
    Optional<List<String>> corrected(List<String> words) {
        Set<String> known = vocabularies.stream()
                .flatMap(vocabulary -> vocabulary.known(words).stream())
                .collect(Collectors.toSet());
        List<String> corrected = new ArrayList<>();
        for (String word : words) {
            corrected.add(
                    word.length() < 3 || PlainText.isNumber(word) || known.contains(word)
                            ? word
                            : nearest(word).orElse(word));
        }
        return corrected.equals(words) ? Optional.empty() : Optional.of(corrected);
    }

    @Override
    public Set<String> known(Collection<String> words) {
        return Set.copyOf(db.sql("select word from registry.search_words where word = any (:words)")
                .param("words", words.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    private Optional<String> nearest(String word) {
        return db.sql("""
                select word
                  from registry.search_words
                 where word % :word
                 order by similarity(word, :word) desc, abs(length(word) - length(:word)), word
                 limit 1
                """).param("word", word).query(String.class).optional();
    }
}
