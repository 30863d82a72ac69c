package id.cemara.registry.duplicates;

import id.cemara.registry.ties.GroupMerge;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reverses [MergeTransfer]: restores the journaled columns and deletes the rows it inserted. Other columns
/// keep later changes.
@Component
record MergeReversal(JdbcClient db) {

    /// Later changes that a reversal would lose, as suffixes of the message key `registry.merge.conflict.`.
    List<String> conflicts(GroupMerge merge) {
        return db.sql("""
                with steps as (select * from registry.merge_steps where merge_id = :merge)
                select c.what
                  from (select 1 as place, 'groups' as what
                          from steps k join registry.business_groups g on g.id = k.row_id
                         where k.table_name = 'business_groups' and not to_jsonb(g) @> k.after
                        union all
                        select 1, 'groups' from registry.business_groups g
                         where g.id = :into and g.deactivated_on is not null
                        union all
                        select 2, 'members'
                          from steps k left join registry.memberships s on s.id = k.row_id
                         where k.table_name = 'memberships' and (s.id is null or not to_jsonb(s) @> k.after)
                        union all
                        -- A person erased on request has no row; the reversal does not restore it.
                        select 2, 'members'
                          from steps k join registry.members m on m.membership_id = k.row_id
                         where k.table_name = 'members' and m.group_id <> :into
                        union all
                        -- Dates corrected since: the person would have overlapping memberships.
                        select 2, 'members'
                          from steps k
                          join registry.members m on m.membership_id = k.row_id
                          join registry.members o on o.nik_hash = m.nik_hash and o.membership_id <> m.membership_id
                          join registry.memberships d on d.id = o.membership_id
                          left join steps e on e.table_name = 'memberships' and e.row_id = d.id
                               and jsonb_exists(e.before, 'left_on')
                         where k.table_name = 'members' and o.group_id = :from
                           and daterange(d.joined_on, case when e.row_id is null then d.left_on
                                                           else (e.before ->> 'left_on')::date end)
                               && daterange(coalesce((select (w.before ->> 'joined_on')::date from steps w
                                                       where w.table_name = 'memberships'
                                                         and w.row_id = m.membership_id and w.before <> 'null'),
                                                     lower(m.during)), upper(m.during))
                        union all
                        select 3, 'families'
                          from steps k left join registry.families f on f.id = k.row_id
                         where k.table_name = 'families' and (f.id is null or f.group_id <> :into)
                        union all
                        select 3, 'families'
                          from steps k
                          join registry.members m on m.membership_id = k.row_id
                          join registry.families f on f.id = m.family_id and f.group_id = :into
                         where k.table_name = 'members'
                           and not exists (select from steps o where o.table_name = 'families' and o.row_id = f.id)
                        union all
                        select 3, 'families'
                          from steps k
                          join registry.members m on m.family_id = k.row_id and m.group_id = :into
                         where k.table_name = 'families'
                           and not exists (select from steps o where o.table_name = 'members'
                                                                 and o.row_id = m.membership_id)
                        union all
                        select 4, 'officers'
                          from steps k left join registry.officer_terms t on t.id = k.row_id
                         where k.table_name = 'officer_terms' and (t.id is null or not to_jsonb(t) @> k.after)
                        union all
                        select 4, 'officers'
                          from steps k
                          join registry.officer_terms t on t.membership_id = k.row_id and t.group_id = :into
                         where k.table_name = 'memberships' and jsonb_exists(k.before, 'group_id')
                           and not exists (select from steps o where o.table_name = 'officer_terms' and o.row_id = t.id)
                        union all
                        select 5, 'contact'
                          from steps k
                          join registry.group_private p on p.group_id = :into
                          join registry.group_private f on f.group_id = :from
                         where k.table_name = 'group_private'
                           and ((k.after ->> 'phone')::boolean and p.contact_phone is distinct from f.contact_phone
                                or (k.after ->> 'address')::boolean and p.address is distinct from f.address)
                        union all
                        select 6, 'verifications'
                          from steps k
                         where k.table_name = 'verifications'
                           and not exists (select from registry.verifications v
                                            where v.group_id = k.row_id and to_jsonb(v) @> k.after)) c
                 group by c.what, c.place
                 order by c.place
                """)
                .param("merge", merge.id())
                .param("from", merge.from().value())
                .param("into", merge.into().value())
                .query(String.class)
                .list();
    }

