package id.cemara.registry.duplicates;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Two groups that look like one.
///
/// @param id the case
/// @param state open, dismissed or merged
/// @param score the chance that they are one
/// @param areaCode the smallest area that holds both; `*` for two provinces
/// @param foundOn since when it is known
/// @param reasons what speaks for it
/// @param first one of them
/// @param second the other
/// @param decision why it was dismissed or merged; null while it is open
public record DuplicateCase(
        UUID id,
        String state,
        double score,
        String areaCode,
        LocalDate foundOn,
        List<Reason> reasons,
        Side first,
        Side second,
        @Nullable String decision) {

    public DuplicateCase {
        reasons = List.copyOf(reasons);
    }

    public boolean isOpen() {
        return state.equals("open");
    }

    boolean holds(UUID group) {
        return first.id().equals(group) || second.id().equals(group);
    }

    /// The chance in percent.
    public int percent() {
        return (int) Math.round(score * 100);
    }

    /// One of the two groups.
    ///
    /// @param version counts its changes
    public record Side(UUID id, String number, String name, String place, int version) {}
}
