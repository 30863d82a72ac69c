-- The day from which one group holds what was another's, for what other modules keep by the day; null when no merge
-- says so.
create or replace function registry.merged_on(from_group uuid, into_group uuid) returns date
    language sql stable security definer set search_path = pg_catalog
    return (select m.valid_on
              from registry.merges m
             where m.from_group = merged_on.from_group and m.into_group = merged_on.into_group
               and m.undone_at is null);
revoke execute on function registry.merged_on(uuid, uuid) from public;

-- Notes on family planning follow their member, also when who merges may not read them.
create or replace function registry.family_planning_follows(memberships uuid[]) returns void
    language sql security definer set search_path = pg_catalog
begin atomic
    update registry.family_planning f
       set group_id = g.id, area_code = g.area_code
      from registry.memberships m
      join registry.business_groups g on g.id = m.group_id
     where m.id = f.membership_id and m.id = any (memberships) and f.group_id <> g.id;
end;
revoke execute on function registry.family_planning_follows(uuid[]) from public;
grant execute on function registry.family_planning_follows(uuid[]) to ${appRole};
