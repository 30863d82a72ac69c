package id.cemara.identity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which group an account answers for, when groups become one. Sessions and tokens name the account alone, so they
/// follow with the next request.
@Component
public class GroupScopes {

    private final JdbcClient db;

    GroupScopes(JdbcClient db) {
        this.db = db;
    }

    /// Accounts that answer for a group on that day or later answer for another.
    ///
    /// @return the scopes that were changed
    public List<UUID> follow(UUID from, UUID into, LocalDate day) {
        return db.sql("select identity.scopes_follow(:from, :into, :day)")
                .param("from", from)
                .param("into", into)
                .param("day", day)
                .query(UUID.class)
                .list();
    }

    /// Whether one of these scopes is no longer of that group.
    public boolean areElsewhere(Collection<UUID> scopes, UUID group) {
        return db.sql("select identity.scopes_elsewhere(:scopes, :group)")
                .param("scopes", scopes.toArray(UUID[]::new))
                .param("group", group)
                .query(Boolean.class)
                .single();
    }

    /// These scopes are of that group again.
    public void giveBack(Collection<UUID> scopes, UUID group) {
        db.sql("select identity.scopes_return(:scopes, :group)")
                .param("scopes", scopes.toArray(UUID[]::new))
                .param("group", group)
                .query(rows -> {});
    }
}
