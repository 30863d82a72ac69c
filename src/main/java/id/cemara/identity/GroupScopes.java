package id.cemara.identity;

import id.cemara.shared.GroupId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Moves scopes when groups are merged. Sessions and tokens refer only to the account, so the change takes
/// effect at the next request.
@Component
public class GroupScopes {

    private final JdbcClient db;

    GroupScopes(JdbcClient db) {
        this.db = db;
    }

    /// Changes the scopes of a group that are valid on or after that day to another group.
    ///
    /// @return the changed scopes
    public List<UUID> follow(GroupId from, GroupId into, LocalDate day) {
        return db.sql("select identity.scopes_follow(:from, :into, :day)")
                .param("from", from.value())
                .param("into", into.value())
                .param("day", day)
                .query(UUID.class)
                .list();
    }

    /// Whether any of these scopes no longer belongs to that group.
    public boolean areElsewhere(Collection<UUID> scopes, GroupId group) {
        return db.sql("select identity.scopes_elsewhere(:scopes, :group)")
                .param("scopes", scopes.toArray(UUID[]::new))
                .param("group", group.value())
                .query(Boolean.class)
                .single();
    }

    /// Returns these scopes to that group.
    public void giveBack(Collection<UUID> scopes, GroupId group) {
        db.sql("select identity.scopes_return(:scopes, :group)")
                .param("scopes", scopes.toArray(UUID[]::new))
                .param("group", group.value())
                .query(rows -> {});
    }
}
