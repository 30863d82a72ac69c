-- Groups, and everything about them that changes over time with the dates it was valid. A figure for any day is
-- computed from these dates, so no two rows of one fact may be valid on the same day (exclusion constraints).
-- valid_to is the first day the fact no longer holds; null means it still does. A fact that is closed on the day it began
-- never held: an empty range, which no exclusion and no figure sees.

-- The four sectors the report of 2020 counts. Finer kinds of business lie below them, as data.
create table registry.sectors (
    key      text primary key check (key ~ '^[a-z-]+$'),
    position int not null unique
);
insert into registry.sectors (key, position)
values ('home-industry', 1), ('agriculture', 2), ('services', 3), ('livestock-and-other', 4);

create table registry.business_kinds (
    key        text primary key check (key ~ '^[a-z-]+$'),
    sector_key text not null references registry.sectors,
    name_id    text not null,
    name_en    text not null,
    unique (key, sector_key)
);
insert into registry.business_kinds (key, sector_key, name_id, name_en)
values ('chips', 'home-industry', 'keripik dan kerupuk', 'chips and crackers'),
       ('cakes', 'home-industry', 'kue dan roti', 'cakes and bread'),
       ('fish-floss', 'home-industry', 'abon dan olahan ikan', 'fish floss and fish products'),
       ('syrup', 'home-industry', 'sirup dan minuman', 'syrup and drinks'),
       ('durian-sweets', 'home-industry', 'lempuk dan dodol', 'durian and palm-sugar sweets'),
       ('weaving', 'home-industry', 'anyaman dan kerajinan', 'weaving and crafts'),
       ('batik', 'home-industry', 'batik dan jahitan', 'batik and sewing'),
       ('seasoning', 'home-industry', 'bumbu, sambal dan kopi bubuk', 'seasoning, sambal and ground coffee'),
       ('vegetables', 'agriculture', 'sayuran dan buah', 'vegetables and fruit'),
       ('coffee-crops', 'agriculture', 'kopi dan hasil kebun', 'coffee and estate crops'),
       ('nursery', 'agriculture', 'bibit dan tanaman', 'seedlings and plants'),
       ('catering', 'services', 'katering', 'catering'),
       ('tailoring', 'services', 'jasa jahit dan salon', 'tailoring and salon'),
       ('rental', 'services', 'sewa peralatan pesta', 'party equipment rental'),
       ('poultry', 'livestock-and-other', 'ayam, itik dan telur', 'poultry and eggs'),
       ('goats', 'livestock-and-other', 'kambing dan sapi', 'goats and cattle'),
       ('fish-ponds', 'livestock-and-other', 'kolam ikan', 'fish ponds'),
       ('honey', 'livestock-and-other', 'madu dan lainnya', 'honey and other');

-- The last running number given out in a kabupaten; numbers are never given twice.
create table registry.number_counters (
    regency_code text collate "C" primary key,
    last_number  int not null check (last_number > 0)
);

create table registry.business_groups (
    id             uuid primary key,
    -- Kabupaten code and running number, "17.07-0012": for people, on paper and on the phone.
    number         text not null unique check (number ~ '^[0-9]{2}\.[0-9]{2}-[0-9]{4,}$'),
    slug           text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name           text not null check (name = btrim(name) and char_length(name) between 1 and 120),
    area_code      text collate "C" not null references area.areas,
    -- Read copy of the area's path, "Taba Anyar, Lebong Selatan, Lebong", so that search finds a group by its place.
    place          text not null,
    approval       text not null check (approval in ('draft', 'submitted', 'returned', 'verified')),
    registered_on  date not null,
    -- First verified on this day; who was verified once stays public, also when deactivated.
    verified_on    date,
    deactivated_on date,
    version        int not null default 0,
    normal_name    text not null generated always as (registry.normal_name(name)) stored,
    -- The group that a visitor of this one is led to; null unless it was merged away.
    merged_into    uuid references registry.business_groups,
    check (verified_on >= registered_on),
    check (deactivated_on >= registered_on),
    check (approval <> 'verified' or verified_on is not null),
    constraint business_groups_merged check (merged_into <> id and (merged_into is null or deactivated_on is not null)),
    -- The area that protects a private row is the group's own, also after the group moved.
    constraint business_groups_id_area unique (id, area_code)
);
create index business_groups_area on registry.business_groups (area_code);
create index business_groups_merged_into on registry.business_groups (merged_into) where merged_into is not null;
-- Groups that wait for the kabupaten's office, and those sent back.
create index business_groups_waiting on registry.business_groups (area_code) where approval in ('submitted', 'returned');

