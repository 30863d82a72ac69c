-- Whether a telephone number is one of a group's: its contact's, or that of somebody who is a member now. Says yes or no
-- and gives no number away, so that the market can tell a group from its buyers.
create function registry.has_phone(asked uuid, number text) returns boolean
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select exists (select from registry.group_private p
                    where p.group_id = asked and p.phone_key = registry.phone_key(number))
        or exists (select from registry.members m
                     join registry.memberships s on s.id = m.membership_id
                    where m.group_id = asked and s.left_on is null
                      and registry.phone_key(m.phone) = registry.phone_key(number));
end;
revoke execute on function registry.has_phone(uuid, text) from public;
grant execute on function registry.has_phone(uuid, text) to ${appRole};
