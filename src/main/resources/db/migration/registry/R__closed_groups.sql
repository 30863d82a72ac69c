-- A closed group, deactivated or merged into another, takes no more changes, even where the application forgets to ask. As
-- policies do, this binds the application and not the owner, who loads samples and restores backups. What an order, a
-- payment or a person's wish still needs is left open: orders that are under way, taking a name or a photo off the page, an
-- erasure.

-- Waits for a merge or a closing that is at work, which holds the group.
create or replace function registry.is_closed(named uuid) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    closed boolean;
begin
    select g.deactivated_on is not null into closed from registry.business_groups g where g.id = named for key share;
    return coalesce(closed, false);
end $$;
revoke execute on function registry.is_closed(uuid) from public;
grant execute on function registry.is_closed(uuid) to ${appRole};

-- Trigger before a row of a table with group_id is written.
create or replace function registry.refuse_closed() returns trigger
    language plpgsql set search_path = pg_catalog
as $$
declare
    named uuid := case when tg_op = 'DELETE' then old.group_id else new.group_id end;
begin
    if row_security_active(tg_relid) and registry.is_closed(named) then
        raise exception 'the group is closed' using errcode = 'CL001', detail = named::text;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

-- The facts of the group itself. Closing and opening it are not among them.
create or replace function registry.refuse_closed_group() returns trigger
    language plpgsql set search_path = pg_catalog
as $$
begin
    if row_security_active(tg_relid) then
        raise exception 'the group is closed' using errcode = 'CL001', detail = new.id::text;
    end if;
    return new;
end $$;
revoke execute on function registry.refuse_closed(), registry.refuse_closed_group() from public;

create or replace trigger business_groups_closed before update on registry.business_groups for each row
    when (old.deactivated_on is not null and new.deactivated_on is not null
          and (old.number, old.slug, old.name, old.area_code, old.approval, old.registered_on, old.verified_on)
              is distinct from
              (new.number, new.slug, new.name, new.area_code, new.approval, new.registered_on, new.verified_on))
    execute function registry.refuse_closed_group();

do $$
declare
    part text;
begin
    foreach part in array array['group_private', 'verifications', 'group_places', 'group_sectors', 'group_stages',
                                'group_statuses', 'memberships', 'members', 'families', 'family_planning'] loop
        execute format('create or replace trigger group_closed before insert or update on registry.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
    foreach part in array array['officer_terms', 'group_photos', 'moves', 'public_changes'] loop
        execute format('create or replace trigger group_closed before insert on registry.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
end $$;
-- Who agreed to be named may take it back at any time.
create or replace trigger group_closed_update before update on registry.officer_terms for each row
    when (new.public_name is not null
          or to_jsonb(old) - 'public_name' is distinct from to_jsonb(new) - 'public_name')
    execute function registry.refuse_closed();
-- So may everybody who is in a picture.
create or replace trigger group_closed_update before update on registry.group_photos for each row
    when (new.removed_at is null or old.removed_at is not null or new.group_id <> old.group_id)
    execute function registry.refuse_closed();
