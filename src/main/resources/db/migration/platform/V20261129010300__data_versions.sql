-- Answers kept in memory are checked against the version of the data they were made from. A version is the set of
-- transactions that changed a topic: each writing transaction adds its own row, so no writer waits for another, and a
-- reader sees the row exactly when it sees the change. (count, newest transaction) tells two sets apart, because rows
-- are only added, except by the compaction, which adds a newer one.
create table platform.data_changes (
    topic       text not null,
    transaction xid8 not null,
    primary key (topic, transaction)
);
grant select on platform.data_changes to ${appRole};

-- What this installation is: at most one row. sample_day is the day the sample's eight lively weeks end at.
create table platform.installation (
    only_row    boolean primary key default true check (only_row),
    sample_seed bigint,
    sample_day  date,
    created_at  timestamptz not null default now()
);
grant select on platform.installation to ${appRole};
