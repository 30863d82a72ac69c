package id.cemara.registry.sample;

import id.cemara.registry.sample.InventedGroup.Membership;
import id.cemara.registry.sample.InventedGroup.Term;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who speaks for a group and keeps its papers and money, since it was registered.
final class InventedTerms {

    /// At this size or below, the secretary often keeps the money too.
    private static final int SMALL = 4;

    private final List<Membership> members;
    private final GroupInventor.Ids ids;
    private final Chance chance;
    private final LocalDate lastDay;
    private final List<Term> terms = new ArrayList<>();

    private InventedTerms(List<Membership> members, GroupInventor.Ids ids, Chance chance, LocalDate lastDay) {
        this.members = members;
        this.ids = ids;
        this.chance = chance;
        this.lastDay = lastDay;
    }

    /// @param lastDay the last day somebody can be elected: today, or before the group was dissolved
    static List<Term> of(
            GroupOutline group, List<Membership> members, GroupInventor.Ids ids, Chance chance, LocalDate lastDay) {
        var invented = new InventedTerms(members, ids, chance, lastDay);
        invented.hold("chair", group.registeredOn());
        invented.hold("secretary", group.registeredOn());
        if (group.members() <= SMALL && chance.percent(60)) {
            invented.secretaryIsTreasurer();
        } else {
            invented.hold("treasurer", group.registeredOn());
        }
        return invented.terms;
    }

    private void hold(String office, LocalDate from) {
        LocalDate start = from;
        while (true) {
            Membership holder = elected(start);
            LocalDate end = start.plusDays(chance.between(4 * 365, 14 * 365));
            LocalDate left = holder.leftOn();
            if (left != null && left.isBefore(end)) {
                end = left;
            }
            if (end.isAfter(lastDay)) {
                terms.add(new Term(ids.next(), holder, office, start, null, publicName(office, holder)));
                return;
            }
            terms.add(new Term(ids.next(), holder, office, start, end, null));
            start = end;
        }
    }

    /// About one chair in three agreed to be named in public.
    private @Nullable String publicName(String office, Membership holder) {
        return office.equals("chair") && chance.percent(34) ? holder.name() : null;
    }

    /// A member of that day, best one without another office then or later.
    private Membership elected(LocalDate day) {
        List<Membership> present =
                members.stream().filter(member -> member.isOpenOn(day)).toList();
        List<Membership> free =
                present.stream().filter(member -> !isOfficer(member, day)).toList();
        return chance.pick(free.isEmpty() ? present : free);
    }

    private boolean isOfficer(Membership member, LocalDate day) {
        for (Term term : terms) {
            LocalDate ended = term.endedOn();
            if (term.holder().equals(member) && (ended == null || ended.isAfter(day))) {
                return true;
            }
        }
        return false;
    }

    private void secretaryIsTreasurer() {
        List<Term> secretaries =
                terms.stream().filter(term -> term.office().equals("secretary")).toList();
        for (Term term : secretaries) {
            terms.add(new Term(ids.next(), term.holder(), "treasurer", term.startedOn(), term.endedOn(), null));
        }
    }
}
