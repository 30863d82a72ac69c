-- Figures that somebody published, exactly as published: who said it, where in the source, and as of when. They are
-- never corrected here; what does not agree is shown with its difference.
create schema statistics;
grant usage on schema statistics to ${appRole};

create table statistics.sources (
    id           text primary key check (id ~ '^[a-z0-9-]+$'),
    title        text not null,
    publisher    text not null,
    url          text,
    -- The day to compute our own figure for when comparing; as_of_text is what the source says.
    as_of        date not null,
    as_of_text   text not null,
    area_code    text collate "C" not null,
    note         text
);

create table statistics.official_figures (
    source_id  text not null references statistics.sources,
    position   int not null,
    measure    text not null,
    -- Which breakdown the figure is a row of ("area", "sector"); empty for a stated total.
    breakdown  text not null,
    keys       jsonb not null,
    value      bigint not null,
    place      text not null,
    primary key (source_id, position),
    unique (source_id, measure, breakdown, keys),
    check ((breakdown = '') = (keys = '{}'))
);
grant select on statistics.sources, statistics.official_figures to ${appRole};

create trigger official_figures_changed after insert or update or delete or truncate on statistics.official_figures
    for each statement execute function platform.note_change('official-figures');
