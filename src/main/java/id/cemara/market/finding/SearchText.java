package id.cemara.market.finding;

import id.cemara.shared.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a search looks for, as words and as queries of full-text search.
///
/// @param name everything that was typed in the form of [PlainText]: a product called so comes first
/// @param words in that form, without those that narrow nothing
/// @param stems wants each word but the last, or a synonym; empty with fewer than two
/// @param last the last word or its synonyms; empty without words
/// @param beginning the last word as the beginning of a longer one, as it is written: a stem cannot be that
/// ("kerip" has the stem "rip"); empty when the last is a number or a fixed term of several words
public record SearchText(String name, List<String> words, String stems, String last, String beginning) {

    /// Nothing looked for.
    static final SearchText NONE = new SearchText("", List.of(), "", "", "");

    /// The most words a search uses; the rest of a longer text is left out.
    private static final int MOST_WORDS = 12;

    private static final int LONGEST_TERM = 3;

    public SearchText {
        words = List.copyOf(words);
    }

    /// The search for what somebody typed.
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

    /// The words of a text, so many as a search uses.
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
