package id.cemara.exchange;

import id.cemara.shell.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An uploaded file and its progress.
///
/// @param headings of the file's columns, in order
/// @param rows non-blank ones below the headings
/// @param columns the kind's column to the file's, from 0
/// @param state uploaded, checked, committed, cancelled or expired
/// @param mode good or all; null before the commit
public record Import(
        UUID id,
        String kind,
        String fileName,
        long fileBytes,
        int headerLine,
        List<String> headings,
        int rows,
        Map<String, Integer> columns,
        String state,
        @Nullable String mode,
        int good,
        int warned,
        int bad,
        int existing,
        int added,
        Instant createdAt,
        @Nullable Instant committedAt) {

    public Import {
        headings = List.copyOf(headings);
        columns = Map.copyOf(columns);
    }

    public boolean is(String asked) {
        return state.equals(asked);
    }

    /// Whether it runs in the background because a request would take too long.
    public boolean isLarge() {
        return rows > 2_000;
    }

    /// The file's heading of the column a finding is about, or the column's label if the file has none;
    /// empty for the whole row.
    String columnName(Finding finding, Texts texts) {
        String column = finding.column();
        if (column == null) {
            return "";
        }
        Integer at = columns.get(column);
        return at == null || at >= headings.size() || headings.get(at).isEmpty()
                ? texts.get(ImportKinds.label(kind, column))
                : headings.get(at);
    }
}
