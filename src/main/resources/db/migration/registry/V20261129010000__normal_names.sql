-- Groups, and everything about them that changes over time. This first file makes what the tables of the next keep for
-- finding one group under its many spellings.
create schema registry;
grant usage on schema registry to ${appRole};

-- The same group is written in many ways: "Kelompok UPPKS Ibu Sri", "Poktan Sri", "UPPKA SRIE". Duplicates are looked
-- for by what is left of a name when the spelling, the programme's words and the titles are gone.
--
-- Lower-case words, and behind a # what sets sister groups apart: numbers ("Mawar II" is "mawar #2") and a single
-- letter at the end ("Mawar A"). Letters of other scripts count as letters: without them all such names would be one.
-- Stored in a generated column: a change of this function needs a migration that makes the column anew.
create function registry.normal_name(name text) returns text
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

-- One way to write a telephone number: "0812 3456-789", "62812…" and "+62 812…" are one.
create function registry.phone_key(phone text) returns text
    language sql immutable strict parallel safe set search_path = pg_catalog
    return nullif(regexp_replace(regexp_replace(phone, '[^0-9]', '', 'g'), '^(00)?(62|0)0?', '62'), '');
