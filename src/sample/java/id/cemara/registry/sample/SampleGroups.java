package id.cemara.registry.sample;

import id.cemara.platform.start.SampleData;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The sample's groups: 860 that nobody founded, which add up to the figures of the report "AKIE Bangga Kencana Dan
/// Penanganan Covid-19 Tinjau UPPKS", and among them the four it names.
@Component
final class SampleGroups implements SampleData {

    /// Groups by kabupaten or kota; source: paragraphs 12 and 13 of the report.
    private static final SequencedMap<String, Integer> GROUPS = groups();

    /// Source: paragraph 14, sentence 2.
    private static final int MEMBERS = 5_458;

    /// Whose groups have no fields or cattle sheds.
    private static final String CITY = "17.71";

    private final Villages villages;

    SampleGroups(Villages villages) {
        this.villages = villages;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        Map<String, List<Village>> regencies = Villages.byRegency(villages.read(owner));
        var loader = new GroupLoader(owner, plan.seed(), plan.day());
        Chance chance = Chance.of(plan.seed(), -1);
        int all = GROUPS.values().stream().mapToInt(Integer::intValue).sum();
        List<Integer> sizes = GroupSizes.spread(all, MEMBERS, (double) MEMBERS / all, chance);
        List<SectorPair> sectors = sectors(chance);
        int from = 0;
        for (Map.Entry<String, Integer> row : GROUPS.entrySet()) {
            int to = from + row.getValue();
            loader.load(new RegencyPlan(
                    row.getKey(),
                    regencies.getOrDefault(row.getKey(), List.of()),
                    from,
                    1,
                    sizes.subList(from, to),
                    sectors.subList(from, to),
                    true));
            from = to;
        }
        loader.finish();
    }

    /// Where each group works, in the order of the groups. The report counts 787 groups in home industry, 74 in
    /// agriculture, 11 in services, 21 in livestock and other (paragraph 14), together 893 of 860: read here as 33
    /// groups with a second sector. How many of those are where is invented.
    private static List<SectorPair> sectors(Chance chance) {
        List<Integer> rural = new ArrayList<>();
        List<Integer> urban = new ArrayList<>();
        List<SectorPair> sectors = new ArrayList<>();
        GROUPS.forEach((regency, groups) -> {
            for (int number = 1; number <= groups; number++) {
                if (KnownGroup.at(regency, number).isEmpty()) {
                    (regency.equals(CITY) ? urban : rural).add(sectors.size());
                }
                sectors.add(SectorPair.HOME_INDUSTRY_ONLY);
            }
        });
        chance.shuffle(rural);
        give(sectors, rural, 49, SectorPair.AGRICULTURE, null);
        give(sectors, rural, 13, SectorPair.AGRICULTURE, SectorPair.HOME_INDUSTRY);
        give(sectors, rural, 12, SectorPair.HOME_INDUSTRY, SectorPair.AGRICULTURE);
        give(sectors, rural, 15, SectorPair.LIVESTOCK_AND_OTHER, null);
        give(sectors, rural, 4, SectorPair.LIVESTOCK_AND_OTHER, SectorPair.HOME_INDUSTRY);
        give(sectors, rural, 2, SectorPair.HOME_INDUSTRY, SectorPair.LIVESTOCK_AND_OTHER);
        List<Integer> anywhere = new ArrayList<>(rural);
        anywhere.addAll(urban);
        chance.shuffle(anywhere);
        give(sectors, anywhere, 9, SectorPair.SERVICES, null);
        give(sectors, anywhere, 2, SectorPair.HOME_INDUSTRY, SectorPair.SERVICES);
        return sectors;
    }

    /// Gives a pair of sectors to so many groups, taken from the end of the list of those that are free.
    private static void give(
            List<SectorPair> sectors, List<Integer> free, int groups, String primary, @Nullable String second) {
        for (int i = 0; i < groups; i++) {
            sectors.set(free.removeLast(), new SectorPair(primary, second));
        }
    }

    private static SequencedMap<String, Integer> groups() {
        SequencedMap<String, Integer> groups = new LinkedHashMap<>();
        groups.put("17.01", 147);
        groups.put("17.02", 32);
        groups.put("17.03", 171);
        groups.put("17.04", 84);
        groups.put("17.05", 69);
        groups.put("17.06", 150);
        groups.put("17.07", 63);
        groups.put("17.08", 57);
        groups.put("17.09", 20);
        groups.put("17.71", 67);
        return Collections.unmodifiableSequencedMap(groups);
    }
}
