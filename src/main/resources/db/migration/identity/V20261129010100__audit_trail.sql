-- Who did what, when, to whom and from where. Rows are added and never changed, not even by the owner. Personal values
-- are encrypted, a person's with a key of its own, so that an erasure destroys the key and leaves the rows.
create table identity.subject_keys (
    person_id    uuid primary key,
    -- The person's key, encrypted with the keys of the installation; null once it was destroyed.
    wrapped      bytea,
    created_at   timestamptz not null default now(),
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);
-- A key is made for an entry of the trail, which somebody writes. Reading it gives a cipher.
alter table identity.subject_keys enable row level security;
create policy subject_keys_read on identity.subject_keys for select using (true);
create policy subject_keys_insert on identity.subject_keys for insert with check (platform.somebody_acts());
grant select, insert on identity.subject_keys to ${appRole};

create table identity.audit_trail (
    id          bigint generated always as identity primary key,
    happened_at timestamptz not null,
    -- null when nobody was logged in, or the system itself worked
    account_id  uuid,
    -- the user name at that time, or the name of the system's work
    actor       text not null,
    action      text not null check (action ~ '^[a-z-]+\.[a-z-]+$'),
    kind        text not null check (kind ~ '^[a-z-]+$'),
    subject     uuid not null,
    area_code   text collate "C",
    group_id    uuid,
    person_id   uuid,
    -- {"field": {"before": …, "after": …}}, nothing personal
    facts       jsonb not null,
    -- the same for personal fields, encrypted
    personal    bytea,
    reason      text,
    -- the caller's address, or 'job'
    origin      text not null,
    -- The version of its subject that it made, so that a change of an outdated page can be told; null when it made none.
    version     int
);
create index audit_trail_subject on identity.audit_trail (kind, subject, id);
-- The trail of an area, newest first; rows arrive in the order of their ids.
create index audit_trail_area on identity.audit_trail (area_code, id);

alter table identity.audit_trail enable row level security;
create policy audit_trail_read on identity.audit_trail for select
    using (platform.in_area(area_code) or platform.in_group(group_id) or platform.is_account(account_id));
-- Nobody writes in another's name.
create policy audit_trail_write on identity.audit_trail for insert
    with check (coalesce(account_id::text, '') = coalesce((select current_setting('cemara.account', true)), ''));
grant select, insert on identity.audit_trail to ${appRole};
