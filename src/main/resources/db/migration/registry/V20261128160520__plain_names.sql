-- Groups are indexed, sorted and compared by the words of platform.plain.

-- What finds a group. Its number is one word and its running part another: pieces of two digits would answer to any
-- number in a name, and "Mawar 17" would list every Mawar of Bengkulu.
create function registry.group_words(name text, number text, place text, kinds text) returns tsvector
    language sql immutable parallel safe
    return setweight(to_tsvector('indonesian', platform.plain(name)), 'A')
               || setweight(to_tsvector('simple', translate(number, '.-', '') || ' ' || split_part(number, '-', 2)), 'A')
               || setweight(to_tsvector('indonesian', platform.plain(place)), 'B')
               || setweight(to_tsvector('indonesian', platform.plain(coalesce(kinds, ''))), 'C');

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
    select g.id, g.number, g.slug, g.name, platform.plain(g.name), g.area_code, g.place, s.primary_sector, s.sectors,
           t.stage, coalesce(o.status, 'normal'), coalesce(m.members, 0), g.registered_on,
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
           sectors = excluded.sectors, stage = excluded.stage, status = excluded.status,
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

-- Lower-case words, and behind a # what sets sister groups apart: numbers ("Mawar II" is "mawar #2") and a single
-- letter at the end ("Mawar A"). Letters of other scripts count as letters: without them all such names would be one.
create or replace function registry.normal_name(name text) returns text
    language plpgsql immutable strict parallel safe set search_path = pg_catalog
as $$
declare
    plain   text;
    word    text;
    words   text[];
    kept    text := '';
    numbers text := '';
    last    int;
    number  int;
begin
    -- Letters with full stops between them are one word: "U.P.P.K.S.", "S.Pd".
    plain := platform.plain(regexp_replace(lower(name), '\m([a-z])\.(?=[a-z])', '\1', 'g'));
    plain := regexp_replace(plain, '([a-z])(?=[0-9])|([0-9])(?=[a-z])', '\1\2 ', 'g');
    plain := regexp_replace(plain, '\musaha peningkatan pendapatan keluarga (sejahtera|akseptor)\M', 'uppks', 'g');
    words := string_to_array(btrim(plain), ' ');
    last := cardinality(words);
    for i in 1 .. last loop
        word := words[i];
        continue when word in ('kelompok', 'kelompk', 'klompok', 'kelomp', 'kel', 'klp', 'kelp', 'klpk', 'klmpk', 'uppks',
                               'uppka', 'upks', 'upka', 'poktan', 'kube', 'h', 'hj', 'haji', 'hajah', 'hajjah', 'dra',
                               'drs', 'dr', 'ir', 'nyonya', 'ny');
        -- A title stands before a name, and "usaha" before all of it; at the end they are the name: "Karya Ibu".
        continue when i < last and (word in ('ibu', 'bu', 'bapak', 'bpk', 'pak', 'mak', 'bunda', 'umi', 'ummi')
                                    or word = 'usaha' and i > 1 and kept = '');
        continue when i > 1 and word in ('spd', 'amd', 'sag', 'se', 'sp');
        number := array_position(array['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'], word);
        if number is null then
            number := array_position(array['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh'], word);
        end if;
        if number is not null and kept <> '' then
            numbers := numbers || ' ' || number;
        elsif word ~ '^[0-9]+$' then
            numbers := numbers || ' ' || coalesce(nullif(ltrim(word, '0'), ''), '0');
        elsif i = last and kept <> '' and word in ('a', 'b', 'c', 'd') then
            numbers := numbers || ' ' || word;
        else
            word := case word
                        when 'bu' then 'ibu' when 'sej' then 'sejahtera' when 'hrp' then 'harapan' when 'bng' then 'bunga'
                        when 'mdr' then 'mandiri' when 'ush' then 'usaha'
                        else word
                    end;
            -- The spelling before 1972, then letters that are heard alike.
            word := replace(replace(replace(replace(word, 'oe', 'u'), 'dj', 'j'), 'tj', 'c'), 'sj', 's');
            word := replace(replace(replace(replace(word, 'ch', 'k'), 'kh', 'k'), 'sy', 's'), 'sh', 's');
            word := replace(replace(replace(replace(word, 'th', 't'), 'dh', 'd'), 'bh', 'b'), 'ph', 'p');
            word := replace(translate(word, 'yvfzq', 'jppjk'), 'ie', 'i');
            kept := kept || ' ' || regexp_replace(word, '([a-z])\1+', '\1', 'g');
        end if;
    end loop;
    -- A name of nothing but such words is kept as it is.
    if kept = '' then
        kept := ' ' || btrim(plain);
        numbers := '';
    end if;
    return btrim(kept || case when numbers = '' then '' else ' #' || btrim(numbers) end);
end $$;
alter table registry.business_groups
    alter column normal_name set expression as (registry.normal_name(name));

delete from registry.search_words;
insert into registry.search_words (word)
select distinct w.word
  from registry.business_kinds k, string_to_table(platform.plain(k.name_id), ' ') as w (word)
 where char_length(w.word) >= 3
    on conflict do nothing;
select registry.refresh_directory(array(select id from registry.business_groups));
