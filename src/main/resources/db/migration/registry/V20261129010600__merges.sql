-- Two records of one group are merged: the members move, both histories stay, and it can be undone. What was changed is
-- kept as the columns before and after, in the same transaction; of persons only ids and where they belonged.

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
    -- What was counted on a day stays counted on it: a merge holds from this day on. Until then the members were members of
    -- the record that was closed, from it on they are members of the one that goes on.
    valid_on   date not null,
    -- The closed record was one too many from the beginning: past figures are corrected then.
    from_beginning boolean not null default false,
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
create index merge_steps_row on registry.merge_steps (row_id);

alter table registry.merges enable row level security;
alter table registry.merge_steps enable row level security;
create policy merges_scope on registry.merges using (platform.in_area(area_code));
create policy merge_steps_scope on registry.merge_steps
    using (exists (select from registry.merges m where m.id = merge_id and platform.in_area(m.area_code)));
grant select, insert, update (undone_at, undone_by) on registry.merges to ${appRole};
grant select, insert on registry.merge_steps to ${appRole};

-- What a merge added has no state before it ('null'), and is taken away when the merge is undone; nothing else is.
create policy memberships_undo on registry.memberships for delete
    using (exists (select from registry.merge_steps k
                    where k.table_name = 'memberships' and k.row_id = memberships.id and k.before = 'null'));
create policy officer_terms_undo on registry.officer_terms for delete
    using (exists (select from registry.merge_steps k
                    where k.table_name = 'officer_terms' and k.row_id = officer_terms.id and k.before = 'null'));
grant delete on registry.memberships, registry.officer_terms to ${appRole};
