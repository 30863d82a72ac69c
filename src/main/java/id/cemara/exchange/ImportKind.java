package id.cemara.exchange;

import id.cemara.shared.Actor;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// A kind of import, contributed by the module that owns the rows.
///
/// Its name is the message `import.kind.<key>`, a column's is `import.column.<kind>.<column>`.
public interface ImportKind {

    /// Short and stable, lower case with hyphens.
    String key();

    /// In the order of the template.
    List<Column> columns();

    /// A column of this kind, with the synonyms and the example of the file `imports/<kind>.properties`.
    default Column column(String column, boolean required) {
        var words = ResourceBundle.getBundle("imports." + key(), Locale.ROOT);
        String example = column + ".example";
        return new Column(
                column,
                required,
                words.containsKey(column) ? List.of(words.getString(column).split(", ")) : List.of(),
                words.containsKey(example) ? words.getString(example) : "");
    }

    /// Whether the actor may import this kind at all. The run and the database decide about each row.
    boolean allowed(Actor actor);

    /// Begins a run in the caller's transaction, as the current actor. A preview does everything but write,
    /// so it predicts the result.
    ///
    /// @param write whether to import the good rows
    ImportRun begin(boolean write);

    /// The required columns that are not among these.
    default List<String> missing(Set<String> chosen) {
        return columns().stream()
                .filter(column -> column.required() && !chosen.contains(column.key()))
                .map(Column::key)
                .toList();
    }

    /// A column of the kind.
    ///
    /// @param key short and stable, starting with a letter
    /// @param required whether a file must have it
    /// @param synonyms headings in addition to its labels in both languages; case and punctuation are
    /// ignored
    /// @param example its value in the template
    record Column(String key, boolean required, List<String> synonyms, String example) {

        public Column {
            synonyms = List.copyOf(synonyms);
        }
    }
}
