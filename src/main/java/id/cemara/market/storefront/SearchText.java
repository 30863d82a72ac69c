package id.cemara.market.storefront;

import id.cemara.shared.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A search text as words and as full-text queries.
///
/// @param name all words typed, in the form of [PlainText]; a product with exactly this name ranks first
/// @param words in that form, without those that do not restrict the search
/// @param stems query for every term but the last, each with its synonyms; empty if there are fewer than
/// two
/// @param last query for the last term with its synonyms; empty without words
/// @param beginning prefix query for the last word, unstemmed, because a stem is not a prefix ("kerip" has
/// the stem "rip"); empty if the last term is a number or has several words
public record SearchText(String name, List<String> words, String stems, String last, String beginning) {

    /// No search.
    static final SearchText NONE = new SearchText("", List.of(), "", "", "");

    /// The most words of a search; further ones are ignored.
    private static final int MOST_WORDS = 12;

    private static final int LONGEST_TERM = 3;

    public SearchText {
        words = List.copyOf(words);
    }

    /// Parses the typed text.
    static SearchText of(String text, Synonyms.Book book) {
        return of(PlainText.of(text), words(text), book);
    }

    static SearchText of(List<String> typed, Synonyms.Book book) {
        return of(String.join(" ", typed), typed, book);
    }

    private static SearchText of(String name, List<String> typed, Synonyms.Book book) {
        List<String> used = new ArrayList<>();
        List<List<String>> terms = new ArrayList<>();
        int at = 0;
        while (at < typed.size()) {
            int length = Math.min(LONGEST_TERM, typed.size() - at);
            while (length > 1 && !book.knows(String.join(" ", typed.subList(at, at + length)))) {
                length--;
            }
            List<String> term = typed.subList(at, at + length);
            at += length;
            if (!book.narrowsNothing(String.join(" ", term))) {
                used.addAll(term);
                terms.add(term);
            }
        }
        if (terms.isEmpty()) {
            return NONE;
        }
        List<String> last = terms.getLast();
        return new SearchText(
                name,
                used,
                terms.subList(0, terms.size() - 1).stream()
                        .map(term -> part(term, book))
                        .collect(Collectors.joining(" & ")),
                part(last, book),
                last.size() == 1 && !PlainText.isNumber(last.getFirst()) ? last.getFirst() + ":*" : "");
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /// The words of a text that a search uses.
    static List<String> words(String text) {
        return PlainText.words(text).stream().limit(MOST_WORDS).toList();
    }

    private static String part(List<String> term, Synonyms.Book book) {
        List<String> choices = new ArrayList<>();
        choices.add(String.join(" & ", term));
        for (String other : book.alike(String.join(" ", term))) {
            choices.add(String.join(" <-> ", other.split(" ")));
        }
        return choices.stream().map(choice -> "(" + choice + ")").collect(Collectors.joining(" | ", "(", ")"));
    }
}
