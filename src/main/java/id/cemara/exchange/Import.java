package id.cemara.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file on its way in.
///
/// @param headings of the file's columns, in order
/// @param rows below the headings, blank ones aside
/// @param columns column of the kind to column of the file, from 0
/// @param state uploaded, checked, committed, cancelled or expired
/// @param mode good or all, once it was chosen
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

    /// Whether it is in that state.
    public boolean is(String asked) {
        return state.equals(asked);
    }

    /// Whether it goes to the background: the page would take too long.
    public boolean isLarge() {
        return rows > 2_000;
    }
}
