-- The programme's staff keep the registry themselves: what the application may write, and by which rule. Reading stays
-- as it was; writing asks, in every table, whether the group lies in the actor's area or is the actor's own.

-- A fact that is closed on the day it began never held: an empty range, which no exclusion and no figure sees.
do $$
declare
    fact text;
    old  text;
begin
    foreach fact in array array['verifications', 'group_places', 'group_sectors', 'group_stages', 'group_statuses'] loop
        for old in select conname from pg_constraint
                    where conrelid = ('registry.' || fact)::regclass and contype = 'c'
                      and pg_get_constraintdef(oid) like '%(valid_from < valid_to)%' loop
            execute format('alter table registry.%I drop constraint %I', fact, old);
        end loop;
        execute format('alter table registry.%I add constraint %I check (valid_from <= valid_to)', fact, fact || '_days');
    end loop;
end $$;

-- The area that protects a private row is the group's own, also after the group moved.
alter table registry.business_groups add constraint business_groups_id_area unique (id, area_code);

alter table registry.group_private
    drop constraint group_private_group_id_fkey,
    add constraint group_private_group foreign key (group_id, area_code)
        references registry.business_groups (id, area_code) on update cascade deferrable,
    add column version int not null default 0;

-- Families of members, known by their card's number where a form needs it. The number is kept as a cipher and a keyed
-- hash that finds the same family in another group.
create table registry.families (
    id               uuid primary key,
    group_id         uuid not null,
    area_code        text collate "C" not null,
    card_cipher      bytea,
    card_hash        bytea check (octet_length(card_hash) = 32),
    -- Pra Sejahtera to KS III Plus, as noted on that day; a family that was never asked has neither.
    welfare_stage    text check (welfare_stage in ('pre-prosperous', 'prosperous-1', 'prosperous-2', 'prosperous-3',
                                                   'prosperous-3-plus')),
    welfare_noted_on date,
    check ((card_cipher is null) = (card_hash is null)),
    check ((welfare_stage is null) = (welfare_noted_on is null)),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index families_group on registry.families (group_id);
create index families_card on registry.families (card_hash) where card_hash is not null;

alter table registry.members
    drop constraint members_group_id_fkey,
    add constraint members_group foreign key (group_id, area_code)
        references registry.business_groups (id, area_code) on update cascade deferrable,
    add column nik_cipher bytea,
    add column nik_hash bytea check (octet_length(nik_hash) = 32),
    add column family_id uuid references registry.families,
    add column version int not null default 0,
    add constraint members_nik check ((nik_cipher is null) = (nik_hash is null));
create index members_nik on registry.members (nik_hash) where nik_hash is not null;
create index members_family on registry.members (family_id) where family_id is not null;

-- Whether a member takes part in family planning: health data, kept apart, for who accompanies the families. Its policy
-- comes with the next migration, until then nobody reads it.
create table registry.family_planning (
    membership_id uuid primary key references registry.memberships,
    group_id      uuid not null,
    area_code     text collate "C" not null,
    participates  boolean not null,
    noted_on      date not null,
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);

-- Each step of a group's approval, with the reason people need to go on.
create table registry.group_reviews (
    id          uuid primary key,
    group_id    uuid not null,
    area_code   text collate "C" not null,
    step        text not null
                check (step in ('registered', 'submitted', 'returned', 'verified', 'deactivated', 'reactivated')),
    reason      text check (reason = btrim(reason) and char_length(reason) between 1 and 1000),
    happened_at timestamptz not null,
    account_id  uuid not null,
    check (step not in ('returned', 'deactivated') or reason is not null),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index group_reviews_group on registry.group_reviews (group_id, happened_at);

-- Groups that wait for the kabupaten's office, and those sent back.
create index business_groups_waiting on registry.business_groups (area_code) where approval in ('submitted', 'returned');

-- Writing, table by table.
drop policy business_groups_visible on registry.business_groups;
create policy business_groups_visible on registry.business_groups for select
    using (verified_on is not null or platform.in_area(area_code) or platform.in_group(id));
create policy business_groups_insert on registry.business_groups for insert
    with check (platform.in_area(area_code));
create policy business_groups_update on registry.business_groups for update
    using (platform.in_area(area_code) or platform.in_group(id))
    with check (platform.in_area(area_code) or platform.in_group(id));

do $$
declare
    fact text;
begin
    foreach fact in array array['families', 'group_reviews'] loop
        execute format('alter table registry.%I enable row level security', fact);
        execute format('create policy %I on registry.%I
                        using (platform.in_area(area_code) or platform.in_group(group_id))
                        with check (platform.in_area(area_code) or platform.in_group(group_id))', fact || '_scope', fact);
    end loop;
    alter table registry.family_planning enable row level security;
    -- Facts that everybody may read and count, but only who answers for the group may write.
    foreach fact in array array['verifications', 'group_places', 'group_sectors', 'group_stages', 'group_statuses',
                                'memberships', 'officer_terms'] loop
        execute format('alter table registry.%I enable row level security', fact);
        execute format('create policy %I on registry.%I for select using (true)', fact || '_read', fact);
        execute format('create policy %I on registry.%I for insert
                        with check (exists (select from registry.business_groups g where g.id = group_id
                                               and (platform.in_area(g.area_code) or platform.in_group(g.id))))',
                       fact || '_insert', fact);
        execute format('create policy %I on registry.%I for update
                        using (exists (select from registry.business_groups g where g.id = group_id
                                          and (platform.in_area(g.area_code) or platform.in_group(g.id))))
                        with check (exists (select from registry.business_groups g where g.id = group_id
                                               and (platform.in_area(g.area_code) or platform.in_group(g.id))))',
                       fact || '_update', fact);
    end loop;
end $$;

grant select on registry.families, registry.group_reviews, registry.family_planning to ${appRole};
grant insert, update on registry.business_groups, registry.group_private, registry.verifications,
      registry.group_places, registry.group_sectors, registry.group_stages, registry.group_statuses,
      registry.memberships, registry.members, registry.officer_terms, registry.families, registry.family_planning
   to ${appRole};
grant insert on registry.group_reviews to ${appRole};

-- The next running number of a kabupaten. A number is never given twice, so the counter is nobody's to set.
create function registry.next_number(regency text) returns text
    language sql volatile security definer set search_path = pg_catalog
begin atomic
    insert into registry.number_counters as c (regency_code, last_number)
    values (regency, 1)
        on conflict (regency_code) do update set last_number = c.last_number + 1
    returning regency || '-' || lpad(last_number::text, greatest(4, length(last_number::text)), '0');
end;

-- The wanted address if it is free, else the first free one with a number behind it. Looks at all groups, also at those
-- the actor may not see, and tells only that an address is taken.
create function registry.free_slug(wanted text) returns text
    language sql stable security definer set search_path = pg_catalog
    return (select case when n = 1 then wanted else wanted || '-' || n end
              from generate_series(1, 10000) as n
             where not exists (select from registry.business_groups g
                                where g.slug = case when n = 1 then wanted else wanted || '-' || n end)
             order by n
             limit 1);

revoke execute on function registry.next_number(text), registry.free_slug(text) from public;
grant execute on function registry.next_number(text), registry.free_slug(text) to ${appRole};
