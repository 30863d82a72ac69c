package id.cemara.registry.sample;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Invents groups at any size, spread over all villages, of the same kind as the sample's: for measuring and load
/// tests.
final class GroupGenerator {

    private final Villages villages;

    GroupGenerator(Villages villages) {
        this.villages = villages;
    }

    /// Adds groups to those that are there, within the transaction of the connection. Memory does not grow with their
    /// number, apart from their ids and addresses.
    ///
    /// @param groups how many; every kabupaten gets one, the rest is in proportion to its villages
    /// @param members how many memberships are open in them on every day since April 2020, at least three a group
    /// @param day the last day of their history
    /// @return how many rows each table got, and how long that took
    List<GroupWriter.Written> generate(Connection owner, int groups, int members, long seed, LocalDate day)
            throws SQLException {
        SortedMap<String, List<Village>> regencies = Villages.byRegency(villages.read(owner));
        Map<String, Integer> numbers = lastNumbers(owner);
        long ordinal = countGroups(owner);
        var loader = new GroupLoader(owner, seed, day);
        int[] shares = shares(regencies.values(), groups);
        double mean = (double) members / groups;
        int done = 0;
        int regency = 0;
        for (Map.Entry<String, List<Village>> entry : regencies.entrySet()) {
            int share = shares[regency++];
            Chance chance = Chance.of(seed, -2 - ordinal);
            int membersHere = (int) ((long) members * (done + share) / groups - (long) members * done / groups);
            List<SectorPair> sectors = new ArrayList<>();
            for (int i = 0; i < share; i++) {
                sectors.add(SectorPair.drawn(chance));
            }
            loader.load(new RegencyPlan(
                    entry.getKey(),
                    entry.getValue(),
                    ordinal,
                    numbers.getOrDefault(entry.getKey(), 0) + 1,
                    GroupSizes.spread(share, membersHere, mean, chance),
                    sectors,
                    false));
            ordinal += share;
            done += share;
        }
        return loader.finish();
    }

    /// How many groups each kabupaten gets, adding up exactly.
    private static int[] shares(Iterable<List<Village>> regencies, int groups) {
        List<Integer> sizes = new ArrayList<>();
        long villages = 0;
        for (List<Village> regency : regencies) {
            sizes.add(regency.size());
            villages += regency.size();
        }
        int sure = groups >= sizes.size() ? 1 : 0;
        long rest = groups - (long) sure * sizes.size();
        int[] shares = new int[sizes.size()];
        long before = 0;
        for (int i = 0; i < shares.length; i++) {
            long upTo = before + sizes.get(i);
            shares[i] = sure + (int) (rest * upTo / villages - rest * before / villages);
            before = upTo;
        }
        return shares;
    }

    private static Map<String, Integer> lastNumbers(Connection owner) throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        try (Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery("select regency_code, last_number from registry.number_counters")) {
            while (row.next()) {
                numbers.put(row.getString(1), row.getInt(2));
            }
        }
        return numbers;
    }

    private static long countGroups(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from registry.business_groups")) {
            row.next();
            return row.getLong(1);
        }
    }
}
