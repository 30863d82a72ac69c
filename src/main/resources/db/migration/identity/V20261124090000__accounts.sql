-- Accounts and what they answer for. An account sees itself; whoever answers for the whole country sees all. Log-in
-- happens before anybody is known, so it reads through one function that gives one account by its exact name.
create schema identity;
grant usage on schema identity to ${appRole};

create table identity.accounts (
    id            uuid primary key,
    username      text not null unique check (username ~ '^[a-z0-9][a-z0-9.-]{1,39}$'),
    display_name  text not null,
    password_hash text not null,
    role          text not null
                  check (role in ('GROUP_OFFICER', 'FIELD_OFFICER', 'DISTRICT_OFFICE', 'PROVINCIAL_OFFICE',
                                  'NATIONAL_OFFICE', 'PARTNER', 'ADMINISTRATOR')),
    sample        boolean not null default false,
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz
);

-- A scope is an area prefix ('*' for the whole country), a group or an agency, for a time.
create table identity.account_scopes (
    account_id uuid not null references identity.accounts,
    area_code  text collate "C",
    group_id   uuid,
    agency_id  uuid,
    valid_from date not null,
    valid_to   date,
    check (num_nonnulls(area_code, group_id, agency_id) = 1),
    check (valid_from < valid_to)
);
create index account_scopes_account on identity.account_scopes (account_id);

alter table identity.accounts enable row level security;
alter table identity.account_scopes enable row level security;
create policy accounts_self on identity.accounts
    using (platform.is_account(id) or coalesce(current_setting('cemara.areas', true), '') = '*');
create policy account_scopes_self on identity.account_scopes
    using (platform.is_account(account_id) or coalesce(current_setting('cemara.areas', true), '') = '*');
grant select, insert, update on identity.accounts, identity.account_scopes to ${appRole};

create function identity.account_for_login(login text, today date)
    returns table (id uuid, username text, password_hash text, role text, areas text[], group_id uuid, agency_id uuid)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select a.id, a.username, a.password_hash, a.role,
           coalesce(array_agg(s.area_code order by s.area_code) filter (where s.area_code is not null), '{}'),
           (array_agg(s.group_id) filter (where s.group_id is not null))[1],
           (array_agg(s.agency_id) filter (where s.agency_id is not null))[1]
      from identity.accounts a
      left join identity.account_scopes s
        on s.account_id = a.id and s.valid_from <= today and (s.valid_to is null or s.valid_to > today)
     where a.username = login and a.disabled_at is null
     group by a.id;
end;
revoke execute on function identity.account_for_login(text, date) from public;
grant execute on function identity.account_for_login(text, date) to ${appRole};
