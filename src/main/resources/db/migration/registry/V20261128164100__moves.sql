-- A group moves to another kabupaten: the office it leaves proposes it, the office it comes to accepts it. Until then
-- nothing changes. Its number stays, for it stands on papers and packages; its place is dated, so figures of past days
-- stay; what hangs on it follows by foreign keys.
create table registry.moves (
    id          uuid primary key,
    group_id    uuid not null references registry.business_groups,
    -- Where it lay when the move was proposed, and that area's path.
    area_code   text collate "C" not null references area.areas,
    from_place  text not null,
    to_area     text collate "C" not null references area.areas,
    to_place    text not null,
    -- The first day it counts in the new place.
    valid_from  date not null,
    reason      text not null check (reason = btrim(reason) and char_length(reason) between 1 and 1000),
    state       text not null default 'proposed' check (state in ('proposed', 'accepted', 'refused', 'withdrawn')),
    proposed_at timestamptz not null,
    proposed_by uuid not null,
    decided_at  timestamptz,
    decided_by  uuid,
    -- Why it was refused or withdrawn.
    decision    text check (decision = btrim(decision) and char_length(decision) between 1 and 1000),
    version     int not null default 0,
    check (left(area_code, 5) <> left(to_area, 5)),
    check ((state = 'proposed') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null)),
    check ((decision is not null) = (state in ('refused', 'withdrawn')))
);
-- A group has one proposal at a time.
create unique index moves_open on registry.moves (group_id) where state = 'proposed';
create index moves_group on registry.moves (group_id, proposed_at);
create index moves_from on registry.moves (area_code, proposed_at) where state = 'proposed';
create index moves_to on registry.moves (to_area, proposed_at) where state = 'proposed';

alter table registry.moves enable row level security;
create policy moves_read on registry.moves for select
    using (platform.in_area(area_code) or platform.in_area(to_area) or platform.in_group(group_id));
create policy moves_propose on registry.moves for insert
    with check (state = 'proposed' and platform.acts_as('DISTRICT_OFFICE') and platform.in_area(area_code)
                and exists (select from registry.business_groups g
                             where g.id = group_id and g.area_code = moves.area_code));
-- One office withdraws what it proposed, the other refuses; accepting is done by the function below.
create policy moves_decide on registry.moves for update
    using (state = 'proposed' and platform.acts_as('DISTRICT_OFFICE')
           and (platform.in_area(area_code) or platform.in_area(to_area)))
    with check (platform.acts_as('DISTRICT_OFFICE')
                and (state = 'withdrawn' and platform.in_area(area_code)
                     or state = 'refused' and platform.in_area(to_area)));
grant select, insert on registry.moves to ${appRole};
grant update (state, decided_at, decided_by, decision, version) on registry.moves to ${appRole};

-- Carries out a proposed move as the office that the group comes to. The actor answers for one of the two areas only,
-- so no policy could let the rows pass; this looks at the proposal instead, under the locks of both rows.
--
-- seen: the version of the move and that of the group together, as the actor looked at them.
-- Tells done, or why not: not-yours, decided, outdated, overtaken (the group was closed, or lies elsewhere by now) or
-- too-early (its place began later than the move is to).
create function registry.carry_out_move(move uuid, seen int, decided timestamptz) returns text
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
       set state = 'accepted', decided_at = decided, version = x.version + 1,
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
