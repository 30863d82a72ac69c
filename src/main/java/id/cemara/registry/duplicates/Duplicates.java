package id.cemara.registry.duplicates;

import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.duplicates.Candidates.Candidate;
import id.cemara.shared.AreaCode;
import id.cemara.shared.GroupId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Finds possible duplicates of groups. The search covers all groups, also those outside the actor's scope;
/// of those the actor learns only the number, while the office above both gets the case.
///
/// Before saving a group or a member call [#candidates] or [#groupsOf]; after saving a group call [#note].
@Service
public class Duplicates {

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final Clock clock;

    Duplicates(JdbcClient db, GroupsInScope groups, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.clock = clock;
    }

    /// Possible duplicates of a group that need not exist yet.
    ///
    /// @param area its village
    /// @param phone as typed; null if unknown
    /// @param nikHashes of its members, as in `registry.members.nik_hash`
    /// @param exceptGroup the group itself; null for a new one
    @Transactional(readOnly = true)
    public Candidates candidates(
            String name,
            AreaCode area,
            @Nullable String phone,
            Collection<byte[]> nikHashes,
            @Nullable GroupId exceptGroup) {
        List<Found> found = db.sql("""
                select c.group_id, g.number, g.slug, g.name, g.area_code, g.place,
                       case when g.deactivated_on is null then g.approval else 'deactivated' end as state,
                       c.score, c.in_scope, c.name_match, c.depth, c.same_phone, c.shared
                  from registry.duplicate_candidates(:name, :area, :phone, :niks, :except) c
                  left join registry.business_groups g on g.id = c.group_id and c.in_scope
                 order by c.score desc, c.group_id
                """)
                .param("name", name)
                .param("area", area.value())
                .param("phone", phone)
                .param("niks", nikHashes.toArray(byte[][]::new))
                .param("except", exceptGroup == null ? null : exceptGroup.value())
                .query(Duplicates::read)
                .list();
        return answer(found);
    }

    /// Possible duplicates of an existing group, without dismissed ones.
    ///
    /// @throws id.cemara.shared.Refused as not found if the group is outside the actor's scope
    @Transactional
    public Candidates of(String number) {
        GroupInScope group = groups.byNumber(number);
        String phone = db.sql("select contact_phone from registry.group_private where group_id = :group")
                .param("group", group.id().value())
                .query(String.class)
                .optional()
                .orElse(null);
        List<byte[]> niks = db.sql("""
                select m.nik_hash
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.nik_hash is not null and s.left_on is null
                """)
                .param("group", group.id().value())
                .query(byte[].class)
                .list();
        return candidates(group.name(), new AreaCode(group.areaCode()), phone, niks, group.id());
    }

    /// Other groups of which a person is a current member.
    ///
    /// @param nikHash as in `registry.members.nik_hash`
    /// @param exceptGroup the group the person is to join
    @Transactional(readOnly = true)
    public Candidates groupsOf(byte[] nikHash, @Nullable GroupId exceptGroup) {
        List<Found> found = db.sql("""
                select c.group_id, g.number, g.slug, g.name, g.area_code, g.place,
                       case when g.deactivated_on is null then g.approval else 'deactivated' end as state,
                       1 as score, c.in_scope, 0 as name_match, 0 as depth, false as same_phone, 1 as shared
                  from registry.member_groups(:nik, :except) c
                  left join registry.business_groups g on g.id = c.group_id and c.in_scope
                 order by g.name, c.group_id
                """)
                .param("nik", nikHash)
                .param("except", exceptGroup == null ? null : exceptGroup.value())
                .query(Duplicates::read)
                .list();
        return answer(found);
    }

    /// Updates the duplicate cases of these groups; call it after saving them.
    ///
    /// @return how many open cases they have, also outside the actor's scope
    @Transactional
    public int note(Collection<GroupId> changed) {
        return db.sql("select registry.note_duplicates(:today, :groups)")
                .param("today", LocalDate.now(clock))
                .param("groups", changed.stream().map(GroupId::value).toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    /// Updates the duplicate cases of all groups.
    ///
    /// @return how many are open
    @Transactional
    public int noteAll() {
        return db.sql("select registry.note_duplicates(:today, null)")
                .param("today", LocalDate.now(clock))
                .query(Integer.class)
                .single();
    }

    private record Found(boolean inScope, @Nullable Candidate hit) {}

    private static Candidates answer(List<Found> found) {
        List<Candidate> hits = found.stream()
                .<Candidate>mapMulti((each, sink) -> {
                    if (each.hit() != null) {
                        sink.accept(each.hit());
                    }
                })
                .toList();
        return new Candidates(hits, found.size() - hits.size());
    }

    private static Found read(ResultSet row, int number) throws SQLException {
        if (!row.getBoolean("in_scope")) {
            return new Found(false, null);
        }
        return new Found(
                true,
                new Candidate(
                        row.getObject("group_id", UUID.class),
                        row.getString("number"),
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("area_code"),
                        row.getString("place"),
                        row.getString("state"),
                        row.getDouble("score"),
                        Reason.of(
                                row.getDouble("name_match"),
                                row.getInt("depth"),
                                row.getBoolean("same_phone"),
                                row.getInt("shared"))));
    }
}
