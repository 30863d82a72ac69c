-- Runs before the first module migrates, at every start. A database that ran the migrations of 28 November 2026, which
-- these files replace, is carried over: both make the same schema, so only Flyway's histories are written anew, all in
-- one transaction. See docs/decisions/0034-functions-in-one-file.md. A database that is older still is refused.
do $$
declare
    old        record;
    squashed   record;
    applied    int;
    last       text;
    modules    int := 0;
    is_older   boolean := false;
begin
    -- Of nodes that start at once, the second finds it done.
    perform pg_advisory_xact_lock(hashtextextended('squashed migrations', 0));
    for old in
        select *
          from (values ('platform', '20261128200300', 11),
                       ('area', '20261128160510', 2),
                       ('identity', '20261128211830', 15),
                       ('statistics', '20261124152200', 2),
                       ('registry', '20261128211840', 25),
                       ('payment', '20261128164000', 5),
                       ('permit', '20261128163700', 3),
                       ('assessment', '20261128200822', 4),
                       ('market', '20261128225500', 28))
               as o (module, last_version, migrations)
    loop
        continue when to_regclass('public.flyway_schema_history_' || old.module) is null;
        execute format('select count(*), max(version) from public.%I where type = ''SQL'' and version < ''20261129''',
                       'flyway_schema_history_' || old.module) into applied, last;
        continue when applied = 0;
        modules := modules + 1;
        is_older := is_older or (applied, last) <> (old.migrations, old.last_version);
    end loop;
    if modules = 0 then
        return;
    end if;
    if is_older or modules < 9 then
        raise exception using errcode = 'CM001', message =
            'The database is of a Cemara older than 28 November 2026, whose migrations this one does not have any more: '
            'make a backup with the version that ran it, start the version of that day with the database once, then this '
            'one.';
    end if;

    for squashed in
        -- The checksums are Flyway's, of these very files.
        select s.module, 'flyway_schema_history_' || s.module as history, s.version, s.description, s.checksum,
               row_number() over (partition by s.module order by s.version) as position
          from (values ('platform', '20261129010000', 'scope', 1997310391),
                       ('platform', '20261129010100', 'plain text', 1396484863),
                       ('platform', '20261129010200', 'sessions and events', -922711896),
                       ('platform', '20261129010300', 'data versions', 85996222),
                       ('platform', '20261129010400', 'idempotency', -182577337),
                       ('platform', '20261129010500', 'jobs', 260434649),
                       ('area', '20261129010000', 'areas', -693435865),
                       ('identity', '20261129010000', 'accounts', -2056291328),
                       ('identity', '20261129010100', 'audit trail', 1815742140),
                       ('identity', '20261129010200', 'logging in', 1834052012),
                       ('statistics', '20261129010000', 'official figures', -1378307731),
                       ('registry', '20261129010000', 'normal names', 741002939),
                       ('registry', '20261129010100', 'groups', -1030872674),
                       ('registry', '20261129010200', 'members', -1620246048),
                       ('registry', '20261129010300', 'approval', -1658625019),
                       ('registry', '20261129010400', 'directory', 1205936968),
                       ('registry', '20261129010500', 'duplicates', 523087805),
                       ('registry', '20261129010600', 'merges', -1315016177),
                       ('registry', '20261129010700', 'photos', 509902509),
                       ('registry', '20261129010800', 'moves', 1933869156),
                       ('payment', '20261129010000', 'payments', -1708762378),
                       ('payment', '20261129010100', 'gateway', 928669732),
                       ('permit', '20261129010000', 'permits', -2039406491),
                       ('assessment', '20261129010000', 'assessments', 1908455640),
                       ('market', '20261129010000', 'products', -752169034),
                       ('market', '20261129010100', 'stock', -580599305),
                       ('market', '20261129010200', 'orders', 1487316881),
                       ('market', '20261129010300', 'listings', -1197914881),
                       ('market', '20261129010400', 'delivery', 1293741542),
                       ('market', '20261129010500', 'feedback', -527835455),
                       ('market', '20261129010600', 'sales', -1244492676))
               as s (module, version, description, checksum)
         order by s.module, s.version
    loop
        if squashed.position = 1 then
            execute format('delete from public.%I where type = ''SQL''', squashed.history);
        end if;
        execute format('insert into public.%1$I (installed_rank, version, description, type, script, checksum, installed_by,
                                                 execution_time, success)
                        select coalesce(max(installed_rank), 0) + 1, $1, $2, ''SQL'', $3, $4, current_user, 0, true
                          from public.%1$I', squashed.history)
          using squashed.version, squashed.description,
                'V' || squashed.version || '__' || replace(squashed.description, ' ', '_') || '.sql', squashed.checksum;
    end loop;
    -- Only a migration that is gone called it.
    drop function if exists registry.note_assessed(uuid[]);
end $$;
