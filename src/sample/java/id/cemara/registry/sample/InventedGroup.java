package id.cemara.registry.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A verified group that nobody founded, with everything that is recorded about a real one.
///
/// @param registeredOn first day in the registry
/// @param verifiedOn first day it counts
/// @param businesses the primary one first
/// @param stages in the order of time, without gaps
/// @param statuses in the order of time, without gaps
/// @param members everybody who is or was a member
/// @param terms who holds or held an office
/// @param phone where the group can be called
/// @param address within the village
record InventedGroup(
        UUID id,
        String number,
        String slug,
        String name,
        Village village,
        LocalDate registeredOn,
        LocalDate verifiedOn,
        List<Business> businesses,
        List<Fact> stages,
        List<Fact> statuses,
        List<Membership> members,
        List<Term> terms,
        String phone,
        String address) {

    /// What the group makes or does.
    ///
    /// @param since first day it did
    record Business(String sector, String kind, LocalDate since) {}

    /// A stage or an operating status and when it holds.
    ///
    /// @param cause why; null where nothing is wrong
    /// @param until first day it no longer holds; null while it does
    record Fact(
            String value,
            @Nullable String cause,
            LocalDate from,
            @Nullable LocalDate until) {}

    /// A person in the group.
    ///
    /// @param leftOn first day no longer a member; null while one
    /// @param birthDate null where nobody wrote it down
    /// @param phone null without one
    record Membership(
            UUID id,
            LocalDate joinedOn,
            @Nullable LocalDate leftOn,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String phone) {

        boolean isOpenOn(LocalDate day) {
            return !joinedOn.isAfter(day) && (leftOn == null || leftOn.isAfter(day));
        }
    }

    /// A member's time in an office.
    ///
    /// @param office chair, secretary or treasurer
    /// @param endedOn first day no longer in it; null while in it
    /// @param publicName the name, where its owner agreed to show it to everyone; null otherwise
    record Term(
            UUID id,
            Membership holder,
            String office,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String publicName) {}
}
