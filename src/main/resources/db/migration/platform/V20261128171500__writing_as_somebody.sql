-- Also rows that tell nothing about a person are written by somebody: a forgotten actor is refused, not obeyed.
-- System work is told apart by the name it acts under.
create function platform.works_as(variadic names text[]) returns boolean
    language sql stable parallel safe
    return coalesce((select current_setting('cemara.system', true)), '') = any (names);

-- An account, the holder of an order, or work of the system.
create function platform.somebody_acts() returns boolean
    language sql stable parallel safe
    return coalesce((select current_setting('cemara.account', true)), '') <> ''
        or coalesce((select current_setting('cemara.holder', true)), '') <> ''
        or coalesce((select current_setting('cemara.system', true)), '') <> '';

-- Read and written by identity.SessionConfiguration alone, which acts as 'sessions'.
alter table platform.spring_session enable row level security;
create policy spring_session_keeper on platform.spring_session
    using (platform.works_as('sessions')) with check (platform.works_as('sessions'));
alter table platform.spring_session_attributes enable row level security;
create policy spring_session_attributes_keeper on platform.spring_session_attributes
    using (platform.works_as('sessions')) with check (platform.works_as('sessions'));

-- Announced in the transaction of whoever did it; delivered by platform.EventKeeping, which acts as 'events'.
alter table platform.event_publication enable row level security;
create policy event_publication_announce on platform.event_publication for insert
    with check (platform.somebody_acts());
create policy event_publication_read on platform.event_publication for select using (platform.works_as('events'));
create policy event_publication_keep on platform.event_publication for update
    using (platform.works_as('events')) with check (platform.works_as('events'));
create policy event_publication_forget on platform.event_publication for delete using (platform.works_as('events'));
