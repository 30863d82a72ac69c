package id.cemara.registry;

import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Finds the group that somebody works on, by the number in the address. A verified group is public, so the question
/// here is another one: whether the actor answers for it.
@Service
public class WorkGroups {

    private static final String COLUMNS = "select id, number, name, area_code from registry.business_groups";
    private static final String IN_SCOPE = "(platform.in_area(area_code) or platform.in_group(id))";

    private final JdbcClient db;

    WorkGroups(JdbcClient db) {
        this.db = db;
    }

    /// The group with that number, if it lies in the actor's area or is the actor's own.
    ///
    /// @throws Refused as not found when the actor does not answer for it, whether or not it is there
    @Transactional(readOnly = true)
    public WorkGroupPage get(String number) {
        return db.sql(COLUMNS + " where number = :number and " + IN_SCOPE)
                .param("number", number)
                .query(WorkGroups::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Those of these groups that the actor answers for, by id; for lists of what other modules know about them.
    @Transactional(readOnly = true)
    public Map<UUID, WorkGroupPage> all(Collection<UUID> groups) {
        return db
                .sql(COLUMNS + " where id = any (:groups) and " + IN_SCOPE)
                .param("groups", groups.toArray(UUID[]::new))
                .query(WorkGroups::read)
                .stream()
                .collect(Collectors.toMap(WorkGroupPage::id, Function.identity()));
    }

    private static WorkGroupPage read(ResultSet row, int ordinal) throws SQLException {
        return new WorkGroupPage(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("name"),
                row.getString("area_code"));
    }
}
