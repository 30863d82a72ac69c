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
alter table registry.group_reviews enable row level security;
create policy group_reviews_scope on registry.group_reviews
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
grant select, insert on registry.group_reviews to ${appRole};

-- What an officer changes in the public facts of a verified group is seen by everybody at once, and waits for the
-- kabupaten's office to confirm it or to take it back. A second change of the same fact before that joins the first: the
-- value before stays the one the office knew.
create table registry.public_changes (
    id              uuid primary key,
    group_id        uuid not null,
    area_code       text collate "C" not null,
    fact            text not null check (fact in ('name', 'place', 'sectors')),
    -- A name, an area's code, or lines of business such as "home-industry/chips, agriculture".
    value_before    text not null,
    value_after     text not null,
    changed_at      timestamptz not null,
    changed_by      uuid not null,
    changed_by_name text not null,
    -- Settled: changed back by the officer, or changed once more by the office itself.
    state           text not null default 'open' check (state in ('open', 'confirmed', 'taken-back', 'settled')),
    decided_at      timestamptz,
    decided_by      uuid,
    version         int not null default 0,
    -- Why the office took it back.
    reason          text check (length(reason) between 1 and 1000),
    check ((state = 'open') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null)),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create unique index public_changes_open on registry.public_changes (group_id, fact) where state = 'open';
create index public_changes_waiting on registry.public_changes (area_code, changed_at) where state = 'open';
alter table registry.public_changes enable row level security;
create policy public_changes_scope on registry.public_changes
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
grant select, insert, update on registry.public_changes to ${appRole};
