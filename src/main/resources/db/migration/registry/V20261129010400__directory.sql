-- The public directory: one row for each group that is verified and not deactivated, with what is valid now. It holds
-- public facts only and has no policy, because operators of full-text and trigram search are not leakproof and would
-- not use an index of a table whose policies apply. Triggers keep it (R__directory.sql), so no writer can forget it.
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
    search         tsvector not null,
    is_assessed    boolean not null default true
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
insert into registry.search_words (word)
select distinct w.word
  from registry.business_kinds k, string_to_table(platform.plain(k.name_id), ' ') as w (word)
 where char_length(w.word) >= 3
    on conflict do nothing;

grant select on registry.directory, registry.search_words to ${appRole};
