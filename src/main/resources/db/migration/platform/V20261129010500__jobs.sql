-- Long work in the background: what a person started, with how far it is, and the table in which db-scheduler 16.7.1
-- keeps what is due when and which node works on it. Rows name things by id and hold no personal data.
create table platform.jobs (
    id           uuid primary key,
    kind         text not null check (kind ~ '^[a-z-]+$'),
    subject      uuid not null,
    account_id   uuid not null,
    state        text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    done         bigint not null default 0,
    total        bigint not null default 0,
    -- The code of a problem or the number of an error in the log.
    note         text check (note ~ '^[a-z0-9-]{1,60}$'),
    cancel_asked boolean not null default false,
    attempts     int not null default 0,
    created_at   timestamptz not null default now(),
    started_at   timestamptz,
    finished_at  timestamptz
);
create index jobs_subject on platform.jobs (subject, kind, created_at);
comment on table platform.jobs is 'not in backups: after a restore nothing is at work';

alter table platform.jobs enable row level security;
create policy jobs_starter on platform.jobs
    using (platform.is_account(account_id) or platform.is_system())
    with check (platform.is_account(account_id) or platform.is_system());
grant select, insert, update, delete on platform.jobs to ${appRole};

create table platform.scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on platform.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on platform.scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on platform.scheduled_tasks to ${appRole};
