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

-- Offices take in published figures from tables. A source belongs to the area it reports on, so only who answers for
-- that area adds one, or adds figures to it. What is there is never changed: a source is quoted as it was published.
alter table statistics.sources enable row level security;
alter table statistics.official_figures enable row level security;
create policy sources_read on statistics.sources for select using (true);
create policy sources_insert on statistics.sources for insert with check (platform.in_area(area_code));
create policy official_figures_read on statistics.official_figures for select using (true);
create policy official_figures_insert on statistics.official_figures for insert
    with check (exists (select from statistics.sources s where s.id = source_id and platform.in_area(s.area_code)));
grant insert on statistics.sources, statistics.official_figures to ${appRole};
