package id.cemara.registry.sample;

import id.cemara.registry.sample.InventedGroup.Membership;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is and was in a group. A group has as many seats as members; a seat is taken before the count of 2020, and
/// whoever leaves is replaced on the same day. So the number of open memberships never changes after that count.
final class InventedMembers {

    /// Of a hundred members so many leave in a year, and so many more in the last eight weeks.
    private static final double LEAVING = 1.5;

    private static final double LEAVING_LATELY = 1;
    private static final int LIVELY_DAYS = 56;
    private static final LocalDate LAST_SEAT_TAKEN = LocalDate.of(2020, 3, 31);

    private final GroupInventor.Ids ids;
    private final Chance chance;
    private final List<Membership> members = new ArrayList<>();

    private InventedMembers(GroupInventor.Ids ids, Chance chance) {
        this.ids = ids;
        this.chance = chance;
    }

    /// @param lastDay the last day somebody can leave: today, or before the group was dissolved
    static List<Membership> of(GroupOutline group, GroupInventor.Ids ids, Chance chance, LocalDate lastDay) {
        var invented = new InventedMembers(ids, chance);
        int founders = Math.min(group.members(), Math.max(3, group.members() * 2 / 3));
        for (int seat = 0; seat < group.members(); seat++) {
            LocalDate taken =
                    seat < founders ? group.registeredOn() : chance.between(group.registeredOn(), LAST_SEAT_TAKEN);
            invented.seat(taken, lastDay);
        }
        return invented.members;
    }

    private void seat(LocalDate taken, LocalDate lastDay) {
        LocalDate joined = taken;
        LocalDate left = joined.plusDays(chance.daysUntil(LEAVING));
        while (left.isBefore(lastDay.minusDays(LIVELY_DAYS))) {
            members.add(person(joined, left));
            joined = left;
            left = joined.plusDays(chance.daysUntil(LEAVING));
        }
        if (chance.percent(LEAVING_LATELY)) {
            left = lastDay.minusDays(chance.below(LIVELY_DAYS));
            members.add(person(joined, left));
            joined = left;
        }
        members.add(person(joined, null));
    }

    private Membership person(LocalDate joined, @Nullable LocalDate left) {
        return new Membership(
                ids.next(),
                joined,
                left,
                PersonNames.invent(chance),
                chance.percent(70) ? joined.minusDays(chance.between(22 * 365, 58 * 365)) : null,
                chance.percent(55) ? phone(chance) : null);
    }

    /// A number that rings nowhere: 0860 has been given to no mobile operator.
    static String phone(Chance chance) {
        return "+62860" + chance.between(10_000_000, 99_999_999);
    }
}
