-- Tables of the libraries that keep their state in PostgreSQL, as their versions in the pom want them:
-- Spring Session (log-ins) and Spring Modulith (events on their way to a listener).
create table platform.spring_session (
    primary_id            char(36) not null primary key,
    session_id            varchar(64) not null unique,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on platform.spring_session (expiry_time);
create index spring_session_principal on platform.spring_session (principal_name);

create table platform.spring_session_attributes (
    session_primary_id char(36) not null references platform.spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);

create table platform.event_publication (
    id                     uuid not null primary key,
    listener_id            text not null,
    event_type             text not null,
    serialized_event       text not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index event_publication_event on platform.event_publication using hash (serialized_event);
create index event_publication_completion on platform.event_publication (completion_date);

grant select, insert, update, delete
   on platform.spring_session, platform.spring_session_attributes, platform.event_publication to ${appRole};

-- Read and written by identity.SessionConfiguration alone, which acts as 'sessions'.
alter table platform.spring_session enable row level security;
create policy spring_session_keeper on platform.spring_session
    using (platform.works_as('sessions')) with check (platform.works_as('sessions'));
alter table platform.spring_session_attributes enable row level security;
create policy spring_session_attributes_keeper on platform.spring_session_attributes
    using (platform.works_as('sessions')) with check (platform.works_as('sessions'));

-- Announced in the transaction of the one who acts; delivered by platform.EventKeeping, which acts as 'events'.
alter table platform.event_publication enable row level security;
create policy event_publication_announce on platform.event_publication for insert
    with check (platform.somebody_acts());
create policy event_publication_read on platform.event_publication for select using (platform.works_as('events'));
create policy event_publication_keep on platform.event_publication for update
    using (platform.works_as('events')) with check (platform.works_as('events'));
create policy event_publication_forget on platform.event_publication for delete using (platform.works_as('events'));
