package id.cemara.exchange;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.LogInNeeded;
import id.cemara.shared.RequestProblem.NotAllowed;
import id.cemara.shell.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// The kinds of imports, and what their columns are called.
@Component
record ImportKinds(ObjectProvider<ImportKind> kinds, MessageSource messages) {

    /// The kinds the actor may import.
    ///
    /// @throws Refused if there is none
    List<ImportKind> allowed() {
        Actor actor = CurrentActor.get();
        if (actor.account().isEmpty()) {
            throw new Refused(new LogInNeeded());
        }
        List<ImportKind> allowed =
                kinds.orderedStream().filter(kind -> kind.allowed(actor)).toList();
        if (allowed.isEmpty()) {
            throw new Refused(new NotAllowed());
        }
        return allowed;
    }

    /// @throws Refused if the actor may not import that kind
    ImportKind get(String parameter, String key) {
        return allowed().stream()
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refused.parameter(parameter, "import-kind"));
    }

    /// The message key of a column's label.
    static String label(String kind, String column) {
        return "import.column." + kind + "." + column;
    }

    /// The normalised names of each column: its key, its labels in both languages and its synonyms.
    Map<String, Set<String>> names(ImportKind kind) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (ImportKind.Column column : kind.columns()) {
            String label = label(kind.key(), column.key());
            var others = Stream.of(
                    column.key(),
                    messages.getMessage(label, null, Texts.INDONESIAN),
                    messages.getMessage(label, null, Texts.ENGLISH));
            names.put(
                    column.key(),
                    Stream.concat(column.synonyms().stream(), others)
                            .map(PlainText::of)
                            .filter(name -> !name.isEmpty())
                            .collect(Collectors.toSet()));
        }
        return names;
    }

    /// An empty table with the kind's headings and one example row.
    Table template(String key, Texts texts) {
        ImportKind kind = get("kind", key);
        List<String> headings = kind.columns().stream()
                .map(column -> texts.get(label(kind.key(), column.key())))
                .toList();
        Object[] examples =
                kind.columns().stream().map(ImportKind.Column::example).toArray();
        return Table.of("contoh-impor-" + kind.key(), headings, List.of(Table.Row.of(examples)));
    }
}
