-- The groups that figures count, where and from when to when (the first day not any more; null while they count):
-- registered, verified, not closed, at the place of those days. Every measure counts within these.
create or replace view registry.counted_groups as
select g.id as group_id, p.area_code, greatest(g.registered_on, v.valid_from, p.valid_from) as counted_from,
       least(g.deactivated_on, v.valid_to, p.valid_to) as counted_to
  from registry.business_groups g
  join registry.verifications v on v.group_id = g.id
  join registry.group_places p on p.group_id = g.id
 where greatest(g.registered_on, v.valid_from, p.valid_from)
       < least(g.deactivated_on, v.valid_to, p.valid_to, 'infinity');
grant select on registry.counted_groups to ${appRole};
