package id.cemara.registry.sample;

import id.cemara.registry.sample.InventedGroup.Fact;
import java.time.LocalDate;
import java.util.List;

/// How a group's work went: normal until the pandemic, cut or closed from April 2020, recovering through 2021, and
/// since then the setbacks of ordinary years.
final class InventedStatuses {

    static final String DISSOLVED = "dissolved";

    private static final String NORMAL = "normal";
    private static final String REDUCED = "reduced";
    private static final String CLOSED = "temporarily-closed";
    private static final String RECOVERING = "recovering";

    private static final String COVID = "covid-19";
    private static final List<String> CAUSES = List.of(
            "raw-material",
            "raw-material",
            "capital",
            "capital",
            "marketing",
            "marketing",
            "members",
            "disaster",
            "other");
    private static final LocalDate PANDEMIC = LocalDate.of(2020, 4, 1);
    private static final LocalDate FIRST_ORDINARY_DAY = LocalDate.of(2021, 1, 1);

    private final Chance chance;
    private final LocalDate day;
    private final Timeline timeline;

    private InventedStatuses(Chance chance, LocalDate registeredOn, LocalDate day) {
        this.chance = chance;
        this.day = day;
        this.timeline = new Timeline(day, NORMAL, registeredOn);
    }

    static List<Fact> of(GroupOutline group, Chance chance, LocalDate day) {
        var statuses = new InventedStatuses(chance, group.registeredOn(), day);
        KnownGroup known = group.known();
        if (known != null) {
            known.statuses().forEach(change -> statuses.change(change.status(), COVID, change.on()));
            return statuses.timeline.facts();
        }
        statuses.pandemic();
        statuses.ordinaryYears();
        if (chance.percent(1)) {
            statuses.dissolve();
        } else if (chance.percent(9)) {
            statuses.trouble();
        }
        return statuses.timeline.facts();
    }

    private void pandemic() {
        if (!chance.percent(72)) {
            return;
        }
        LocalDate hit = chance.between(PANDEMIC, PANDEMIC.plusDays(75));
        boolean closedAtOnce = chance.percent(30);
        change(closedAtOnce ? CLOSED : REDUCED, COVID, hit);
        if (!closedAtOnce && chance.percent(20)) {
            change(CLOSED, COVID, hit.plusDays(chance.between(14, 60)));
        }
        LocalDate better = chance.between(LocalDate.of(2020, 8, 20), LocalDate.of(2021, 10, 31));
        change(RECOVERING, COVID, better);
        change(NORMAL, COVID, better.plusDays(chance.between(60, 270)));
    }

    /// One setback in about twenty years of a group, over before the last months.
    private void ordinaryYears() {
        LocalDate settled = timeline.newest().from();
        LocalDate from = settled.isAfter(FIRST_ORDINARY_DAY) ? settled : FIRST_ORDINARY_DAY;
        LocalDate hit = from.plusDays(chance.daysUntil(5));
        while (hit.isBefore(day.minusDays(270))) {
            String cause = chance.pick(CAUSES);
            change(chance.percent(70) ? REDUCED : CLOSED, cause, hit);
            LocalDate better = hit.plusDays(chance.between(30, 120));
            change(RECOVERING, cause, better);
            change(NORMAL, cause, better.plusDays(chance.between(30, 120)));
            hit = timeline.newest().from().plusDays(chance.daysUntil(5));
        }
    }

    /// A setback that is not over on the last day.
    private void trouble() {
        if (!timeline.newest().value().equals(NORMAL)) {
            return;
        }
        String cause = chance.pick(CAUSES);
        LocalDate hit = day.minusDays(chance.percent(55) ? chance.below(56) : chance.between(56, 160));
        change(chance.percent(70) ? REDUCED : CLOSED, cause, hit);
        if (chance.percent(40)) {
            change(RECOVERING, cause, hit.plusDays(chance.between(20, 90)));
        }
    }

    private void dissolve() {
        LocalDate earliest = timeline.newest().from().plusDays(30);
        LocalDate recovered = LocalDate.of(2021, 9, 1);
        LocalDate first = earliest.isAfter(recovered) ? earliest : recovered;
        if (!first.isAfter(day)) {
            change(
                    DISSOLVED,
                    chance.pick(List.of("capital", "marketing", "members", "other")),
                    chance.between(first, day));
        }
    }

    private void change(String status, String cause, LocalDate on) {
        timeline.change(status, status.equals(NORMAL) ? null : cause, on);
    }
}
