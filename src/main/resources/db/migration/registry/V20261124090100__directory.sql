-- The public directory: one row for each group that is verified and not deactivated, with what is valid now. It holds
-- public facts only and has no policy, because operators of full-text and trigram search are not leakproof and would
-- not use an index of a table whose policies apply. Triggers keep it, so no writer can forget it.
create table registry.directory (
    group_id       uuid primary key references registry.business_groups,
    number         text not null,
    slug           text not null,
    name           text not null,
    -- What the list is sorted by.
    name_key       text collate "C" not null,
    area_code      text collate "C" not null,
    place          text not null,
    primary_sector text not null,
    sectors        text[] not null,
    stage          text not null,
    status         text not null,
    members        int not null,
    registered_on  date not null,
    search         tsvector not null
);
create index directory_name on registry.directory (name_key, group_id);
create index directory_area on registry.directory (area_code);
create index directory_sectors on registry.directory using gin (sectors);
create index directory_stage on registry.directory (stage, name_key, group_id);
create index directory_status on registry.directory (status, name_key, group_id);
create index directory_primary_sector on registry.directory (primary_sector, name_key, group_id);
create index directory_search on registry.directory using gin (search);

-- Every word the directory knows: a mistyped word is replaced by the most similar of these.
create table registry.search_words (
    word text collate "C" primary key
);
create index search_words_trigrams on registry.search_words using gin (word gin_trgm_ops);

grant select on registry.directory, registry.search_words to ${appRole};

create function registry.refresh_directory(ids uuid[]) returns void
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
           sectors, stage, status, members, registered_on, search)
    select g.id, g.number, g.slug, g.name, lower(g.name), g.area_code, g.place, s.primary_sector, s.sectors,
           t.stage, coalesce(o.status, 'normal'), coalesce(m.members, 0), g.registered_on,
           setweight(to_tsvector('indonesian', g.name), 'A')
               || setweight(to_tsvector('simple', translate(g.number, '.-', '  ')), 'A')
               || setweight(to_tsvector('indonesian', g.place), 'B')
               || setweight(to_tsvector('indonesian', coalesce(s.kinds, '')), 'C')
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
           sectors = excluded.sectors, stage = excluded.stage, status = excluded.status,
           members = excluded.members, registered_on = excluded.registered_on, search = excluded.search
     where d is distinct from excluded;

    insert into registry.search_words (word)
    select distinct w.word
      from registry.business_groups g,
           regexp_split_to_table(lower(g.name || ' ' || g.place), '[^[:alnum:]]+') as w (word)
     where g.id = any (ids) and char_length(w.word) between 3 and 40
     order by 1
        on conflict do nothing;
end $$;
revoke execute on function registry.refresh_directory(uuid[]) from public;

create function registry.directory_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform registry.refresh_directory(array(select distinct group_id from changed));
    return null;
end $$;

create function registry.directory_group_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform registry.refresh_directory(array(select distinct id from changed));
    return null;
end $$;
revoke execute on function registry.directory_changed(), registry.directory_group_changed() from public;

do $$
declare
    fact text;
begin
    create trigger directory_insert after insert on registry.business_groups
        referencing new table as changed for each statement execute function registry.directory_group_changed();
    create trigger directory_update after update on registry.business_groups
        referencing new table as changed for each statement execute function registry.directory_group_changed();
    foreach fact in array array['group_sectors', 'group_stages', 'group_statuses', 'memberships'] loop
        execute format('create trigger directory_insert after insert on registry.%I referencing new table as changed
                        for each statement execute function registry.directory_changed()', fact);
        execute format('create trigger directory_update after update on registry.%I referencing new table as changed
                        for each statement execute function registry.directory_changed()', fact);
        execute format('create trigger directory_delete after delete on registry.%I referencing old table as changed
                        for each statement execute function registry.directory_changed()', fact);
    end loop;
    -- Whoever keeps an answer made from these tables learns that it is out of date.
    foreach fact in array array['business_groups', 'verifications', 'group_places', 'group_sectors', 'group_stages',
                                'group_statuses', 'memberships'] loop
        execute format('create trigger registry_changed after insert or update or delete or truncate on registry.%I
                        for each statement execute function platform.note_change(''registry'')', fact);
    end loop;
end $$;

insert into registry.search_words (word)
select distinct w.word
  from registry.business_kinds k, regexp_split_to_table(lower(k.name_id), '[^[:alnum:]]+') as w (word)
 where char_length(w.word) >= 3
    on conflict do nothing;
