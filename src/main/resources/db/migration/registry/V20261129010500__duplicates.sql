-- Counts the slips of the hand between two names, which trigrams make too much of in short ones. Trusted, like pg_trgm.
create extension if not exists fuzzystrmatch schema public;

-- Two groups that look like one, for the office that answers for both: its area is the smallest that holds them. What
-- was dismissed once stays so.
create table registry.duplicate_cases (
    id         uuid primary key default uuidv7(),
    group_a    uuid not null references registry.business_groups,
    group_b    uuid not null references registry.business_groups,
    area_code  text collate "C" not null,
    state      text not null default 'open' check (state in ('open', 'dismissed', 'merged')),
    score      real not null,
    name_match real not null,
    depth      int not null,
    same_phone boolean not null,
    shared     int not null,
    found_on   date not null,
    decided_at timestamptz,
    decided_by uuid,
    reason     text check (reason = btrim(reason) and char_length(reason) between 1 and 1000),
    unique (group_a, group_b),
    check (group_a < group_b),
    check ((state = 'open') = (decided_at is null)),
    check (state <> 'dismissed' or reason is not null)
);
create index duplicate_cases_open on registry.duplicate_cases (area_code) where state = 'open';
create index duplicate_cases_other on registry.duplicate_cases (group_b);
alter table registry.duplicate_cases enable row level security;
create policy duplicate_cases_scope on registry.duplicate_cases using (platform.in_area(area_code));
grant select, update (state, decided_at, decided_by, reason) on registry.duplicate_cases to ${appRole};
