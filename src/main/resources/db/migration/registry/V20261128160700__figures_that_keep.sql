-- What was counted on a day stays counted on it: a merge holds from its day on. Until that day the members were members
-- of the record that was closed, from it on they are members of the one that goes on.
alter table registry.merges add column valid_on date;
update registry.merges set valid_on = (merged_at at time zone 'Asia/Jakarta')::date;
alter table registry.merges alter column valid_on set not null;

-- The time a member spent in a record before it was merged away: it ends on the day of the merge, keeps its place in
-- the figures of that time and names the membership that goes on. The person is with that one.
alter table registry.memberships add column continued_by uuid references registry.memberships;
create index memberships_continued_by on registry.memberships (continued_by) where continued_by is not null;

-- What a merge added has no state before it ('null'), and is taken away when the merge is undone; nothing else is.
create index merge_steps_row on registry.merge_steps (row_id);
create policy memberships_undo on registry.memberships for delete
    using (exists (select from registry.merge_steps k
                    where k.table_name = 'memberships' and k.row_id = memberships.id and k.before = 'null'));
create policy officer_terms_undo on registry.officer_terms for delete
    using (exists (select from registry.merge_steps k
                    where k.table_name = 'officer_terms' and k.row_id = officer_terms.id and k.before = 'null'));
grant delete on registry.memberships, registry.officer_terms to ${appRole};

-- Merges from before this rule moved memberships whole. Those that still are where a merge put them are divided on its
-- day; those that had ended by then, which nobody counts any more, go back where they ended.
do $$
declare
    step record;
begin
    for step in
        select k.id, k.merge_id, k.row_id, m.from_group, f.area_code as from_area, m.into_group, m.valid_on, s.joined_on, s.left_on
          from registry.merges m
          join registry.merge_steps k on k.merge_id = m.id and k.table_name = 'memberships'
          join registry.memberships s on s.id = k.row_id
          join registry.business_groups f on f.id = m.from_group
         where m.undone_at is null and k.after ? 'group_id' and s.group_id = m.into_group and s.joined_on < m.valid_on
           and not exists (select from registry.merge_steps l
                             join registry.merges n on n.id = l.merge_id and n.undone_at is null
                            where l.row_id = k.row_id and l.table_name = 'memberships' and l.id <> k.id)
         order by k.id
    loop
        if step.left_on <= step.valid_on then
            update registry.memberships set group_id = step.from_group where id = step.row_id;
            update registry.members
               set group_id = step.from_group, area_code = step.from_area
             where membership_id = step.row_id;
            update registry.officer_terms
               set group_id = step.from_group
             where membership_id = step.row_id and group_id = step.into_group;
            delete from registry.merge_steps k
             where k.merge_id = step.merge_id
               and (k.table_name in ('memberships', 'members') and k.row_id = step.row_id
                    or k.table_name = 'officer_terms'
                       and k.row_id in (select t.id from registry.officer_terms t where t.membership_id = step.row_id));
        else
            with added as (
                insert into registry.memberships (id, group_id, joined_on, left_on, continued_by)
                values (uuidv7(), step.from_group, step.joined_on, step.valid_on, step.row_id)
                returning *)
            insert into registry.merge_steps (merge_id, table_name, row_id, before, after)
            select step.merge_id, 'memberships', a.id, 'null', to_jsonb(a) from added a;
            update registry.memberships set joined_on = step.valid_on where id = step.row_id;
            update registry.merge_steps
               set before = before || jsonb_build_object('joined_on', step.joined_on),
                   after = after || jsonb_build_object('joined_on', step.valid_on)
             where id = step.id;
        end if;
    end loop;
end $$;

-- The groups that figures count, where and from when to when (the first day not any more; null while they count):
-- registered, verified, not closed, at the place of those days. Every measure counts within these.
create view registry.counted_groups as
select g.id as group_id, p.area_code, greatest(g.registered_on, v.valid_from, p.valid_from) as counted_from,
       least(g.deactivated_on, v.valid_to, p.valid_to) as counted_to
  from registry.business_groups g
  join registry.verifications v on v.group_id = g.id
  join registry.group_places p on p.group_id = g.id
 where greatest(g.registered_on, v.valid_from, p.valid_from)
       < least(g.deactivated_on, v.valid_to, p.valid_to, 'infinity');
grant select on registry.counted_groups to ${appRole};

-- The day from which one group holds what was another's, for what other modules keep by the day; null when no merge
-- says so.
create function registry.merged_on(from_group uuid, into_group uuid) returns date
    language sql stable security definer set search_path = pg_catalog
    return (select m.valid_on
              from registry.merges m
             where m.from_group = merged_on.from_group and m.into_group = merged_on.into_group
               and m.undone_at is null);
revoke execute on function registry.merged_on(uuid, uuid) from public;
