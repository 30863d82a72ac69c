-- Notes which data changed, and keeps that small: see the table platform.data_changes.

-- Statement trigger for the tables a topic stands for; the topic is the trigger's argument.
create or replace function platform.note_change() returns trigger
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
create or replace function platform.compact_data_changes() returns void
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
