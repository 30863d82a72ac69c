package id.cemara.registry.duplicates;

import id.cemara.registry.ties.GroupMerge;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Moves the closed group's rows to the surviving group and journals the changed columns of each row. One
/// statement does both, so neither can be forgotten.
///
/// A merge counts from its day on, unless both were always one group: then all days move, and days that the
/// surviving group already has are counted once.
///
/// In a merge that counts from its day on, past membership and office up to that day stay with the closed
/// group, in a new row that ends on the day, so figures of past days do not change. The original row, which
/// has the person's data, continues in the surviving group. Rows that ended before stay unchanged.
@Component
record MergeTransfer(JdbcClient db) {

    /// The members that a merge moved.
    List<UUID> moved(UUID merge) {
        return db.sql("""
                select row_id from registry.merge_steps
                 where merge_id = :merge and table_name = 'memberships' and jsonb_exists(before, 'group_id')
                   and exists (select from registry.members m where m.membership_id = row_id)
                 order by row_id
                """).param("merge", merge).query(UUID.class).list();
    }

    void all(GroupMerge merge) {
        if (merge.fromBeginning()) {
            addFurtherDays(merge);
            moveAllMemberships(merge);
            endThoseLeft(merge);
            moveMembers(merge);
            moveFamilies(merge);
            moveTermsThatFit(merge);
        } else {
            endSecondMemberships(merge);
            keepPastMemberships(merge);
            moveMemberships(merge);
            moveMembers(merge);
            moveFamilies(merge);
            moveTerms(merge);
            keepPastTerms(merge);
        }
        copyContact(merge);
        endVerification(merge);
    }

    /// Closes the merged group. Must be the last step: a closed group accepts no changes, and the triggers
    /// on groups rebuild the directory.
    void close(GroupMerge merge) {
        deactivate(merge);
        raiseVersion(merge);
    }

