-- Who answers for a group that is merged into another answers for that one, and again for the old one when the merge is
-- undone. The office that merges answers for both groups, but need not look after each of their accounts, so these
-- functions belong to the owner and ask for the roles that may merge.
create function identity.scopes_follow(old_group uuid, new_group uuid, day date) returns setof uuid
    language sql volatile security definer set search_path = pg_catalog
begin atomic
    update identity.account_scopes s
       set group_id = new_group
     where s.group_id = old_group and (s.valid_to is null or s.valid_to > day)
       and platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE')
    returning s.id;
end;

create function identity.scopes_elsewhere(scopes uuid[], of_group uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
    return exists (select from identity.account_scopes s where s.id = any (scopes) and s.group_id <> of_group);

create function identity.scopes_return(scopes uuid[], to_group uuid) returns void
    language sql volatile security definer set search_path = pg_catalog
begin atomic
    update identity.account_scopes s
       set group_id = to_group
     where s.id = any (scopes) and s.group_id is not null
       and platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE');
end;
revoke execute on function identity.scopes_follow(uuid, uuid, date), identity.scopes_elsewhere(uuid[], uuid),
    identity.scopes_return(uuid[], uuid) from public;
grant execute on function identity.scopes_follow(uuid, uuid, date), identity.scopes_elsewhere(uuid[], uuid),
    identity.scopes_return(uuid[], uuid) to ${appRole};
