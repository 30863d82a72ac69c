package id.cemara.platform.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/// A module's part of the sample: invented data for trying out an empty installation.
///
/// Implementations are pure functions of the plan: the same seed and day give the same sample everywhere.
public interface SampleData {

    /// Load order, ascending: 100 areas and figures, 200 accounts, 300 groups, and so on.
    int order();

    /// Writes the sample. The connection is the owner's, in one transaction that the caller commits.
    void load(Connection owner, Plan plan) throws SQLException;

    /// The inputs of the sample.
    ///
    /// @param seed of the random generator
    /// @param day the last day of the sample; the eight weeks before it hold the most activity
    /// @param password of every sample account
    record Plan(long seed, LocalDate day, String password) {

        @Override
        public String toString() {
            return "Plan[seed=" + seed + ", day=" + day + "]";
        }
    }
}
