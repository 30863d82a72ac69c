package id.cemara.permit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/// Gives permits to invented groups that have none, of the same kind as the sample's.
public interface PermitGeneration {

    /// Writes within the transaction of the connection, which is the owner's.
    ///
    /// @param seed chooses the invented details
    /// @param day the day they are written down on
    void generate(Connection owner, long seed, LocalDate day) throws SQLException;
}
