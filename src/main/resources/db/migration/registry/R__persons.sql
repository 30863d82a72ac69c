-- Whether two entries may be about one person, of whom at most one has a NIK: the names differ in nothing but case, accents
-- and signs, and neither the days of birth nor, where one of those is not known, the telephones tell them apart.
create or replace function registry.may_be_same_person(name_a text, birth_a date, phone_a text, nik_a bytea,
                                                       name_b text, birth_b date, phone_b text, nik_b bytea) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog
    return (nik_a is null or nik_b is null)
       and platform.plain(name_a) = platform.plain(name_b)
       and case when birth_a is not null and birth_b is not null then birth_a = birth_b
                else coalesce(phone_a = phone_b, true) end;

-- Whether a telephone number is one of a group's: its contact's, or that of somebody who is a member now. Says yes or no
-- and gives no number away, so that the market can tell a group from its buyers.
create or replace function registry.has_phone(asked uuid, number text) returns boolean
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
