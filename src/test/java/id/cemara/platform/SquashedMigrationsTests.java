package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import id.cemara.Cemara;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import id.cemara.platform.start.Migrations;
import id.cemara.platform.start.StartFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A database whose history is of the files before the squash of 29 November 2026 is carried over at the next
/// start. Both made the same schema, so an old database is one of today with the old history and without what
/// later migrations changed.
class SquashedMigrationsTests {

    /// How many migrations each module had, and the version of the last.
    private static final String OLD_HISTORY = """
            do $$
            declare
                old record;
            begin
                for old in
                    select 'flyway_schema_history_' || o.module as history, o.last_version, o.migrations
                      from (values ('platform', '20261128200300', 11), ('area', '20261128160510', 2),
                                   ('identity', '20261128211830', 15), ('statistics', '20261124152200', 2),
                                   ('registry', '20261128211840', 25), ('payment', '20261128164000', 5),
                                   ('permit', '20261128163700', 3), ('assessment', '20261128200822', 4),
                                   ('market', '20261128225500', 28)) as o (module, last_version, migrations)
                loop
                    execute format('delete from public.%I where type = ''SQL''', old.history);
                    execute format('
                        insert into public.%1$I (installed_rank, version, description, type, script, checksum, installed_by,
                                                 execution_time, success)
                        select n + 10, v.version, ''old'', ''SQL'', ''V'' || v.version || ''__old.sql'', n, ''o'', 0, true
                          from generate_series(1, $1) n,
                               lateral (select case n when $1 then $2 else (20261124000000 + n)::text end as version) v',
                        old.history) using old.migrations, old.last_version;
                end loop;
            end $$
            """;

    /// Undoes the migrations after the squash.
    private static final String OLD_SCHEMA =
            "alter table market.payment_terms add column path text not null default 'pay-first'";

    @Test
    void an_old_database_is_carried_over_by_one_of_the_nodes_that_start() {
        DatabaseAccess access = TestDatabases.unmigrated();
        migrate(access);
        List<String> history = Rows.all(access, KilledMigrationsTests.HISTORY);
        List<String> structure = Rows.all(access, KilledMigrationsTests.STRUCTURE);
        Rows.run(
                access,
                OLD_HISTORY,
                OLD_SCHEMA,
                "create function registry.note_assessed(uuid[]) returns void language sql return null");

        Stream.of(1, 2)
                .map(node -> CompletableFuture.runAsync(() -> migrate(access)))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(Rows.all(access, KilledMigrationsTests.HISTORY)).isEqualTo(history);
        assertThat(Rows.all(access, KilledMigrationsTests.STRUCTURE)).isEqualTo(structure);
    }

    @Test
    void a_database_that_is_older_still_is_refused_with_what_to_do() {
        DatabaseAccess access = TestDatabases.unmigrated();
        migrate(access);
        Rows.run(
                access,
                OLD_HISTORY,
                "delete from public.flyway_schema_history_market where version = '20261128225500'");
        List<String> history = Rows.all(access, KilledMigrationsTests.HISTORY);

        assertThat(StartFailure.sentence(catchThrowable(() -> migrate(access)), null))
                .hasValueSatisfying(sentence -> assertThat(sentence.getMessage())
                        .startsWith("The database is of a Cemara older than 28 November 2026")
                        .contains("make a backup")
                        .doesNotContain("Where:"));
        assertThat(Rows.all(access, KilledMigrationsTests.HISTORY)).isEqualTo(history);
    }

    private static void migrate(DatabaseAccess access) {
        new Migrations(Cemara.class).run(OpenDatabase.server(access));
    }
}
