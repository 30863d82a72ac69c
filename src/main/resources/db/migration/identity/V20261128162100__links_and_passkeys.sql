-- A reset link ends the passkeys too, unless the office said that they stay: who lost a phone loses what it holds. The
-- office that looks after an account sees its passkeys and takes them away. Links made before an account was disabled
-- stay dead when it is enabled again.
alter table identity.account_links add column keeps_passkeys boolean not null default false;

create policy passkeys_office_read on identity.passkeys for select
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));
create policy passkeys_office_delete on identity.passkeys for delete
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));

create or replace function identity.use_link(link bytea, password text, at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    used record;
begin
    update identity.account_links l
       set used_at = at
      from identity.accounts a
     where l.hash = link and l.used_at is null and l.expires_at > at
       and a.id = l.account_id and a.disabled_at is null
    returning l.account_id, l.keeps_passkeys into used;
    if used.account_id is null then
        return false;
    end if;
    update identity.accounts
       set password_hash = password, log_in_epoch = log_in_epoch + 1
     where id = used.account_id;
    update identity.account_links set used_at = at where account_id = used.account_id and used_at is null;
    if not used.keeps_passkeys then
        delete from identity.passkeys where account_id = used.account_id;
    end if;
    return true;
end $$;

create function identity.end_links() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update identity.account_links set used_at = new.disabled_at where account_id = new.id and used_at is null;
    return null;
end $$;
revoke execute on function identity.end_links() from public;
create trigger accounts_disabled after update of disabled_at on identity.accounts
    for each row when (old.disabled_at is null and new.disabled_at is not null)
    execute function identity.end_links();
