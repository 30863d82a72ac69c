package id.cemara.shell;

import java.util.Collection;
import java.util.Set;

/// The words of one catalogue. The search of another catalogue asks for them before it treats a word as a
/// typing error: "pisang" is in no group's name, but groups sell it.
public interface Vocabulary {

    /// Which of the words occur in the catalogue, exactly as written.
    ///
    /// @param words in the form of [id.cemara.shared.PlainText]
    Set<String> known(Collection<String> words);
}
