-- The administrative areas of Indonesia. Codes are text in collation "C": "11.10" is not 11.1, and a code is the prefix
-- of everything inside it. Areas split and merge, hence validity and successors; an area without a known start counts
-- as valid since always.
create schema area;
grant usage on schema area to ${appRole};

create table area.areas (
    code        text collate "C" primary key
                check (code ~ '^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$'),
    parent_code text collate "C" references area.areas,
    level       text not null
                check (level in ('province', 'regency', 'city', 'district', 'urban-village', 'village',
                                 'customary-village')),
    name        text not null check (name = btrim(name) and name <> ''),
    -- Name and the areas above it up to the kabupaten: "Taba Anyar, Lebong Selatan, Lebong".
    path        text not null,
    postal_code text check (postal_code ~ '^[0-9]{5}$'),
    valid_from  date,
    valid_to    date,
    -- Found by the words of platform.plain. A code is one word, with or without its dots: split, its pieces would answer
    -- to any number in a name.
    search      tsvector not null generated always as
                (to_tsvector('simple', platform.plain(path) || ' ' || replace(code, '.', ''))) stored,
    plain_name  text collate "C" not null generated always as (platform.plain(name)) stored,
    check (valid_from < valid_to),
    check ((parent_code is null) = (level = 'province')),
    check (parent_code is null or code like parent_code || '.%')
);
create index areas_parent on area.areas (parent_code, code);
-- Search by name: full text first, trigrams where it finds nothing.
create index areas_search on area.areas using gin (search);
create index areas_name_trigrams on area.areas using gin (plain_name gin_trgm_ops);

create table area.successions (
    old_code     text collate "C" not null references area.areas,
    new_code     text collate "C" not null references area.areas,
    succeeded_on date not null,
    primary key (old_code, new_code),
    check (old_code <> new_code)
);

-- Where a source words an area differently from the official list, its wording is kept here.
create table area.notes (
    code   text collate "C" not null references area.areas,
    source text not null,
    place  text not null,
    note   text not null,
    primary key (code, source, place)
);

grant select on area.areas, area.successions, area.notes to ${appRole};

create trigger areas_changed after insert or update or delete or truncate on area.areas
    for each statement execute function platform.note_change('area');
