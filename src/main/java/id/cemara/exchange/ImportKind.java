package id.cemara.exchange;

import id.cemara.shared.Actor;
import java.util.List;

/// A kind of rows that can be taken in from a table, contributed by the module that keeps them.
///
/// Its name on screens is the message `import.kind.<key>`, a column's is `import.column.<kind>.<column>`.
public interface ImportKind {

    /// Short and stable, lower case with hyphens.
    String key();

    /// The columns, in the order of the template.
    List<Column> columns();

    /// Whether the actor may import rows of this kind at all. Which of them is for the run and the database to say.
    boolean allowed(Actor actor);

    /// Begins to go through a file, in the caller's transaction and as the current actor. A preview does
    /// everything that taking in does, but for writing: so it tells what would happen.
    ///
    /// @param write whether to take in what passes
    ImportRun begin(boolean write);

    /// A column of the kind.
    ///
    /// @param key short and stable, a letter first
    /// @param required whether a file must have it
    /// @param synonyms headings it goes by, beside its names in both languages; case and signs do not count
    /// @param example what stands in the template below its heading
    record Column(String key, boolean required, List<String> synonyms, String example) {

        public Column {
            synonyms = List.copyOf(synonyms);
        }
    }
}
