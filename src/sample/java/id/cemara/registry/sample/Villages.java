package id.cemara.registry.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tells where there are villages. Registry reads no other module's tables, so whoever starts an invention hands
/// this in.
@FunctionalInterface
interface Villages {

    /// The villages that exist today, in the order of their codes.
    ///
    /// @param owner the connection of the transaction that writes the groups: areas may have been written by it too
    List<Village> read(Connection owner) throws SQLException;

    /// The villages of each kabupaten or kota, both in the order of their codes.
    static SortedMap<String, List<Village>> byRegency(List<Village> villages) {
        SortedMap<String, List<Village>> regencies = new TreeMap<>();
        for (Village village : villages) {
            regencies
                    .computeIfAbsent(village.regency(), ignored -> new ArrayList<>())
                    .add(village);
        }
        return regencies;
    }
}