    /// Restores everything; rows get the current area of their group.
    void all(GroupMerge merge) {
        // Inserted rows first, and members before their memberships: the exclusion constraints on
        // overlapping periods are checked after every statement.
        run(merge, """
                delete from registry.officer_terms t
                 using registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = 'officer_terms' and k.row_id = t.id and k.before = 'null'
                """);
        // Journals of older versions lack membership_id and started_on.
        run(merge, """
                update registry.officer_terms t
                   set group_id = (k.before ->> 'group_id')::uuid, ended_on = (k.before ->> 'ended_on')::date,
                       version = t.version + 1,
                       membership_id = case when jsonb_exists(k.before, 'membership_id')
                                            then (k.before ->> 'membership_id')::uuid else t.membership_id end,
                       started_on = coalesce((k.before ->> 'started_on')::date, t.started_on)
                  from registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = 'officer_terms' and k.row_id = t.id
                   and k.before <> 'null'
                """);
        run(merge, """
                delete from registry.memberships s
                 using registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = 'memberships' and k.row_id = s.id and k.before = 'null'
                """);
        run(merge, """
                update registry.members m
                   set group_id = g.id, area_code = g.area_code, version = m.version + 1
                  from registry.merge_steps k
                  join registry.business_groups g on g.id = (k.before ->> 'group_id')::uuid
                 where k.merge_id = :merge and k.table_name = 'members' and k.row_id = m.membership_id
                """);
        run(merge, """
                update registry.memberships s
                   set group_id = coalesce((k.before ->> 'group_id')::uuid, s.group_id),
                       joined_on = coalesce((k.before ->> 'joined_on')::date, s.joined_on),
                       left_on = case when jsonb_exists(k.before, 'left_on') then (k.before ->> 'left_on')::date
                                      else s.left_on end
                  from registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = 'memberships' and k.row_id = s.id and k.before <> 'null'
                """);
        db.sql("""
                select registry.family_planning_follows(array(
                    select row_id from registry.merge_steps where merge_id = :merge and table_name = 'memberships'))
                """).param("merge", merge.id()).query(rows -> {});
        run(merge, """
                update registry.families f
                   set group_id = g.id, area_code = g.area_code
                  from registry.merge_steps k
                  join registry.business_groups g on g.id = (k.before ->> 'group_id')::uuid
                 where k.merge_id = :merge and k.table_name = 'families' and k.row_id = f.id
                """);
        run(merge, """
                update registry.group_private p
                   set contact_phone = case when (k.after ->> 'phone')::boolean then null else p.contact_phone end,
                       address = case when (k.after ->> 'address')::boolean then null else p.address end,
                       version = p.version + 1
                  from registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = 'group_private' and k.row_id = p.group_id
                """);
        run(merge, """
                update registry.verifications v
                   set valid_to = null
                  from registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = 'verifications' and k.row_id = v.group_id
                   -- A group verified and closed twice on one day has two equal rows: restore one of them.
                   and v.ctid = (select o.ctid from registry.verifications o
                                  where o.group_id = k.row_id and o.valid_from = (k.after ->> 'valid_from')::date
                                    and o.valid_to = (k.after ->> 'valid_to')::date
                                  limit 1)
                """);
    }

    /// Reopens the merged group. Must be the first step, since a closed group accepts no changes.
    void reopen(GroupMerge merge) {
        run(merge, """
                update registry.business_groups g
                   set deactivated_on = null, merged_into = null, version = version + 1
                  from registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = 'business_groups' and k.row_id = g.id
                """);
    }

    private void run(GroupMerge merge, String sql) {
        db.sql(sql).param("merge", merge.id()).update();
    }
}
