package id.cemara.market;

import java.time.LocalDate;
import java.util.List;

/// Fills a database with any number of invented products, for measuring.
public interface ProductGeneration {

    /// Gives groups without products some, with the permits that food needs, and commits.
    ///
    /// @param products how many, at least 1
    /// @param seed of the random details
    /// @param day the last day of their history
    /// @return one line for each table: its rows and the milliseconds they took
    List<String> generate(int products, long seed, LocalDate day);
}
