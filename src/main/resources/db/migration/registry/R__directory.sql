-- Keeps the public directory: see the table registry.directory.

-- What finds a group, by the words of platform.plain. Its number is one word and its running part another: pieces of two
-- digits would answer to any number in a name, and "Mawar 17" would list every Mawar of Bengkulu.
create or replace function registry.group_words(name text, number text, place text, kinds text) returns tsvector
    language sql immutable parallel safe
    return setweight(to_tsvector('indonesian', platform.plain(name)), 'A')
               || setweight(to_tsvector('simple', translate(number, '.-', '') || ' ' || split_part(number, '-', 2)), 'A')
               || setweight(to_tsvector('indonesian', platform.plain(place)), 'B')
               || setweight(to_tsvector('indonesian', platform.plain(coalesce(kinds, ''))), 'C');

-- Who looks for a record that was merged away, by its name or number, finds the group that goes on.
create or replace function registry.former_words(named uuid) returns tsvector
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
    words tsvector := '';
    gone  record;
begin
    for gone in
        with recursive record_gone (id, name, number) as (
            select g.id, g.name, g.number from registry.business_groups g where g.merged_into = named
            union
            select g.id, g.name, g.number
              from record_gone o
              join registry.business_groups g on g.merged_into = o.id)
        select name, number from record_gone order by number
    loop
        words := words || registry.group_words(gone.name, gone.number, '', '');
    end loop;
    return words;
end $$;
revoke execute on function registry.former_words(uuid) from public;

create or replace function registry.add_former_words() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    new.search := new.search || registry.former_words(new.group_id);
    return new;
end $$;
revoke execute on function registry.add_former_words() from public;
-- The directory is written by insert … on conflict do update, and what a trigger before insert adds is in "excluded".
create or replace trigger directory_former before insert on registry.directory
    for each row execute function registry.add_former_words();

-- Writes the rows of these groups anew. The words that mend a mistyped search come from public groups only: nobody may
-- find the name of a draft, and a mistyped name in a draft must not count as a word.
create or replace function registry.refresh_directory(ids uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
    -- One group is refreshed by one transaction at a time, always in the same order.
    perform 1 from registry.business_groups where id = any (ids) order by id for no key update;

    delete from registry.directory d
     using registry.business_groups g
     where g.id = d.group_id and g.id = any (ids)
       and (g.approval <> 'verified' or g.deactivated_on is not null);

    insert into registry.directory as d (group_id, number, slug, name, name_key, area_code, place, primary_sector,
           sectors, stage, is_assessed, status, members, registered_on, search)
    select g.id, g.number, g.slug, g.name, platform.plain(g.name), g.area_code, g.place, s.primary_sector, s.sectors,
           t.stage, t.is_assessed, coalesce(o.status, 'normal'), coalesce(m.members, 0), g.registered_on,
           registry.group_words(g.name, g.number, g.place, s.kinds)
      from registry.business_groups g
      join (select x.group_id, max(x.sector_key) filter (where x.is_primary) as primary_sector,
                   array_agg(x.sector_key order by x.is_primary desc, x.sector_key) as sectors,
                   string_agg(k.name_id, ' ') as kinds
              from registry.group_sectors x
              left join registry.business_kinds k on k.key = x.kind_key
             where x.group_id = any (ids) and x.valid_to is null
             group by x.group_id) s on s.group_id = g.id and s.primary_sector is not null
      join registry.group_stages t on t.group_id = g.id and t.valid_to is null
      left join registry.group_statuses o on o.group_id = g.id and o.valid_to is null
      left join (select x.group_id, count(*) as members
                   from registry.memberships x
                  where x.group_id = any (ids) and x.left_on is null
                  group by x.group_id) m on m.group_id = g.id
     where g.id = any (ids) and g.approval = 'verified' and g.deactivated_on is null
        on conflict (group_id) do update
       set number = excluded.number, slug = excluded.slug, name = excluded.name, name_key = excluded.name_key,
           area_code = excluded.area_code, place = excluded.place, primary_sector = excluded.primary_sector,
           sectors = excluded.sectors, stage = excluded.stage, is_assessed = excluded.is_assessed,
           status = excluded.status,
           members = excluded.members, registered_on = excluded.registered_on, search = excluded.search
     where d is distinct from excluded;

    insert into registry.search_words (word)
    select distinct w.word
      from registry.business_groups g,
           string_to_table(platform.plain(g.name || ' ' || g.place), ' ') as w (word)
     where g.id = any (ids) and g.approval = 'verified' and g.deactivated_on is null
       and char_length(w.word) between 3 and 40
     order by 1
        on conflict do nothing;
end $$;
revoke execute on function registry.refresh_directory(uuid[]) from public;

create or replace function registry.directory_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform registry.refresh_directory(array(select distinct group_id from changed));
    return null;
end $$;

create or replace function registry.directory_group_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform registry.refresh_directory(array(select distinct id from changed));
    return null;
end $$;
revoke execute on function registry.directory_changed(), registry.directory_group_changed() from public;

create or replace trigger directory_insert after insert on registry.business_groups
    referencing new table as changed for each statement execute function registry.directory_group_changed();
create or replace trigger directory_update after update on registry.business_groups
    referencing new table as changed for each statement execute function registry.directory_group_changed();
do $$
declare
    fact text;
begin
    foreach fact in array array['group_sectors', 'group_stages', 'group_statuses', 'memberships'] loop
        execute format('create or replace trigger directory_insert after insert on registry.%I
                        referencing new table as changed
                        for each statement execute function registry.directory_changed()', fact);
        execute format('create or replace trigger directory_update after update on registry.%I
                        referencing new table as changed
                        for each statement execute function registry.directory_changed()', fact);
        execute format('create or replace trigger directory_delete after delete on registry.%I
                        referencing old table as changed
                        for each statement execute function registry.directory_changed()', fact);
    end loop;
end $$;
