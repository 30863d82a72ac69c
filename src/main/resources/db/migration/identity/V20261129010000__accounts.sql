-- Accounts and what they answer for. An account sees itself; offices see those they look after: an office invites and helps
-- the roles below its own inside its own area. Log-in happens before anybody is known, so it reads through functions that
-- give one account by its exact name.
create schema identity;
grant usage on schema identity to ${appRole};

create table identity.accounts (
    id            uuid primary key,
    username      text not null unique check (username ~ '^[a-z0-9][a-z0-9.-]{1,39}$'),
    display_name  text not null,
    -- null until the invitation was accepted
    password_hash text,
    role          text not null
                  check (role in ('GROUP_OFFICER', 'FIELD_OFFICER', 'DISTRICT_OFFICE', 'PROVINCIAL_OFFICE',
                                  'NATIONAL_OFFICE', 'PARTNER', 'ADMINISTRATOR')),
    sample        boolean not null default false,
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz,
    -- Sessions and tokens made before it was raised no longer count.
    log_in_epoch  int not null default 0,
    -- Where the account belongs, for the office that looks after it; null for accounts of the whole country.
    area_code     text collate "C"
);

-- A scope is an area prefix ('*' for the whole country), a group or an agency, for a time.
create table identity.account_scopes (
    account_id uuid not null references identity.accounts,
    area_code  text collate "C",
    group_id   uuid,
    agency_id  uuid,
    valid_from date not null,
    valid_to   date,
    id         uuid not null default gen_random_uuid() primary key,
    -- Read copy of the account's role, for the rule that a place has one field officer.
    is_field   boolean not null default false,
    check (num_nonnulls(area_code, group_id, agency_id) = 1),
    -- A scope that ends on the day it began never held.
    constraint account_scopes_days check (valid_from <= valid_to),
    constraint account_scopes_one_officer
        exclude using gist (area_code with =, daterange(valid_from, valid_to) with &&) where (is_field)
);
create index account_scopes_account on identity.account_scopes (account_id);

-- Policies that ask who looks after whom are in R__account_keeping.sql.
alter table identity.accounts enable row level security;
create policy accounts_read on identity.accounts for select
    using (platform.is_account(id)
           or (platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE', 'ADMINISTRATOR')
               and platform.in_area(area_code)));
grant select, insert on identity.accounts to ${appRole};
-- Neither the role nor the name of an account ever changes.
grant update (display_name, password_hash, disabled_at, log_in_epoch) on identity.accounts to ${appRole};

alter table identity.account_scopes enable row level security;
create policy account_scopes_read on identity.account_scopes for select
    using (exists (select from identity.accounts a where a.id = account_id));
grant select, insert on identity.account_scopes to ${appRole};
grant update (valid_to) on identity.account_scopes to ${appRole};
