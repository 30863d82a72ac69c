package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Cemara;
import id.cemara.Rows;
import id.cemara.platform.embedded.EmbeddedServer;
import id.cemara.platform.embedded.ExtraDatabases;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import id.cemara.platform.start.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After a kill during any migration the next start continues, and concurrent starts do not conflict.
class KilledMigrationsTests {

    /// The applied migrations of all modules.
    static final String HISTORY = """
            select t.tablename || ' ' || h.line
              from pg_tables t,
                   unnest(xpath('/table/row', query_to_xml(format(
                       'select script, checksum, success from public.%I where type = ''SQL''', t.tablename),
                       false, false, ''))::text[]) as h (line)
             where t.schemaname = 'public' and t.tablename like 'flyway_schema_history%'
             order by 1
            """;

    /// The resulting schema: all columns, constraints, functions and policies.
    static final String STRUCTURE = """
            select x.what from (
                select format('%s.%s.%s %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)) as what
                  from pg_attribute a
                  join pg_class c on c.oid = a.attrelid
                  join pg_namespace n on n.oid = c.relnamespace
                 where a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_|^kill$' and n.nspname <> 'information_schema'
                 union all
                select format('%s %s', conname, pg_get_constraintdef(oid)) from pg_constraint
                 where contype <> 't' and connamespace::regnamespace::text !~ '^pg_|^kill$|information_schema'
                 union all
                select format('%s %s', p.oid::regprocedure, md5(p.prosrc)) from pg_proc p
                 where p.pronamespace::regnamespace::text !~ '^pg_|^kill$|information_schema'
                 union all
                select format('%s %s %s', polrelid::regclass, polname, pg_get_expr(polqual, polrelid)) from pg_policy) x
             order by 1
            """;

    /// A start takes one or two seconds, so only one migration of eight is killed; which ones changes with
    /// each new migration.
    private static final int EVERY = 8;

    @TempDir
    static Path data;

    static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        UnpackedPrograms.linkInto(data);
        server = EmbeddedServer.start(data, Map.of("fsync", "off"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void killed_at_a_migration_the_next_start_goes_on_where_it_was() throws Exception {
        DatabaseAccess undisturbed = ExtraDatabases.create(server, "undisturbed", null);
        migrate(undisturbed);
        List<String> migrations = Rows.all(undisturbed, HISTORY);
        DatabaseAccess killed = ExtraDatabases.create(server, "killed", null);
        prepareToDie();

        for (int done = 0; done < migrations.size(); done += EVERY) {
            Rows.run(killed, "update kill.spared set migrations = " + done);
            assertThatThrownBy(() -> migrate(killed))
                    .as("a start killed after %d migrations", done)
                    .hasStackTraceContaining("terminating connection");
            assertThat(Rows.all(killed, HISTORY)).hasSize(done);
        }
        Rows.run(killed, "update kill.spared set migrations = " + migrations.size());
        migrate(killed);
        assertThat(Rows.all(killed, HISTORY)).isEqualTo(migrations);
        assertThat(Rows.all(killed, STRUCTURE)).isEqualTo(Rows.all(undisturbed, STRUCTURE));
    }

    @Test
    void nodes_that_start_at_once_migrate_once() throws Exception {
        DatabaseAccess alone = ExtraDatabases.create(server, "alone", null);
        migrate(alone);
        for (int round = 0; round < 2; round++) {
            DatabaseAccess shared = ExtraDatabases.create(server, "shared_" + round, null);
            List<CompletableFuture<Void>> nodes = Stream.of(1, 2)
                    .map(node -> CompletableFuture.runAsync(() -> migrate(shared)))
                    .toList();
            nodes.forEach(CompletableFuture::join);
            assertThat(Rows.all(shared, HISTORY)).as("round %d", round).isEqualTo(Rows.all(alone, HISTORY));
        }
    }

    private static void migrate(DatabaseAccess access) {
        new Migrations(Cemara.class).run(OpenDatabase.server(access));
    }

    /// Ends all connections to the database `killed`, like a kill of the process, when a migration's
    /// history row is about to be committed and more migrations than the spared number would be complete.
    private static void prepareToDie() throws Exception {
        String password = Files.readString(data.resolve("secrets/postgres")).strip();
        try (Connection superuser =
                DriverManager.getConnection(server.access("killed").url(), "postgres", password)) {
            Rows.run(superuser, """
                    create schema kill;
                    grant usage on schema kill to cemara_owner;
                    create table kill.spared (migrations int);
                    insert into kill.spared values (0);
                    grant all on kill.spared to cemara_owner;
                    alter table kill.spared owner to cemara_owner;

                    create function kill.die() returns trigger language plpgsql security definer as $$
                    declare
                        done bigint := 0;
                        lines bigint;
                        history record;
                    begin
                        for history in select tablename from pg_tables
                                        where schemaname = 'public' and tablename like 'flyway_schema_history%' loop
                            execute format('select count(*) from public.%I where type = ''SQL''',
                                           history.tablename) into lines;
                            done := done + lines;
                        end loop;
                        if done > (select migrations from kill.spared) then
                            perform pg_terminate_backend(pid) from pg_stat_activity
                             where datname = current_database() and pid <> pg_backend_pid();
                            perform pg_terminate_backend(pg_backend_pid());
                            perform pg_sleep(600);
                        end if;
                        return null;
                    end $$;

                    create function kill.watch_history() returns event_trigger language plpgsql security definer as $$
                    declare
                        made record;
                    begin
                        for made in select object_identity as name from pg_event_trigger_ddl_commands()
                                     where object_type = 'table'
                                       and object_identity like 'public.flyway_schema_history%' loop
                            execute 'create constraint trigger die after insert on ' || made.name
                                    || ' deferrable initially deferred for each row when (new.type = ''SQL'') execute function kill.die()';
                        end loop;
                    end $$;

                    create event trigger watch_history on ddl_command_end when tag in ('CREATE TABLE')
                        execute function kill.watch_history();
                    """);
        }
    }
}
