package id.cemara.registry.duplicates;

import id.cemara.registry.GroupMerge;
import id.cemara.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Moves what belongs to one group to another, and keeps, row by row, the columns it changed. A statement both changes
/// and keeps, so that neither can be forgotten.
@Component
class MergeMoves {

    private final JdbcClient db;

    MergeMoves(JdbcClient db) {
        this.db = db;
    }

    /// The members that a merge moved.
    List<UUID> moved(UUID merge) {
        return db.sql("""
                select row_id from registry.merge_steps
                 where merge_id = :merge and table_name = 'memberships' and jsonb_exists(after, 'group_id')
                 order by row_id
                """).param("merge", merge).query(UUID.class).list();
    }

    void all(GroupMerge merge) {
        refuseLostMembers(merge);
        endSecondMemberships(merge);
        moveMemberships(merge);
        moveMembers(merge);
        moveFamilies(merge);
        moveTerms(merge);
        copyContact(merge);
        endVerification(merge);
    }

    /// Closes the group that all of it was moved from. Comes last: a closed group takes no changes, and the triggers of
    /// the groups make the directory anew.
    void close(GroupMerge merge) {
        deactivate(merge);
        raiseVersion(merge);
    }

    /// The days of one person in one group do not overlap, so such a membership cannot move; left where it
    /// is, the person would be a member of a closed group alone.
    private void refuseLostMembers(GroupMerge merge) {
        db.sql("""
                select m.name as member, lower(o.during) as "from", upper(o.during) as until
                  from registry.members m
                  join registry.members o on o.nik_hash = m.nik_hash and o.group_id = :into and o.during && m.during
                 where m.group_id = :from and upper_inf(m.during)
                   and not exists (select from registry.members p
                                    where p.nik_hash = m.nik_hash and p.group_id = :into and upper_inf(p.during))
                 order by m.name, m.membership_id
                 limit 1
                """)
                .param("from", merge.from())
                .param("into", merge.into())
                .query(MergeProblem.MemberInBoth.class)
                .optional()
                .ifPresent(problem -> {
                    throw new Refused(problem);
                });
    }

