package id.cemara;

import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.Map;

/// Ids of things that the addresses in access.txt are about, by the name of the path's variable and, where several
/// addresses share the name, its pattern.
final class AccessTestIds {

    private AccessTestIds() {}

    static Map<String, String> of(DatabaseAccess database) throws SQLException {
        return Map.of();
    }
}
