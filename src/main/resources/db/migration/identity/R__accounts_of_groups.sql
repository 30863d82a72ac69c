-- Accounts that speak for a group are looked after by the office of the area where the group lies, also after it moved.
-- Only the owner may call this: from registry.carry_out_move, which has checked the accepted move.
create or replace function identity.follow_group(moved uuid, to_area text) returns void
    language sql volatile security definer set search_path = pg_catalog
begin atomic
    update identity.accounts a
       set area_code = to_area
     where a.role = 'GROUP_OFFICER'
       and exists (select from identity.account_scopes s where s.account_id = a.id and s.group_id = moved);
end;

-- Whether a kabupaten's office that answers for that area has an account: to no other end, so it tells only that.
create or replace function identity.has_office(area text, today date) returns boolean
    language sql stable security definer set search_path = pg_catalog
    return exists (select
                     from identity.accounts a
                     join identity.account_scopes s on s.account_id = a.id
                    where a.role = 'DISTRICT_OFFICE' and a.disabled_at is null
                      and s.valid_from <= today and (s.valid_to is null or s.valid_to > today)
                      and area >= s.area_code and area < s.area_code || '/');

revoke execute on function identity.follow_group(uuid, text), identity.has_office(text, date) from public;
grant execute on function identity.has_office(text, date) to ${appRole};