    /// Who is in both groups stays in the one that goes on; the other membership ends and remains where it was.
    private void endSecondMemberships(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.memberships s
                       set left_on = greatest(:today, s.joined_on)
                      from registry.members m
                     where m.membership_id = s.id and s.group_id = :from and s.left_on is null
                       and exists (select from registry.members o
                                     join registry.memberships t on t.id = o.membership_id and t.left_on is null
                                    where o.group_id = :into and o.nik_hash = m.nik_hash)
                    returning s.id, jsonb_build_object('left_on', old.left_on) as before,
                              jsonb_build_object('left_on', new.left_on) as after)
                """, "memberships");
    }

    /// Who was in both groups at once is counted there as before: the one in the group that closes stays where it was.
    private void moveMemberships(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.memberships s
                       set group_id = :into
                     where s.group_id = :from
                       and not exists (select from registry.merge_steps k
                                        where k.merge_id = :merge and k.table_name = 'memberships' and k.row_id = s.id)
                       and not exists (select from registry.members m
                                         join registry.members o on o.nik_hash = m.nik_hash and o.during && m.during
                                        where m.membership_id = s.id and o.group_id = :into)
                    returning s.id, jsonb_build_object('group_id', old.group_id) as before,
                              jsonb_build_object('group_id', new.group_id) as after)
                """, "memberships");
    }

    /// Of a person only where it belonged is kept.
    private void moveMembers(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.members m
                       set group_id = :into, area_code = :intoArea, version = version + 1
                      from registry.memberships s
                     where s.id = m.membership_id and m.group_id = :from and s.group_id = :into
                    returning m.membership_id as id, jsonb_build_object('group_id', old.group_id) as before,
                              jsonb_build_object('group_id', new.group_id) as after)
                """, "members");
        db.sql("select registry.family_planning_follows(:moved)")
                .param("moved", moved(merge.id()).toArray(UUID[]::new))
                .query(rows -> {});
    }

    /// A family goes with its members; one whose only members stay, stays.
    private void moveFamilies(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.families f
                       set group_id = :into, area_code = :intoArea
                     where f.group_id = :from
                       and (exists (select from registry.members m where m.family_id = f.id and m.group_id = :into)
                            or not exists (select from registry.members m where m.family_id = f.id))
                    returning f.id, jsonb_build_object('group_id', old.group_id) as before,
                              jsonb_build_object('group_id', new.group_id) as after)
                """, "families");
    }

    /// Terms go with their holder. An office that somebody of the other group holds is given up, and a term
    /// that overlaps with one there stays where it was: an office has one holder on a day.
    private void moveTerms(GroupMerge merge) {
        run(merge, """
                with held as (
                    select distinct office from registry.officer_terms where group_id = :into and ended_on is null),
                planned as (
                    select p.id, p.goes and not p.overlaps as moves,
                           p.lasts and (not p.goes or p.held or p.overlaps) as ends
                      from (select t.id, t.ended_on is null as lasts, s.id is not null as goes,
                                   t.office in (select h.office from held h) as held,
                                   exists (select from registry.officer_terms o
                                            where o.group_id = :into and o.office = t.office
                                              and daterange(o.started_on, o.ended_on)
                                                  && daterange(t.started_on, coalesce(t.ended_on, greatest(:today, t.started_on))))
                                       as overlaps
                              from registry.officer_terms t
                              left join registry.memberships s on s.id = t.membership_id and s.group_id = :into
                             where t.group_id = :from) p),
                changed as (
                    update registry.officer_terms t
                       set group_id = case when p.moves then :into else t.group_id end,
                           ended_on = case when p.ends then greatest(:today, t.started_on) else t.ended_on end
                      from planned p
                     where p.id = t.id and (p.moves or p.ends)
                    returning t.id, jsonb_build_object('group_id', old.group_id, 'ended_on', old.ended_on) as before,
                              jsonb_build_object('group_id', new.group_id, 'ended_on', new.ended_on) as after)
                """, "officer_terms");
    }

    /// The telephone and the address are taken over where the group has none. They are not kept a second time: undoing
    /// compares with the group they came from.
    private void copyContact(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.group_private p
                       set contact_phone = coalesce(p.contact_phone, f.contact_phone),
                           address = coalesce(p.address, f.address), version = p.version + 1
                      from registry.group_private f
                     where p.group_id = :into and f.group_id = :from
                       and (p.contact_phone is null and f.contact_phone is not null
                            or p.address is null and f.address is not null)
                    returning p.group_id as id, '{}'::jsonb as before,
                              jsonb_build_object(
                                  'phone', old.contact_phone is null and new.contact_phone is not null,
                                  'address', old.address is null and new.address is not null) as after)
                """, "group_private");
    }

    private void endVerification(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.verifications v
                       set valid_to = greatest(:today, v.valid_from)
                     where v.group_id = :from and v.valid_to is null
                    returning v.group_id as id,
                              jsonb_build_object('valid_from', old.valid_from, 'valid_to', old.valid_to) as before,
                              jsonb_build_object('valid_from', new.valid_from, 'valid_to', new.valid_to) as after)
                """, "verifications");
    }

    private void deactivate(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.business_groups g
                       set deactivated_on = greatest(:today, g.registered_on), merged_into = :into,
                           version = version + 1
                     where g.id = :from
                    returning g.id,
                              jsonb_build_object('deactivated_on', old.deactivated_on, 'merged_into', old.merged_into)
                                  as before,
                              jsonb_build_object('deactivated_on', new.deactivated_on, 'merged_into', new.merged_into)
                                  as after)
                """, "business_groups");
    }

    private void raiseVersion(GroupMerge merge) {
        int raised = db.sql("update registry.business_groups set version = version + 1 where id = :into")
                .param("into", merge.into())
                .update();
        if (raised != 1) {
            throw new IllegalStateException("the group " + merge.into() + " could not be changed");
        }
    }

    /// @param change a `with` that ends in `changed (id, before, after)`
    private void run(GroupMerge merge, String change, String table) {
        db.sql(change + """
                insert into registry.merge_steps (merge_id, table_name, row_id, before, after)
                select :merge, :table, c.id, c.before, c.after from changed c order by c.id
                """)
                .param("merge", merge.id())
                .param("table", table)
                .param("from", merge.from())
                .param("into", merge.into())
                .param("intoArea", merge.intoArea())
                .param("today", merge.on())
                .update();
    }
}
