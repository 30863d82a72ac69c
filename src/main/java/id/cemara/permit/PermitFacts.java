package id.cemara.permit;

import id.cemara.shared.GroupId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Public facts of current permits, for modules above that keep a copy.
@Service
public class PermitFacts {

    private static final String FACTS = """
            select p.id as permit, p.version, p.group_id as "group", p.area_code, p.kind, p.number,
                   p.expires_on as valid_until
              from permit.permits p
             where p.replaced_by is null and p.withdrawn_on is null
            """;

    private final JdbcClient db;

    PermitFacts(JdbcClient db) {
        this.db = db;
    }

    /// The current permits of these groups, as far as the actor may see them.
    @Transactional(readOnly = true)
    public List<PermitChanged> of(List<GroupId> groups) {
        return db.sql(FACTS + " and p.group_id = any (:groups) order by p.group_id, p.expires_on nulls last, p.id")
                .param("groups", groups.stream().map(GroupId::value).toArray(UUID[]::new))
                .query((row, number) -> fact(
                        row.getObject("permit", UUID.class),
                        row.getInt("version"),
                        new GroupId(row.getObject("group", UUID.class)),
                        row.getString("area_code"),
                        row.getString("kind"),
                        row.getString("number"),
                        row.getObject("valid_until", LocalDate.class)))
                .list();
    }

    /// All current permits by group, the longest valid one of a group last; for samples. `owner` is a
    /// connection of the database owner.
    public static void each(Connection owner, Consumer<PermitChanged> consumer) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.setFetchSize(5_000);
            try (var row = statement.executeQuery(FACTS + " order by p.group_id, p.expires_on nulls last, p.id")) {
                while (row.next()) {
                    consumer.accept(fact(
                            row.getObject("permit", UUID.class),
                            row.getInt("version"),
                            new GroupId(row.getObject("group", UUID.class)),
                            row.getString("area_code"),
                            row.getString("kind"),
                            row.getString("number"),
                            row.getObject("valid_until", LocalDate.class)));
                }
            }
        }
    }

    private static PermitChanged fact(
            UUID permit,
            int version,
            GroupId group,
            String area,
            String kind,
            String number,
            @Nullable LocalDate validUntil) {
        return new PermitChanged(
                permit, version, group, area, PermitKind.ofKey(kind).orElseThrow(), number, validUntil, true);
    }
}
