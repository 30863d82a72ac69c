package id.cemara.registry.sample;

import id.cemara.registry.sample.InventedGroup.Business;
import id.cemara.registry.sample.InventedGroup.Fact;
import id.cemara.registry.sample.InventedGroup.Membership;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Invents the details of a group: a pure function of the seed, the day and the group's outline.
final class GroupInventor {

    /// From this day on the groups, sectors and members of the sample add up to the report of 2020.
    static final LocalDate COUNTED_SINCE = LocalDate.of(2020, 4, 30);

    private static final List<String> STREETS = List.of(
            "Jl. Merdeka",
            "Jl. Pasar",
            "Jl. Melati",
            "Jl. Kenanga",
            "Jl. Masjid",
            "Jl. Lintas",
            "Jl. Sekolah",
            "Jl. Raya",
            "Jl. Pelita",
            "Jl. Sungai",
            "Jl. Kebun Kopi",
            "Jl. Pematang",
            "Gang Mawar",
            "Gang Damai");
    private static final List<String> HAMLETS = List.of("Dusun I", "Dusun II", "Dusun III", "Dusun IV");

    private final long seed;
    private final LocalDate day;

    /// @param day the last day of the invented history, not before the last quarter of 2020
    GroupInventor(long seed, LocalDate day) {
        if (day.isBefore(LocalDate.of(2020, 10, 1))) {
            throw new IllegalArgumentException("an invented history ends in October 2020 or later, not on " + day);
        }
        this.seed = seed;
        this.day = day;
    }

    InventedGroup invent(GroupOutline group) {
        Chance chance = Chance.of(seed, group.ordinal());
        var ids = new Ids(day, group.ordinal(), chance);
        UUID id = ids.next();
        List<Fact> statuses = InventedStatuses.of(group, chance, day);
        LocalDate lastDay = lastDay(statuses);
        List<Membership> members = InventedMembers.of(group, ids, chance, lastDay);
        return new InventedGroup(
                id,
                group.number(),
                group.slug(),
                group.name(),
                group.village(),
                group.registeredOn(),
                verifiedOn(group.registeredOn(), chance),
                businesses(group, chance),
                InventedStages.of(group, chance, lastDay),
                statuses,
                members,
                InventedTerms.of(group, members, ids, chance, lastDay),
                InventedMembers.phone(chance),
                address(group.village(), chance));
    }

    private LocalDate lastDay(List<Fact> statuses) {
        Fact newest = statuses.getLast();
        return newest.value().equals(InventedStatuses.DISSOLVED) ? newest.from().minusDays(1) : day;
    }

    private static LocalDate verifiedOn(LocalDate registeredOn, Chance chance) {
        LocalDate verified = registeredOn.plusDays(chance.between(1, 45));
        return verified.isBefore(COUNTED_SINCE) ? verified : COUNTED_SINCE.minusDays(1);
    }

    private static List<Business> businesses(GroupOutline group, Chance chance) {
        SectorPair sectors = group.sectors();
        LocalDate since = group.registeredOn();
        KnownGroup known = group.known();
        String kind = known != null ? known.kind() : SectorPair.drawnKind(sectors.primary(), chance);
        List<Business> businesses = new ArrayList<>();
        businesses.add(new Business(sectors.primary(), kind, since));
        String second = sectors.second();
        if (second != null) {
            LocalDate added = chance.between(since, COUNTED_SINCE.minusDays(30));
            businesses.add(new Business(second, SectorPair.drawnKind(second, chance), added));
        }
        return businesses;
    }

    private static String address(Village village, Chance chance) {
        boolean urban = village.code().charAt(9) == '1';
        String where = urban ? chance.pick(STREETS) + " No. " + chance.between(1, 120) : chance.pick(HAMLETS);
        return "%s, RT %02d%s".formatted(where, chance.between(1, 12), urban ? " RW 0" + chance.between(1, 6) : "");
    }

    /// Ids in the form of UUID version 7. They rise from row to row, so that every index grows at its end.
    static final class Ids {

        private final long time;
        private final Chance chance;
        private int given;

        Ids(LocalDate day, long ordinal, Chance chance) {
            this.time = day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() + ordinal;
            this.chance = chance;
        }

        UUID next() {
            long first = (time << 16) | 0x7000 | (given++ & 0xfff);
            return new UUID(first, (chance.bits() >>> 2) | 0x8000_0000_0000_0000L);
        }
    }
}
