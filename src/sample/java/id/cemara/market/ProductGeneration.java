package id.cemara.market;

import java.time.LocalDate;
import java.util.List;

/// Fills a database with invented products of any number, for measuring.
public interface ProductGeneration {

    /// Gives products to groups that have none yet, and the papers that food needs, and commits.
    ///
    /// @param products how many, at least 1
    /// @param seed chooses the invented details
    /// @param day the last day of their history
    /// @return one line for each table: its rows and the milliseconds they took
    List<String> generate(int products, long seed, LocalDate day);
}
