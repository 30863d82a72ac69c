package id.cemara.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/// A module's share of the sample: invented data that makes an empty installation worth looking at.
///
/// Every implementation is a pure function of the plan, so the same seed and day give the same sample everywhere.
public interface SampleData {

    /// Lower numbers load first: 100 areas and figures, 200 accounts, 300 groups, and so on upwards.
    int order();

    /// Writes the sample. The connection is the owner's, inside one transaction that the caller commits.
    void load(Connection owner, Plan plan) throws SQLException;

    /// What the sample depends on.
    ///
    /// @param seed chooses the invented details
    /// @param day the day the last eight, lively weeks end at
    /// @param password what every sample account logs in with
    record Plan(long seed, LocalDate day, String password) {

        @Override
        public String toString() {
            return "Plan[seed=" + seed + ", day=" + day + "]";
        }
    }
}
