-- Every group begins at the first stage, and is counted there. Whether somebody came to that by assessing it is another
-- matter: a page does not call a group basic that nobody has looked at.
alter table registry.group_stages add column is_assessed boolean not null default true;
alter table registry.directory add column is_assessed boolean not null default true;

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

-- Groups that were registered here, until the module that assesses says which of them were.
update registry.group_stages t
   set is_assessed = false
  from registry.business_groups g
 where g.id = t.group_id and t.stage = 'basic' and t.valid_from = g.registered_on
   and exists (select from registry.group_reviews r where r.group_id = t.group_id and r.step = 'registered');

create function registry.note_assessed(ids uuid[]) returns void
    language sql set search_path = pg_catalog
as $$
    update registry.group_stages t set is_assessed = true where t.group_id = any (ids) and not t.is_assessed;
$$;
revoke execute on function registry.note_assessed(uuid[]) from public;
