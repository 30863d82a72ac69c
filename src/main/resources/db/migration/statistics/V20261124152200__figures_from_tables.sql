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
