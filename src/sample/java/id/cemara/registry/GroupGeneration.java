package id.cemara.registry;

import java.time.LocalDate;
import java.util.List;

/// Fills a database with invented groups of any number, for measuring.
public interface GroupGeneration {

    /// Adds groups and commits.
    ///
    /// @param groups how many, at least 1
    /// @param members how many open memberships they have together, at least three a group
    /// @param seed chooses the invented details
    /// @param day the last day of their history
    /// @return one line for each table: its rows and the milliseconds they took
    List<String> generate(int groups, int members, long seed, LocalDate day);
}
