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

-- Statement trigger for the tables a topic stands for; the topic is the trigger's argument.
create function platform.note_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    insert into platform.data_changes (topic, transaction)
    values (tg_argv[0], pg_current_xact_id())
        on conflict do nothing;
    return null;
end $$;
revoke execute on function platform.note_change() from public;

-- Folds the rows of transactions that every present and future reader sees into one row.
create function platform.compact_data_changes() returns void
    language sql security definer set search_path = pg_catalog
begin atomic
    insert into platform.data_changes (topic, transaction)
    select topic, pg_current_xact_id() from platform.data_changes group by topic having count(*) > 200;
    delete from platform.data_changes d
     using (select topic, max(transaction) as newest
              from platform.data_changes group by topic having count(*) > 200) t
     where d.topic = t.topic
       and d.transaction < t.newest
       and d.transaction < pg_snapshot_xmin(pg_current_snapshot());
end;
revoke execute on function platform.compact_data_changes() from public;
grant execute on function platform.compact_data_changes() to ${appRole};

-- What this installation is: at most one row. sample_day is the day the sample's eight lively weeks end at.
create table platform.installation (
    only_row    boolean primary key default true check (only_row),
    sample_seed bigint,
    sample_day  date,
    created_at  timestamptz not null default now()
);
grant select on platform.installation to ${appRole};
