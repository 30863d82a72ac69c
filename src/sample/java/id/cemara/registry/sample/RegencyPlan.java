package id.cemara.registry.sample;

import java.util.List;

/// The groups to invent in one kabupaten or kota.
///
/// @param villages where they can be
/// @param firstOrdinal the place of the first one among all groups
/// @param firstNumber its running number
/// @param sizes how many members each has: as many entries as groups
/// @param sectors where each works: as many entries as groups
/// @param withKnown whether those that the report of 2020 names are among them
record RegencyPlan(
        String regency,
        List<Village> villages,
        long firstOrdinal,
        int firstNumber,
        List<Integer> sizes,
        List<SectorPair> sectors,
        boolean withKnown) {

    int groups() {
        return sizes.size();
    }
}
