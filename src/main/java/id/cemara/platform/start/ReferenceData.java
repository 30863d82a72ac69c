package id.cemara.platform.start;

import java.sql.Connection;
import java.sql.SQLException;

/// Data that every installation needs and that is too large for a migration, such as the administrative
/// areas.
public interface ReferenceData {

    /// Writes missing data; idempotent. The connection is the owner's, in one transaction that the caller
    /// commits.
    void load(Connection owner) throws SQLException;
}
