-- A group moves to another kabupaten: the office it leaves proposes it, the office it comes to accepts it. Until then
-- nothing changes. Its number stays, for it stands on papers and packages; its place is dated, so figures of past days
-- stay; what hangs on it follows by foreign keys.
create table registry.moves (
    id          uuid primary key,
    group_id    uuid not null references registry.business_groups,
    -- Where it lay when the move was proposed, and that area's path; once it is accepted, where it lay last.
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
comment on column registry.moves.from_place is 'path of area_code: where it lay when proposed, once accepted where it lay last';
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
-- One office withdraws what it proposed, the other refuses; accepting is done by registry.carry_out_move.
create policy moves_decide on registry.moves for update
    using (state = 'proposed' and platform.acts_as('DISTRICT_OFFICE')
           and (platform.in_area(area_code) or platform.in_area(to_area)))
    with check (platform.acts_as('DISTRICT_OFFICE')
                and (state = 'withdrawn' and platform.in_area(area_code)
                     or state = 'refused' and platform.in_area(to_area)));
grant select, insert on registry.moves to ${appRole};
grant update (state, decided_at, decided_by, decision, version) on registry.moves to ${appRole};
