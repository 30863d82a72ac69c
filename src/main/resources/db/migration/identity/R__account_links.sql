-- A link counts as long as who made it may still make it: the account is active, nobody logged it out everywhere since
-- (disabling does), and it still looks after the account that the link is for.

-- Whether who made the link could still make it on that day.
create or replace function identity.maker_may(link identity.account_links, today date) returns boolean
    language sql stable set search_path = pg_catalog
begin atomic
    select link.made_by is null
        or exists (select
                     from identity.accounts m
                     join identity.account_scopes s on s.account_id = m.id
                     join identity.accounts a on a.id = link.account_id
                    where m.id = link.made_by and m.disabled_at is null and m.log_in_epoch = link.made_epoch
                      and identity.looks_after(m.role, a.role)
                      and s.valid_from <= today and (s.valid_to is null or s.valid_to > today)
                      and (s.area_code = '*' or a.area_code = s.area_code
                           or starts_with(a.area_code, s.area_code || '.')));
end;
revoke execute on function identity.maker_may(identity.account_links, date) from public;

-- Whose link it is, while it counts.
create or replace function identity.account_of_link(link bytea, at timestamptz, today date)
    returns table (account_id uuid, username text, display_name text, kind text, area_code text)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select a.id, a.username, a.display_name, l.kind, a.area_code
      from identity.account_links l
      join identity.accounts a on a.id = l.account_id
     where l.hash = link and l.used_at is null and l.expires_at > at and a.disabled_at is null
       and identity.maker_may(l, today);
end;
revoke execute on function identity.account_of_link(bytea, timestamptz, date) from public;
grant execute on function identity.account_of_link(bytea, timestamptz, date) to ${appRole};

create or replace function identity.use_link(link bytea, password text, at timestamptz, today date) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    used record;
begin
    -- Who disables the maker at this moment comes before or after, not in between.
    perform from identity.accounts m
      where m.id = (select l.made_by from identity.account_links l where l.hash = link)
        for share;
    update identity.account_links l
       set used_at = at
      from identity.accounts a
     where l.hash = link and l.used_at is null and l.expires_at > at
       and a.id = l.account_id and a.disabled_at is null
       and identity.maker_may(l, today)
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
revoke execute on function identity.use_link(bytea, text, timestamptz, date) from public;
grant execute on function identity.use_link(bytea, text, timestamptz, date) to ${appRole};

-- Ends the links that their maker could not make any more, so that they stay dead when the maker is enabled again or gets
-- the area back, and tells how many. It ends none that counts.
create or replace function identity.end_links_of(maker uuid, at timestamptz, today date) returns int
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ended int;
begin
    update identity.account_links l
       set used_at = at
     where l.made_by = maker and l.used_at is null and l.expires_at > at and not identity.maker_may(l, today);
    get diagnostics ended = row_count;
    return ended;
end $$;
revoke execute on function identity.end_links_of(uuid, timestamptz, date) from public;
grant execute on function identity.end_links_of(uuid, timestamptz, date) to ${appRole};

-- Links made before an account was disabled stay dead when it is enabled again.
create or replace function identity.end_links() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update identity.account_links set used_at = new.disabled_at where account_id = new.id and used_at is null;
    return null;
end $$;
revoke execute on function identity.end_links() from public;
create or replace trigger accounts_disabled after update of disabled_at on identity.accounts
    for each row when (old.disabled_at is null and new.disabled_at is not null)
    execute function identity.end_links();
