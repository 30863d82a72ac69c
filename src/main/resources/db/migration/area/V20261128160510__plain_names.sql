-- Areas are found by the words of platform.plain. A code is one word, with or without its dots: split, its pieces would
-- answer to any number in a name.
alter table area.areas
    alter column search set expression as (to_tsvector('simple', platform.plain(path) || ' ' || replace(code, '.', '')));
alter table area.areas
    add column plain_name text collate "C" not null generated always as (platform.plain(name)) stored;
drop index area.areas_name_trigrams;
create index areas_name_trigrams on area.areas using gin (plain_name gin_trgm_ops);
