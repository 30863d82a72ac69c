package id.cemara.shell;

import java.util.Collection;
import java.util.Set;

/// The words of one catalogue. The search of another asks it before it takes a word for a slip of the hand: "pisang" is
/// no group's name, but it is what groups sell.
public interface Vocabulary {

    /// Those of the words that it knows as they are written.
    ///
    /// @param words in the form of [id.cemara.shared.PlainText]
    Set<String> known(Collection<String> words);
}
