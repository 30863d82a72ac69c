-- Carries out a proposed move as the office that the group comes to. The actor answers for one of the two areas only,
-- so no policy could let the rows pass; this looks at the proposal instead, under the locks of both rows. The move then
-- tells where the group lay last: its village may have changed while the proposal waited.
--
-- seen: the version of the move and that of the group together, as the actor looked at them.
-- Tells done, or why not: not-yours, decided, outdated, overtaken (the group was closed, or lies elsewhere by now) or
-- too-early (its place began later than the move is to).
create or replace function registry.carry_out_move(move uuid, seen int, decided timestamptz) returns text
    language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    m registry.moves;
    g registry.business_groups;
begin
    select b.* into g
      from registry.business_groups b
     where b.id = (select x.group_id from registry.moves x where x.id = move)
       for update;
    select x.* into m from registry.moves x where x.id = move for update;
    if m.id is null or not platform.acts_as('DISTRICT_OFFICE') or not platform.in_area(m.to_area) then
        return 'not-yours';
    elsif m.state <> 'proposed' then
        return 'decided';
    elsif m.version + g.version <> seen then
        return 'outdated';
    elsif g.deactivated_on is not null or left(g.area_code, 5) <> left(m.area_code, 5) then
        return 'overtaken';
    elsif exists (select from registry.group_places p
                   where p.group_id = g.id and (p.valid_from > m.valid_from or p.valid_to > m.valid_from)) then
        return 'too-early';
    end if;

    update registry.group_places p set valid_to = m.valid_from where p.group_id = g.id and p.valid_to is null;
    insert into registry.group_places (group_id, area_code, valid_from) values (g.id, m.to_area, m.valid_from);
    update registry.business_groups b
       set area_code = m.to_area, place = m.to_place, version = b.version + 1
     where b.id = g.id;
    update registry.moves x
       set area_code = g.area_code, from_place = g.place, state = 'accepted', decided_at = decided, version = x.version + 1,
           decided_by = current_setting('cemara.account')::uuid
     where x.id = m.id;
    -- The office that accepts has looked at the place.
    update registry.public_changes c
       set state = 'settled', decided_at = decided, decided_by = current_setting('cemara.account')::uuid,
           version = c.version + 1
     where c.group_id = g.id and c.fact = 'place' and c.state = 'open';
    perform identity.follow_group(g.id, m.to_area);
    -- Whoever answers for both groups of a case or a merge goes on answering for it.
    update registry.duplicate_cases d
       set area_code = registry.common_area(a.area_code, b.area_code)
      from registry.business_groups a, registry.business_groups b
     where a.id = d.group_a and b.id = d.group_b and g.id in (d.group_a, d.group_b);
    update registry.merges x
       set area_code = registry.common_area(a.area_code, b.area_code)
      from registry.business_groups a, registry.business_groups b
     where a.id = x.from_group and b.id = x.into_group and g.id in (x.from_group, x.into_group);
    return 'done';
end $$;
revoke execute on function registry.carry_out_move(uuid, int, timestamptz) from public;
grant execute on function registry.carry_out_move(uuid, int, timestamptz) to ${appRole};
