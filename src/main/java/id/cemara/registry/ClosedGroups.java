package id.cemara.registry;

import id.cemara.registry.GroupProblem.GroupClosed;
import id.cemara.registry.GroupProblem.MergedAway;
import id.cemara.registry.GroupProblem.MovedAway;
import id.cemara.shared.GroupId;
import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.NotFound;
import id.cemara.shell.errors.DatabaseRefusal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Explains why a closed group accepts no changes. Services check first with [GroupsInScope#open]. If that
/// check is missing, or the group is closed concurrently, the trigger `registry.refuse_closed` raises CL001
/// and this class turns it into a problem.
@Component
public class ClosedGroups implements DatabaseRefusal {

    private static final String CLOSED = "CL001";

    private final JdbcClient db;
    private final Profiles profiles;

    ClosedGroups(JdbcClient db, Profiles profiles) {
        this.db = db;
        this.profiles = profiles;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Problem> of(SQLException cause) {
        if (!CLOSED.equals(cause.getSQLState())) {
            return Optional.empty();
        }
        ServerErrorMessage message = cause instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        String group = message == null ? null : message.getDetail();
        return Optional.of(group == null ? new NotFound() : problem(new GroupId(UUID.fromString(group))));
    }

    private Problem problem(GroupId group) {
        return db.sql("select number from registry.business_groups where id = :group")
                .param("group", group.value())
                .query(String.class)
                .optional()
                .<Problem>map(number -> problem(group, number))
                .orElseGet(NotFound::new);
    }

    /// A group that was merged into another.
    ///
    /// @param number the number of the merged group
    /// @param into the surviving group
    public record MergedGroup(String number, Profiles.MergedInto into) {}

    /// The group with that slug, if it was merged into another.
    @Transactional(readOnly = true)
    public Optional<MergedGroup> bySlug(String slug) {
        return merged("slug = :value", slug);
    }

    /// The merged group with that number, if it is outside the actor's scope and the surviving group is
    /// inside.
    @Transactional(readOnly = true)
    public Optional<MergedGroup> notInScope(String number) {
        return merged("number = :value and not (platform.in_area(area_code) or platform.in_group(id))", number)
                .filter(merged -> db.sql("""
                        select platform.in_area(area_code) or platform.in_group(id)
                          from registry.business_groups where id = :id
                        """)
                        .param("id", merged.into().id())
                        .query(Boolean.class)
                        .single());
    }

    /// The group with that number, if the actor's office handed it over to another area.
    @Transactional(readOnly = true)
    Optional<MovedAway> movedAway(String number) {
        return db.sql("""
                select g.number, g.name, g.place
                  from registry.moves m
                  join registry.business_groups g on g.id = m.group_id
                 where g.number = :number and m.state = 'accepted' and platform.in_area(m.area_code)
                 limit 1
                """).param("number", number).query(MovedAway.class).optional();
    }

    private Optional<MergedGroup> merged(String condition, String value) {
        record Gone(UUID id, String number) {}
        return db.sql("select id, number from registry.business_groups where merged_into is not null and " + condition)
                .param("value", value)
                .query(Gone.class)
                .optional()
                .flatMap(gone ->
                        profiles.mergedInto(new GroupId(gone.id())).map(into -> new MergedGroup(gone.number(), into)));
    }

    public GroupProblem problem(GroupId group, String number) {
        Profiles.@Nullable MergedInto into = profiles.mergedInto(group).orElse(null);
        return into == null ? new GroupClosed(number) : new MergedAway(number, into.number(), into.name());
    }
}