create table registry.group_private (
    group_id      uuid primary key,
    area_code     text collate "C" not null,
    contact_phone text,
    address       text,
    internal_note text,
    version       int not null default 0,
    phone_key     text generated always as (registry.phone_key(contact_phone)) stored,
    constraint group_private_group foreign key (group_id, area_code)
        references registry.business_groups (id, area_code) on update cascade deferrable
);
create index group_private_area on registry.group_private (area_code);
create index group_private_phone on registry.group_private (phone_key) where phone_key is not null;

create table registry.verifications (
    group_id   uuid not null references registry.business_groups,
    valid_from date not null,
    valid_to   date,
    constraint verifications_days check (valid_from <= valid_to),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&)
);

create table registry.group_places (
    group_id   uuid not null references registry.business_groups,
    area_code  text collate "C" not null references area.areas,
    valid_from date not null,
    valid_to   date,
    constraint group_places_days check (valid_from <= valid_to),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&)
);

create table registry.group_sectors (
    group_id   uuid not null references registry.business_groups,
    sector_key text not null references registry.sectors,
    kind_key   text,
    is_primary boolean not null,
    valid_from date not null,
    valid_to   date,
    constraint group_sectors_days check (valid_from <= valid_to),
    foreign key (kind_key, sector_key) references registry.business_kinds (key, sector_key),
    exclude using gist (group_id with =, sector_key with =, daterange(valid_from, valid_to) with &&),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&) where (is_primary)
);

create table registry.group_stages (
    group_id   uuid not null references registry.business_groups,
    stage      text not null check (stage in ('basic', 'developing', 'independent')),
    valid_from date not null,
    valid_to   date,
    -- Every group begins at the first stage, and is counted there. Whether somebody came to that by assessing it is
    -- another matter: a page does not call a group basic that nobody has looked at.
    is_assessed boolean not null default true,
    constraint group_stages_days check (valid_from <= valid_to),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&)
);

create table registry.group_statuses (
    group_id   uuid not null references registry.business_groups,
    status     text not null
               check (status in ('normal', 'reduced', 'temporarily-closed', 'recovering', 'dissolved')),
    -- A word, not a story: stories about people belong where a policy protects them.
    cause      text check (cause in ('covid-19', 'raw-material', 'capital', 'marketing', 'members', 'disaster', 'other')),
    valid_from date not null,
    valid_to   date,
    constraint group_statuses_days check (valid_from <= valid_to),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&)
);

alter table registry.business_groups enable row level security;
alter table registry.group_private enable row level security;
create policy business_groups_visible on registry.business_groups for select
    using (verified_on is not null or platform.in_area(area_code) or platform.in_group(id));
create policy business_groups_insert on registry.business_groups for insert
    with check (platform.in_area(area_code));
create policy business_groups_update on registry.business_groups for update
    using (platform.in_area(area_code) or platform.in_group(id))
    with check (platform.in_area(area_code) or platform.in_group(id));
create policy group_private_scope on registry.group_private
    using (platform.in_area(area_code) or platform.in_group(group_id));

-- Facts that everybody may read and count, but only who answers for the group may write.
do $$
declare
    fact text;
begin
    foreach fact in array array['verifications', 'group_places', 'group_sectors', 'group_stages', 'group_statuses'] loop
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
    -- Answers made from these tables are kept until the tables change.
    foreach fact in array array['business_groups', 'verifications', 'group_places', 'group_sectors', 'group_stages',
                                'group_statuses'] loop
        execute format('create trigger registry_changed after insert or update or delete or truncate on registry.%I
                        for each statement execute function platform.note_change(''registry'')', fact);
    end loop;
end $$;

grant select on registry.sectors, registry.business_kinds, registry.number_counters to ${appRole};
grant select, insert, update on registry.business_groups, registry.group_private, registry.verifications,
      registry.group_places, registry.group_sectors, registry.group_stages, registry.group_statuses to ${appRole};
