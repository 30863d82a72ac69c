-- Who looks after whom: an office invites and helps the roles below its own inside its own area. One-time links let the
-- person set the password; only their hash is kept. A place has one field officer at a time.
create function identity.manages(managed text, area text) returns boolean
    language sql stable parallel safe
    return platform.in_area(area)
       and case coalesce((select current_setting('cemara.role', true)), '')
               when 'ADMINISTRATOR' then true
               when 'NATIONAL_OFFICE' then managed in ('PROVINCIAL_OFFICE', 'DISTRICT_OFFICE', 'FIELD_OFFICER',
                                                       'GROUP_OFFICER', 'PARTNER')
               when 'PROVINCIAL_OFFICE' then managed in ('DISTRICT_OFFICE', 'FIELD_OFFICER', 'GROUP_OFFICER', 'PARTNER')
               when 'DISTRICT_OFFICE' then managed in ('FIELD_OFFICER', 'GROUP_OFFICER')
               else false
           end;

-- Neither the role nor the name of an account ever changes.
revoke update on identity.accounts from ${appRole};
grant update (display_name, password_hash, disabled_at, log_in_epoch) on identity.accounts to ${appRole};
drop policy accounts_self on identity.accounts;
create policy accounts_read on identity.accounts for select
    using (platform.is_account(id)
           or (platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE', 'ADMINISTRATOR')
               and platform.in_area(area_code)));
create policy accounts_insert on identity.accounts for insert with check (identity.manages(role, area_code));
create policy accounts_update on identity.accounts for update
    using (platform.is_account(id) or identity.manages(role, area_code));

alter table identity.account_scopes
    add column id uuid not null default gen_random_uuid() primary key,
    -- Read copy of the account's role, for the rule that a place has one field officer.
    add column is_field boolean not null default false,
    drop constraint account_scopes_check1,
    -- A scope that ends on the day it began never held.
    add constraint account_scopes_days check (valid_from <= valid_to);
update identity.account_scopes s
   set is_field = true
  from identity.accounts a
 where a.id = s.account_id and a.role = 'FIELD_OFFICER' and s.area_code is not null;
alter table identity.account_scopes
    add constraint account_scopes_one_officer
        exclude using gist (area_code with =, daterange(valid_from, valid_to) with &&) where (is_field);

revoke update on identity.account_scopes from ${appRole};
grant update (valid_to) on identity.account_scopes to ${appRole};
drop policy account_scopes_self on identity.account_scopes;
create policy account_scopes_read on identity.account_scopes for select
    using (exists (select from identity.accounts a where a.id = account_id));
create policy account_scopes_insert on identity.account_scopes for insert
    with check ((area_code is null or platform.in_area(area_code))
                and exists (select from identity.accounts a
                             where a.id = account_id and identity.manages(a.role, a.area_code)));
create policy account_scopes_update on identity.account_scopes for update
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));

-- Kecamatan and villages inside them overlap, too, which the constraint cannot see: whoever gives scopes in a kabupaten
-- does so one after the other.
create function identity.keep_one_officer() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    new.is_field := new.area_code is not null
        and exists (select from identity.accounts a where a.id = new.account_id and a.role = 'FIELD_OFFICER');
    if not new.is_field then
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('field officers ' || left(new.area_code, 5), 0));
    if exists (select from identity.account_scopes s
                where s.is_field and s.id <> new.id and s.account_id <> new.account_id
                  and (starts_with(s.area_code, new.area_code || '.') or starts_with(new.area_code, s.area_code || '.'))
                  and daterange(s.valid_from, s.valid_to) && daterange(new.valid_from, new.valid_to)) then
        raise exception 'a place has one field officer at a time' using errcode = '23P01';
    end if;
    return new;
end $$;
revoke execute on function identity.keep_one_officer() from public;
create trigger account_scopes_one_officer before insert or update on identity.account_scopes
    for each row execute function identity.keep_one_officer();

create table identity.account_links (
    id         uuid primary key,
    account_id uuid not null references identity.accounts,
    -- invitation: the first password; reset: another one
    kind       text not null check (kind in ('invitation', 'reset')),
    hash       bytea not null unique check (octet_length(hash) = 32),
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index account_links_account on identity.account_links (account_id);
alter table identity.account_links enable row level security;
create policy account_links_manager on identity.account_links
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));
grant select, insert, update (used_at) on identity.account_links to ${appRole};

-- Whose link it is, while it counts.
create function identity.account_of_link(link bytea, at timestamptz)
    returns table (account_id uuid, username text, display_name text, kind text, area_code text)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select a.id, a.username, a.display_name, l.kind, a.area_code
      from identity.account_links l
      join identity.accounts a on a.id = l.account_id
     where l.hash = link and l.used_at is null and l.expires_at > at and a.disabled_at is null;
end;
revoke execute on function identity.account_of_link(bytea, timestamptz) from public;
grant execute on function identity.account_of_link(bytea, timestamptz) to ${appRole};

-- Uses the link up and sets the password, once: of two who come at the same moment, the second finds it used.
create function identity.use_link(link bytea, password text, at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    account uuid;
begin
    update identity.account_links l
       set used_at = at
      from identity.accounts a
     where l.hash = link and l.used_at is null and l.expires_at > at
       and a.id = l.account_id and a.disabled_at is null
    returning l.account_id into account;
    if account is null then
        return false;
    end if;
    update identity.accounts
       set password_hash = password, log_in_epoch = log_in_epoch + 1
     where id = account;
    update identity.account_links set used_at = at where account_id = account and used_at is null;
    return true;
end $$;
revoke execute on function identity.use_link(bytea, text, timestamptz) from public;
grant execute on function identity.use_link(bytea, text, timestamptz) to ${appRole};
