-- A place has one field officer at a time. Kecamatan and villages inside them overlap, too, which the constraint cannot
-- see: those who give scopes in a kabupaten do so one after the other.
create or replace function identity.keep_one_officer() returns trigger
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
create or replace trigger account_scopes_one_officer before insert or update on identity.account_scopes
    for each row execute function identity.keep_one_officer();

-- A partner sees what is public and answers for no area and no group, only for an agency.
create or replace function identity.refuse_partner() returns trigger
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
create or replace trigger account_scopes_no_partner before insert or update of account_id, area_code, group_id, agency_id
    on identity.account_scopes
    for each row execute function identity.refuse_partner();

-- Who answers for a group that is merged into another answers for that one, and again for the old one when the merge is
-- undone. The office that merges answers for both groups, but need not look after each of their accounts, so these
-- functions belong to the owner and ask for the roles that may merge.
create or replace function identity.scopes_follow(old_group uuid, new_group uuid, day date) returns setof uuid
    language sql volatile security definer set search_path = pg_catalog
begin atomic
    update identity.account_scopes s
       set group_id = new_group
     where s.group_id = old_group and (s.valid_to is null or s.valid_to > day)
       and platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE')
    returning s.id;
end;

create or replace function identity.scopes_elsewhere(scopes uuid[], of_group uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
    return exists (select from identity.account_scopes s where s.id = any (scopes) and s.group_id <> of_group);

create or replace function identity.scopes_return(scopes uuid[], to_group uuid) returns void
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
