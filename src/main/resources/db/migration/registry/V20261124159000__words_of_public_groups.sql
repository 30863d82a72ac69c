-- The words that mend a mistyped search come from public groups only: the name of a draft is nobody's to find, and a
-- mistyped name in a draft must not count as a word. The rest of the function is as it was.
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
     where g.id = any (ids) and g.approval = 'verified' and g.deactivated_on is null
       and char_length(w.word) between 3 and 40
     order by 1
        on conflict do nothing;
end $$;
