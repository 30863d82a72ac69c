-- A link counts as long as who made it may still make it: the account is active, nobody logged it out everywhere since
-- (disabling does), and it still looks after the account that the link is for. Links of the first administrator are made
-- by nobody.
alter table identity.account_links
    add column made_by uuid references identity.accounts,
    -- the maker's log_in_epoch then
    add column made_epoch int,
    add constraint account_links_maker check ((made_by is null) = (made_epoch is null));
create index account_links_made_by on identity.account_links (made_by) where used_at is null;

-- The trail knows who made the links that are still open. One that it does not know goes on counting for the days that
-- are left to it.
update identity.account_links l
   set made_by = m.id, made_epoch = m.log_in_epoch
  from (select distinct on (t.subject) t.subject, t.account_id, t.happened_at
          from identity.audit_trail t
         where t.action in ('account.invited', 'account.link-made')
         order by t.subject, t.id desc) t
  join identity.accounts m on m.id = t.account_id
 where l.account_id = t.subject and l.used_at is null
   and l.made_at between t.happened_at - interval '1 minute' and t.happened_at + interval '1 minute';

create function identity.looks_after(manager text, managed text) returns boolean
    language sql immutable parallel safe
    return case manager
               when 'ADMINISTRATOR' then true
               when 'NATIONAL_OFFICE' then managed in ('PROVINCIAL_OFFICE', 'DISTRICT_OFFICE', 'FIELD_OFFICER',
                                                       'GROUP_OFFICER', 'PARTNER')
               when 'PROVINCIAL_OFFICE' then managed in ('DISTRICT_OFFICE', 'FIELD_OFFICER', 'GROUP_OFFICER', 'PARTNER')
               when 'DISTRICT_OFFICE' then managed in ('FIELD_OFFICER', 'GROUP_OFFICER')
               else false
           end;
create or replace function identity.manages(managed text, area text) returns boolean
    language sql stable parallel safe
    return platform.in_area(area)
       and identity.looks_after(coalesce((select current_setting('cemara.role', true)), ''), managed);

-- Nobody makes a link in another's name.
drop policy account_links_manager on identity.account_links;
create policy account_links_read on identity.account_links for select
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));
create policy account_links_insert on identity.account_links for insert
    with check (platform.is_account(made_by)
                and exists (select from identity.accounts a
                             where a.id = account_id and identity.manages(a.role, a.area_code)));
create policy account_links_update on identity.account_links for update
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));

-- Whether who made the link could still make it on that day.
create function identity.maker_may(link identity.account_links, today date) returns boolean
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

drop function identity.account_of_link(bytea, timestamptz);
create function identity.account_of_link(link bytea, at timestamptz, today date)
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

-- Uses the link up and sets the password, once: of two who come at the same moment, the second finds it used.
drop function identity.use_link(bytea, text, timestamptz);
create function identity.use_link(link bytea, password text, at timestamptz, today date) returns boolean
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
create function identity.end_links_of(maker uuid, at timestamptz, today date) returns int
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
