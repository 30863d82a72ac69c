package id.cemara.registry.sample;

import id.cemara.registry.sample.InventedGroup.Fact;
import java.time.LocalDate;
import java.util.List;

/// How a group grew: of a hundred about sixty are at the basic stage today, thirty developing, ten independent.
final class InventedStages {

    /// So many days before the last day begin the sample's lively weeks.
    private static final int LIVELY_DAYS = 56;

    private InventedStages() {}

    /// @param lastDay the last day a group can rise: today, or before it was dissolved
    static List<Fact> of(GroupOutline group, Chance chance, LocalDate lastDay) {
        var timeline = new Timeline(lastDay, "basic", group.registeredOn());
        LocalDate earliest = group.registeredOn().plusDays(180);
        int grown = chance.below(100);
        boolean lately = chance.percent(6);
        if (grown < 60 || !earliest.isBefore(lastDay.minusDays(2))) {
            return timeline.facts();
        }
        LocalDate lively = lastDay.minusDays(LIVELY_DAYS - 1);
        LocalDate newestFrom = lately && earliest.isBefore(lively) ? lively : earliest.plusDays(1);
        LocalDate newest = chance.between(newestFrom, lastDay);
        if (grown < 90) {
            timeline.change("developing", null, newest);
        } else {
            timeline.change("developing", null, chance.between(earliest, newest.minusDays(1)));
            timeline.change("independent", null, newest);
        }
        return timeline.facts();
    }
}
