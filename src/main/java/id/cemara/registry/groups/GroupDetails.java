package id.cemara.registry.groups;

import id.cemara.area.Area;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checked facts for registering or changing a group.
///
/// @param name 1 to 120 characters
/// @param village its desa or kelurahan
/// @param businesses one or two lines of business with different sectors, the main one first
/// @param registeredOn not in the future; null if not given
/// @param reason why the registration date is corrected; null if not given
/// @param phone E.164; null if unknown
/// @param address street or dusun; null if unknown
/// @param note internal; null if none
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
    /// @param sector a [Sector] key
    /// @param kind the key of a [BusinessKinds] entry; null if none is given
    public record Business(String sector, @Nullable String kind) {}
}
