package id.cemara.registry;

import id.cemara.area.Area;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about a group when it is registered or changed, checked.
///
/// @param name 1 to 120 characters
/// @param village the desa or kelurahan it lies in
/// @param businesses what it works in, the main line first; one or two, each sector once
/// @param registeredOn not after today; null when nothing was said
/// @param reason why the day of registration is corrected; null when nothing was said
/// @param phone E.164; null when none is known
/// @param address street or dusun; null when none is known
/// @param note for the office; null when there is none
public record GroupDetails(
        String name,
        Area village,
        List<Business> businesses,
        @Nullable LocalDate registeredOn,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String note,
        @Nullable String reason) {

    public GroupDetails {
        businesses = List.copyOf(businesses);
    }

    /// A line of business.
    ///
    /// @param sector the key of its sector
    /// @param kind the key of a finer kind; null when none is named
    public record Business(String sector, @Nullable String kind) {}
}
