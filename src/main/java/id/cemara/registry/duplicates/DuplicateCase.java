package id.cemara.registry.duplicates;

import id.cemara.shared.GroupId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Two groups that may be duplicates of each other.
///
/// @param state open, dismissed or merged
/// @param score the estimated probability that both are one group
/// @param areaCode the smallest area that contains both; `*` if they lie in two provinces
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

    boolean holds(GroupId group) {
        return first.id().equals(group) || second.id().equals(group);
    }

    /// The score in percent.
    public int percent() {
        return (int) Math.round(score * 100);
    }

    /// One of the two groups.
    ///
    /// @param version for optimistic locking
    public record Side(GroupId id, String number, String name, String place, int version) {}
}
