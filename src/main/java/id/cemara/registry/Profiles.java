package id.cemara.registry;

import id.cemara.registry.GroupProfile.Event;
import id.cemara.registry.GroupProfile.Line;
import id.cemara.registry.GroupProfile.Officer;
import id.cemara.shared.GroupId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The public facts of one group. Row-level security hides groups that were never verified from everyone
/// outside their scope.
@Service
public class Profiles {

    private static final String COLUMNS = """
            select g.id, g.number, g.slug, g.name, g.area_code, g.place, g.approval, g.registered_on, g.verified_on,
                   g.deactivated_on, t.stage, coalesce(t.is_assessed, false) as is_assessed,
                   coalesce(o.status, 'normal') as status, o.cause,
                   (select count(*) from registry.memberships m where m.group_id = g.id and m.left_on is null) as members
              from registry.business_groups g
              left join registry.group_stages t on t.group_id = g.id and t.valid_to is null
              left join registry.group_statuses o on o.group_id = g.id and o.valid_to is null
            """;

    private final JdbcClient db;

    Profiles(JdbcClient db) {
        this.db = db;
    }

    @Transactional(readOnly = true)
    public Optional<GroupProfile> bySlug(String slug) {
        return one(" where g.slug = :value", slug);
    }

    @Transactional(readOnly = true)
    public Optional<GroupProfile> byNumber(String number) {
        return one(" where g.number = :value", number);
    }

    /// The surviving group, following a chain of merges (at most 20), if the actor may see it.
    @Transactional(readOnly = true)
    public Optional<MergedInto> mergedInto(GroupId group) {
        return db.sql("""
                with recursive chain (id, merged_into, step) as (
                    select g.id, g.merged_into, 0 from registry.business_groups g where g.id = :group
                    union all
                    select g.id, g.merged_into, c.step + 1
                      from chain c
                      join registry.business_groups g on g.id = c.merged_into
                     where c.step < 20)
                select g.id, g.number, g.slug, g.name
                  from chain c
                  join registry.business_groups g on g.id = c.id
                 where c.step > 0 and c.merged_into is null
                """).param("group", group.value()).query(MergedInto.class).optional();
    }

    /// The slug of the surviving group of a merge; otherwise the given slug.
    @Transactional(readOnly = true)
    public String slugNow(String slug) {
        return db.sql("select id from registry.business_groups where slug = :slug and merged_into is not null")
                .param("slug", slug)
                .query((row, index) -> new GroupId(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(this::mergedInto)
                .map(MergedInto::slug)
                .orElse(slug);
    }

    public record MergedInto(UUID id, String number, String slug, String name) {}

    private Optional<GroupProfile> one(String where, String value) {
        return db.sql(COLUMNS + where).param("value", value).query(this::read).optional();
    }

    private GroupProfile read(ResultSet row, int rowNumber) throws SQLException {
        GroupId id = new GroupId(row.getObject("id", UUID.class));
        return new GroupProfile(
                id,
                row.getString("number"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("area_code"),
                row.getString("place"),
                row.getString("approval"),
                row.getObject("registered_on", LocalDate.class),
                row.getObject("verified_on", LocalDate.class),
                row.getObject("deactivated_on", LocalDate.class),
                lines(id),
                row.getString("stage"),
                row.getBoolean("is_assessed"),
                row.getString("status"),
                row.getString("cause"),
                row.getInt("members"),
                officers(id),
                history(id));
    }

    private List<Line> lines(GroupId group) {
        return db.sql("""
                select s.sector_key as sector, k.name_id as kind_id, k.name_en as kind_en, s.is_primary as is_primary
                  from registry.group_sectors s
                  left join registry.business_kinds k on k.key = s.kind_key
                 where s.group_id = :group and s.valid_to is null
                 order by s.is_primary desc, s.sector_key
                """)
                .param("group", group.value())
                .query((row, number) -> new Line(
                        row.getString("sector"),
                        row.getString("kind_id"),
                        row.getString("kind_en"),
                        row.getBoolean("is_primary")))
                .list();
    }

    private List<Officer> officers(GroupId group) {
        return db.sql("""
                select office, public_name, started_on
                  from registry.officer_terms
                 where group_id = :group and ended_on is null
                 order by array_position(array['chair', 'secretary', 'treasurer', 'coordinator'], office), started_on
                 limit 20
                """)
                .param("group", group.value())
                .query((row, number) -> new Officer(
                        row.getString("office"),
                        row.getString("public_name"),
                        row.getObject("started_on", LocalDate.class)))
                .list();
    }

    /// Newest first. The initial status "normal" is left out; a return to normal is an event.
    private List<Event> history(GroupId group) {
        return db.sql("""
                select h.happened_on, h.what, h.value, h.cause
                  from (select registered_on as happened_on, 'registered' as what, '' as value, null as cause, 1 as rank
                          from registry.business_groups where id = :group
                        union all
                        select valid_from, 'verified', '', null, 2 from registry.verifications where group_id = :group
                        union all
                        select valid_from, 'stage', stage, null, 3 from registry.group_stages
                         where group_id = :group and is_assessed
                        union all
                        select valid_from, 'status', status, cause, 4 from registry.group_statuses s
                         where group_id = :group and (status <> 'normal' or exists (select from registry.group_statuses e
                               where e.group_id = :group and e.valid_from < s.valid_from))
                        union all
                        select deactivated_on, 'deactivated', '', null, 5 from registry.business_groups
                         where id = :group and deactivated_on is not null) h
                 order by h.happened_on desc, h.rank desc
                 limit 50
                """)
                .param("group", group.value())
                .query((row, number) -> new Event(
                        row.getObject("happened_on", LocalDate.class),
                        row.getString("what"),
                        row.getString("value"),
                        row.getString("cause")))
                .list();
    }
}