    /// Ends open memberships of people who are also members of the surviving group; they stay where they
    /// are.
    private void endSecondMemberships(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.memberships s
                       set left_on = greatest(:today::date, s.joined_on)
                      from registry.members m
                     where m.membership_id = s.id and s.group_id = :from and s.left_on is null
                       and exists (select from registry.members o
                                     join registry.memberships t on t.id = o.membership_id and t.left_on is null
                                    where o.group_id = :into and o.nik_hash = m.nik_hash)
                    returning s.id, jsonb_build_object('left_on', old.left_on) as before,
                              jsonb_build_object('left_on', new.left_on) as after)
                """, "memberships");
    }

    /// Keeps the membership before today in the closed group, as a row linked by `continued_by`.
    private void keepPastMemberships(GroupMerge merge) {
        run(merge, """
                with changed as (
                    insert into registry.memberships (id, group_id, joined_on, left_on, continued_by)
                    select uuidv7(), s.group_id, s.joined_on, :today::date, s.id
                      from registry.memberships s
                     where s.group_id = :from and s.left_on is null and s.joined_on < :today::date
                    returning id, 'null'::jsonb as before,
                              jsonb_build_object('group_id', group_id, 'joined_on', joined_on, 'left_on', left_on)
                                  as after)
                """, "memberships");
    }

    private void moveMemberships(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.memberships s
                       set group_id = :into, joined_on = greatest(:today::date, s.joined_on)
                     where s.group_id = :from and s.left_on is null
                    returning s.id,
                              jsonb_build_object('group_id', old.group_id, 'joined_on', old.joined_on) as before,
                              jsonb_build_object('group_id', new.group_id, 'joined_on', new.joined_on) as after)
                """, "memberships");
    }

    /// Journals the group only, no personal data.
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

    /// The days that each membership of the closed group adds to the surviving one: its period minus the
    /// days on which the same NIK was a member there. May be several periods; `place` 1 is the latest.
    private static final String ADDED_DAYS = """
            with taken as (
                select m.membership_id as person, range_agg(daterange(t.joined_on, t.left_on)) as days
                  from registry.members m
                  join registry.members o on o.group_id = :into and o.nik_hash = m.nik_hash
                  join registry.memberships t
                    on t.group_id = :into and o.membership_id in (t.id, t.continued_by)
                 where m.group_id = :from
                 group by m.membership_id),
            added as (
                select s.id, coalesce(s.continued_by, s.id) as person, lower(p.days) as joined_on,
                       upper(p.days) as left_on, row_number() over (partition by s.id order by p.days desc) as place
                  from registry.memberships s
                  left join taken k on k.person = coalesce(s.continued_by, s.id)
                 cross join lateral unnest(datemultirange(daterange(s.joined_on, s.left_on)) - coalesce(k.days, '{}'))
                            as p (days)
                 where s.group_id = :from),
            """;

    /// Merge from the beginning: inserts the earlier periods of a split membership. The latest keeps the
    /// original row.
    private void addFurtherDays(GroupMerge merge) {
        run(merge, ADDED_DAYS + """
                changed as (
                    insert into registry.memberships (id, group_id, joined_on, left_on, continued_by)
                    select uuidv7(), :into, a.joined_on, a.left_on, a.person from added a where a.place > 1
                    returning id, 'null'::jsonb as before,
                              jsonb_build_object('group_id', group_id, 'joined_on', joined_on, 'left_on', left_on)
                                  as after)
                """, "memberships");
    }

    /// Merge from the beginning: moves memberships with all their remaining days, also past ones.
    private void moveAllMemberships(GroupMerge merge) {
        run(merge, ADDED_DAYS + """
                changed as (
                    update registry.memberships s
                       set group_id = :into, joined_on = a.joined_on, left_on = a.left_on
                      from added a
                     where a.id = s.id and a.place = 1
                    returning s.id,
                              jsonb_build_object('group_id', old.group_id, 'joined_on', old.joined_on)
                                  || case when old.left_on is distinct from new.left_on
                                          then jsonb_build_object('left_on', old.left_on) else '{}' end as before,
                              jsonb_build_object('group_id', new.group_id, 'joined_on', new.joined_on)
                                  || case when old.left_on is distinct from new.left_on
                                          then jsonb_build_object('left_on', new.left_on) else '{}' end as after)
                """, "memberships");
    }

    /// Merge from the beginning: ends memberships that add no days, since the person was a member of the
    /// surviving group throughout.
    private void endThoseLeft(GroupMerge merge) {
        run(merge, """
                with changed as (
                    update registry.memberships s
                       set left_on = greatest(:on, s.joined_on)
                     where s.group_id = :from and s.left_on is null
                    returning s.id, jsonb_build_object('left_on', old.left_on) as before,
                              jsonb_build_object('left_on', new.left_on) as after)
                """, "memberships");
    }

    /// Merge from the beginning: moves a term with its officer if the office was vacant in the surviving
    /// group. Other terms stay, cut to the officer's remaining membership.
    private void moveTermsThatFit(GroupMerge merge) {
        run(merge, """
                with planned as (
                    select t.id, t.started_on, t.ended_on, s.joined_on, coalesce(s.left_on, 'infinity') as left_on,
                           coalesce(s.group_id = :into and t.started_on >= s.joined_on
                                    and coalesce(t.ended_on, 'infinity') <= coalesce(s.left_on, 'infinity')
                                    and not exists (select from registry.officer_terms o
                                                     where o.group_id = :into and o.office = t.office
                                                       and daterange(o.started_on, o.ended_on)
                                                           && daterange(t.started_on, t.ended_on)), false) as goes_on
                      from registry.officer_terms t
                      left join registry.memberships s on s.id = t.membership_id
                     where t.group_id = :from),
                begun as (
                    select p.*, case when goes_on then started_on
                                     else least(greatest(started_on, joined_on), left_on) end as starts
                      from planned p),
                steps as (
                    select b.*, case when goes_on then ended_on
                                     else greatest(starts, least(coalesce(ended_on, :on), left_on)) end as ends
                      from begun b),
                changed as (
                    update registry.officer_terms t
                       set group_id = case when k.goes_on then :into else t.group_id end, started_on = k.starts,
                           ended_on = k.ends, version = t.version + 1
                      from steps k
                     where k.id = t.id and (k.goes_on or (k.starts, k.ends) is distinct from (t.started_on, t.ended_on))
                    returning t.id,
                              jsonb_build_object('group_id', old.group_id, 'membership_id', old.membership_id,
                                                 'started_on', old.started_on, 'ended_on', old.ended_on) as before,
                              jsonb_build_object('group_id', new.group_id, 'membership_id', new.membership_id,
                                                 'started_on', new.started_on, 'ended_on', new.ended_on) as after)
                """, "officer_terms");
    }

    /// Moves a family if a member moved or if it has no members; otherwise it stays.
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

    /// A current term continues in the surviving group from today. If the office is taken there, the term
    /// ends. Past terms stay, attached to the past membership.
    private void moveTerms(GroupMerge merge) {
        run(merge, """
                with planned as (
                    select t.id, t.ended_on is null as lasts, s.id is not null as holder_moves, p.id as past,
                           exists (select from registry.officer_terms o
                                    where o.group_id = :into and o.office = t.office and o.ended_on is null) as is_held
                      from registry.officer_terms t
                      left join registry.memberships s on s.id = t.membership_id and s.group_id = :into
                      left join registry.memberships p on p.continued_by = t.membership_id and p.group_id = :from
                     where t.group_id = :from),
                steps as (
                    select id, holder_moves and (lasts and not is_held or past is null) as goes_on,
                           lasts and (not holder_moves or is_held) as ends,
                           case when holder_moves and (not lasts or is_held) then past end as past
                      from planned),
                changed as (
                    update registry.officer_terms t
                       set group_id = case when k.goes_on then :into else t.group_id end,
                           membership_id = coalesce(k.past, t.membership_id),
                           started_on = case when k.goes_on then greatest(:today::date, t.started_on) else t.started_on end,
                           ended_on = case when k.ends then greatest(:today::date, t.started_on) else t.ended_on end,
                           version = t.version + 1
                      from steps k
                     where k.id = t.id and (k.goes_on or k.ends or k.past is not null)
                    returning t.id,
                              jsonb_build_object('group_id', old.group_id, 'membership_id', old.membership_id,
                                                 'started_on', old.started_on, 'ended_on', old.ended_on) as before,
                              jsonb_build_object('group_id', new.group_id, 'membership_id', new.membership_id,
                                                 'started_on', new.started_on, 'ended_on', new.ended_on) as after)
                """, "officer_terms");
    }

    /// Keeps the part of a moved term before today in the closed group. A published name stays with the
    /// moved term.
    private void keepPastTerms(GroupMerge merge) {
        run(merge, """
                with changed as (
                    insert into registry.officer_terms (id, group_id, membership_id, office, started_on, ended_on)
                    select uuidv7(), :from, p.id, t.office, (k.before ->> 'started_on')::date, :today::date
                      from registry.merge_steps k
                      join registry.officer_terms t on t.id = k.row_id and t.group_id = :into
                      join registry.memberships p on p.continued_by = t.membership_id and p.group_id = :from
                     where k.merge_id = :merge and k.table_name = 'officer_terms'
                       and (k.before ->> 'started_on')::date < :today::date
                    returning id, 'null'::jsonb as before,
                              jsonb_build_object('group_id', group_id, 'membership_id', membership_id,
                                                 'started_on', started_on, 'ended_on', ended_on) as after)
                """, "officer_terms");
    }

    /// Copies phone and address if the surviving group has none. The journal stores only which were copied;
    /// a reversal compares with the closed group's data.
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
                       set valid_to = greatest(:today::date, v.valid_from)
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
                       set deactivated_on = greatest(:today::date, g.registered_on), merged_into = :into,
                           version = version + 1
                     where g.id = :from
                    returning g.id,
                              jsonb_build_object('deactivated_on', old.deactivated_on, 'merged_into', old.merged_into)
                                  as before,
                              jsonb_build_object('deactivated_on', new.deactivated_on, 'merged_into', new.merged_into)
                                  as after)
                """, "business_groups");
    }

    /// Must be the last step of a merge and of its reversal, so that a form opened meanwhile is recognised as
    /// outdated.
    void raiseVersion(GroupMerge merge) {
        int raised = db.sql("update registry.business_groups set version = version + 1 where id = :into")
                .param("into", merge.into().value())
                .update();
        if (raised != 1) {
            throw new IllegalStateException("the group " + merge.into() + " could not be changed");
        }
    }

    /// @param change a CTE ending in `changed (id, before, after)`; inserted rows have `before` null (JSON)
    private void run(GroupMerge merge, String change, String table) {
        db.sql(change + """
                insert into registry.merge_steps (merge_id, table_name, row_id, before, after)
                select :merge, :table, c.id, c.before, c.after from changed c order by c.id
                """)
                .param("merge", merge.id())
                .param("table", table)
                .param("from", merge.from().value())
                .param("into", merge.into().value())
                .param("intoArea", merge.intoArea())
                .param("on", merge.on())
                .param("today", merge.fromBeginning() ? "-infinity" : merge.on().toString())
                .update();
    }
}
