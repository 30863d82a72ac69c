-- Two records of one group are merged: the members move, both histories stay, and it can be undone. What was changed is
-- kept as the columns before and after, in the same transaction; of persons only ids and where they belonged.
alter table registry.business_groups
    -- The group that a visitor of this one is led to; null unless it was merged away.
    add column merged_into uuid references registry.business_groups,
    add constraint business_groups_merged check (merged_into <> id and (merged_into is null or deactivated_on is not null));
create index business_groups_merged_into on registry.business_groups (merged_into) where merged_into is not null;

create table registry.merges (
    id         uuid primary key,
    from_group uuid not null references registry.business_groups,
    into_group uuid not null references registry.business_groups,
    -- The smallest area that holds both.
    area_code  text collate "C" not null,
    reason     text not null check (reason = btrim(reason) and char_length(reason) between 1 and 1000),
    merged_at  timestamptz not null,
    merged_by  uuid not null,
    undone_at  timestamptz,
    undone_by  uuid,
    check (from_group <> into_group),
    check ((undone_at is null) = (undone_by is null))
);
create unique index merges_from on registry.merges (from_group) where undone_at is null;
create index merges_into on registry.merges (into_group);

create table registry.merge_steps (
    id         bigint generated always as identity primary key,
    merge_id   uuid not null references registry.merges,
    table_name text not null,
    -- The row's own id, or its group's where the table has none.
    row_id     uuid not null,
    before     jsonb not null,
    after      jsonb not null
);
create index merge_steps_merge on registry.merge_steps (merge_id, table_name);

alter table registry.merges enable row level security;
alter table registry.merge_steps enable row level security;
create policy merges_scope on registry.merges using (platform.in_area(area_code));
create policy merge_steps_scope on registry.merge_steps
    using (exists (select from registry.merges m where m.id = merge_id and platform.in_area(m.area_code)));
grant select, insert, update (undone_at, undone_by) on registry.merges to ${appRole};
grant select, insert on registry.merge_steps to ${appRole};

-- Notes on family planning follow their member, also when who merges may not read them.
create function registry.family_planning_follows(memberships uuid[]) returns void
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
