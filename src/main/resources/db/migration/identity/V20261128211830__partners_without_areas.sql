-- A partner sees what is public and answers for no area and no group, only for an agency. What one was given before
-- ends.
update identity.account_scopes s
   set valid_to = greatest(s.valid_from, current_date)
  from identity.accounts a
 where a.id = s.account_id and a.role = 'PARTNER' and s.agency_id is null
   and (s.valid_to is null or s.valid_to > current_date);

create function identity.refuse_partner() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    if new.agency_id is null
       and exists (select from identity.accounts a where a.id = new.account_id and a.role = 'PARTNER') then
        raise exception 'a partner answers for no area and no group' using errcode = '23514';
    end if;
    return new;
end $$;
revoke execute on function identity.refuse_partner() from public;
-- Ending one stays possible.
create trigger account_scopes_no_partner before insert or update of account_id, area_code, group_id, agency_id
    on identity.account_scopes
    for each row execute function identity.refuse_partner();
