-- Groups, and everything about them that changes over time with the dates it was valid. A figure for any day is
-- computed from these dates, so no two rows of one fact may be valid on the same day (exclusion constraints).
-- valid_to is the first day the fact no longer holds; null means it still does.
create schema registry;
grant usage on schema registry to ${appRole};

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
    check (verified_on >= registered_on),
    check (deactivated_on >= registered_on),
    check (approval <> 'verified' or verified_on is not null)
);
create index business_groups_area on registry.business_groups (area_code);

create table registry.group_private (
    group_id      uuid primary key references registry.business_groups,
    area_code     text collate "C" not null,
    contact_phone text,
    address       text,
    internal_note text
);
create index group_private_area on registry.group_private (area_code);

create table registry.verifications (
    group_id   uuid not null references registry.business_groups,
    valid_from date not null,
    valid_to   date,
    check (valid_from < valid_to),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&)
);

create table registry.group_places (
    group_id   uuid not null references registry.business_groups,
    area_code  text collate "C" not null references area.areas,
    valid_from date not null,
    valid_to   date,
    check (valid_from < valid_to),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&)
);

create table registry.group_sectors (
    group_id   uuid not null references registry.business_groups,
    sector_key text not null references registry.sectors,
    kind_key   text,
    is_primary boolean not null,
    valid_from date not null,
    valid_to   date,
    check (valid_from < valid_to),
    foreign key (kind_key, sector_key) references registry.business_kinds (key, sector_key),
    exclude using gist (group_id with =, sector_key with =, daterange(valid_from, valid_to) with &&),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&) where (is_primary)
);

create table registry.group_stages (
    group_id   uuid not null references registry.business_groups,
    stage      text not null check (stage in ('basic', 'developing', 'independent')),
    valid_from date not null,
    valid_to   date,
    check (valid_from < valid_to),
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
    check (valid_from < valid_to),
    exclude using gist (group_id with =, daterange(valid_from, valid_to) with &&)
);

-- Who is how long in a group, without saying who: no personal data, no policy, feeds every count.
create table registry.memberships (
    id        uuid primary key,
    group_id  uuid not null references registry.business_groups,
    joined_on date not null,
    left_on   date,
    check (left_on >= joined_on)
);
create index memberships_group on registry.memberships (group_id);

-- The persons behind memberships. Only who answers for the area, or for the group, sees them.
create table registry.members (
    membership_id uuid primary key references registry.memberships,
    group_id      uuid not null references registry.business_groups,
    area_code     text collate "C" not null,
    name          text not null check (name = btrim(name) and name <> ''),
    birth_date    date,
    phone         text check (phone ~ '^\+[0-9]{8,15}$')
);
create index members_group on registry.members (group_id);
create index members_area on registry.members (area_code);

create table registry.officer_terms (
    id            uuid primary key,
    group_id      uuid not null references registry.business_groups,
    membership_id uuid references registry.memberships,
    office        text not null check (office in ('chair', 'secretary', 'treasurer', 'coordinator')),
    started_on    date not null,
    ended_on      date,
    -- The name as its owner agreed to show it to everyone; null without consent, emptied when consent is withdrawn.
    public_name   text,
    check (ended_on >= started_on)
);
create index officer_terms_group on registry.officer_terms (group_id);

alter table registry.business_groups enable row level security;
alter table registry.group_private enable row level security;
alter table registry.members enable row level security;
create policy business_groups_visible on registry.business_groups
    using (verified_on is not null or platform.in_area(area_code) or platform.in_group(id));
create policy group_private_scope on registry.group_private
    using (platform.in_area(area_code) or platform.in_group(group_id));
create policy members_scope on registry.members
    using (platform.in_area(area_code) or platform.in_group(group_id));

grant select on all tables in schema registry to ${appRole};
