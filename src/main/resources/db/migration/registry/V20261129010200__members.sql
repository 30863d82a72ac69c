-- Who is how long in a group, without saying who: no personal data, no policy, feeds every count.
create table registry.memberships (
    id        uuid primary key,
    group_id  uuid not null references registry.business_groups,
    joined_on date not null,
    left_on   date,
    -- The time a member spent in a record before it was merged away: it ends on the day of the merge, keeps its place in
    -- the figures of that time and names the membership that goes on. The person is with that one.
    continued_by uuid references registry.memberships,
    check (left_on >= joined_on)
);
create index memberships_group on registry.memberships (group_id);
create index memberships_continued_by on registry.memberships (continued_by) where continued_by is not null;

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

-- The persons behind memberships. Only who answers for the area, or for the group, sees them. The same person is in a
-- group once on a day.
create table registry.members (
    membership_id uuid primary key references registry.memberships,
    group_id      uuid not null,
    area_code     text collate "C" not null,
    name          text not null check (name = btrim(name) and name <> ''),
    birth_date    date,
    phone         text check (phone ~ '^\+[0-9]{8,15}$'),
    nik_cipher    bytea,
    nik_hash      bytea check (octet_length(nik_hash) = 32),
    family_id     uuid references registry.families,
    version       int not null default 0,
    -- The days of the membership, copied here, where the keyed hash of the NIK is, so that one constraint sees both. Only
    -- a trigger writes the copy.
    during        daterange not null,
    constraint members_group foreign key (group_id, area_code)
        references registry.business_groups (id, area_code) on update cascade deferrable,
    constraint members_nik check ((nik_cipher is null) = (nik_hash is null)),
    constraint members_once_on_a_day
        exclude using gist (group_id with =, nik_hash with =, during with &&) where (nik_hash is not null)
);
create index members_group on registry.members (group_id);
create index members_area on registry.members (area_code);
create index members_nik on registry.members (nik_hash) where nik_hash is not null;
create index members_family on registry.members (family_id) where family_id is not null;

-- Whether a member takes part in family planning: health data, kept apart. Who accompanies the families, and the office
-- above, may know it; nobody else, not even the group's own officers or the offices above the kabupaten.
create table registry.family_planning (
    membership_id uuid primary key references registry.memberships,
    group_id      uuid not null,
    area_code     text collate "C" not null,
    participates  boolean not null,
    noted_on      date not null,
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);

-- Who holds which office. An office has one holder.
create table registry.officer_terms (
    id            uuid primary key,
    group_id      uuid not null references registry.business_groups,
    membership_id uuid references registry.memberships,
    office        text not null check (office in ('chair', 'secretary', 'treasurer', 'coordinator')),
    started_on    date not null,
    ended_on      date,
    -- The name as its owner agreed to show it to everyone; null without consent, emptied when consent is withdrawn.
    public_name   text,
    version       int not null default 0,
    check (ended_on >= started_on),
    constraint officer_terms_one_holder
        exclude using gist (group_id with =, office with =, daterange(started_on, ended_on) with &&)
);
create index officer_terms_group on registry.officer_terms (group_id);
create index officer_terms_membership on registry.officer_terms (membership_id) where membership_id is not null;

alter table registry.families enable row level security;
create policy families_scope on registry.families
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
alter table registry.members enable row level security;
create policy members_scope on registry.members
    using (platform.in_area(area_code) or platform.in_group(group_id));
alter table registry.family_planning enable row level security;
create policy family_planning_scope on registry.family_planning
    using (platform.in_area(area_code) and platform.acts_as('FIELD_OFFICER', 'DISTRICT_OFFICE'))
    with check (platform.in_area(area_code) and platform.acts_as('FIELD_OFFICER', 'DISTRICT_OFFICE'));

-- As the facts of a group: read and counted by everybody, written by who answers for the group.
do $$
declare
    fact text;
begin
    foreach fact in array array['memberships', 'officer_terms'] loop
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
create trigger registry_changed after insert or update or delete or truncate on registry.memberships
    for each statement execute function platform.note_change('registry');

grant select, insert, update on registry.memberships, registry.families, registry.members, registry.family_planning,
      registry.officer_terms to ${appRole};
