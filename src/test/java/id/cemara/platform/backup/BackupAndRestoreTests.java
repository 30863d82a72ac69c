package id.cemara.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Cemara;
import id.cemara.Rows;
import id.cemara.platform.CannotStart;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.DurableFiles;
import id.cemara.platform.Settings;
import id.cemara.platform.UnpackedPrograms;
import id.cemara.platform.embedded.EmbeddedServer;
import id.cemara.platform.embedded.ExtraDatabases;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import id.cemara.platform.start.Migrations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Backs up a running installation once, then tests what can be restored and what is refused.
class BackupAndRestoreTests {

    private static final Map<String, String> THROW_AWAY = Map.of("fsync", "off");
    private static final byte[] PICTURE = "not really a picture \0".getBytes(StandardCharsets.UTF_8);
    private static final String HASH = DigestUtils.sha256Hex(PICTURE);
    private static final String ODD_TEXT = "\\N tab\there, line\nbreak, return\r, back\\slash, \\., \"quotes\", é 🌲 ";

    /// Tables that future modules may have.
    private static final List<String> TABLES_TO_COME = List.of(
            """
            create table registry."Odd Table" (
                id        bigint generated always as identity primary key,
                above     bigint references registry."Odd Table",
                "a ""b"" " text,
                twice     text generated always as ("a ""b"" " || "a ""b"" ") stored,
                amount    numeric,
                content   bytea,
                at        timestamptz,
                took      interval,
                words     text[],
                facts     jsonb,
                ratio     float8
            )
            """,
            "create table area.a_first (id serial primary key, odd bigint references registry.\"Odd Table\")",
            "create table area.chicken (id int primary key, egg int)",
            "create table area.egg (id int primary key, chicken int references area.chicken)",
            "alter table area.chicken add foreign key (egg) references area.egg deferrable initially immediate",
            "create table area.tokens (account uuid references identity.accounts, token text)",
            "comment on table area.tokens is 'not in backups: whoever has one logs in with it'",
            "create materialized view area.odd_count as select count(*) from registry.\"Odd Table\"",
            "create sequence area.unused start 5");

    @TempDir
    static Path temporary;

    static Path data;
    static ConfigurableApplicationContext application;
    static Path backup;
    static BackupSummary summary;

    /// A second server, for databases to restore into.
    static EmbeddedServer other;

    @BeforeAll
    static void back_up_an_installation_at_work() throws Exception {
        data = UnpackedPrograms.linkInto(temporary.resolve("data"));
        application = new SpringApplicationBuilder(Cemara.class)
                .web(WebApplicationType.NONE)
                .run("--cemara.data=" + data, "--cemara.areas=bengkulu", "--cemara.sample.mode=on");
        Path folder = Files.createDirectories(data.resolve("files").resolve(HASH.substring(0, 2)));
        Files.write(folder.resolve(HASH), PICTURE);
        Files.write(data.resolve("files/half-1.tmp"), PICTURE);
        addRows(source());
        backup = temporary.resolve("cemara.backup");
        summary = new Backup(settings(data)).write(backup, false);
        other = EmbeddedServer.start(UnpackedPrograms.linkInto(temporary.resolve("other")), THROW_AWAY);
        new Migrations(Cemara.class).run(OpenDatabase.open(server("migrated", null)));
    }

    @AfterAll
    static void stop() {
        application.close();
        other.close();
    }

    @Test
    void everything_comes_back_into_a_new_data_directory_and_cemara_goes_on_with_it() throws Exception {
        Path target = UnpackedPrograms.linkInto(temporary.resolve("restored"));
        assertThat(restore(backup, settings(target))).isEqualTo(summary);

        try (var restored = new SpringApplicationBuilder(Cemara.class)
                .web(WebApplicationType.NONE)
                .run("--cemara.data=" + target, "--cemara.sample.mode=on")) {
            assertThat(restored.isRunning()).isTrue();
            DatabaseAccess access = EmbeddedServer.running(target).orElseThrow();
            same(access, source());
            assertThat(Rows.one(access, "select internal_note from registry.group_private where address = ''"))
                    .isEqualTo(ODD_TEXT);
            assertThat(Rows.one(access, "select contact_phone is null from registry.group_private where address = ''"))
                    .isEqualTo("t");
            assertThat(Rows.one(
                            access,
                            "select place from statistics.official_figures where keys = '{\"area\": \"11.10\"}'"))
                    .isEqualTo("11.10");
            assertThat(Rows.one(access, "select count(*) from area.areas where search @@ to_tsquery('simple', 'taba')"))
                    .isNotEqualTo("0");
            assertThat(Rows.one(access, "select string_agg(topic, ' ' order by topic) from platform.data_changes"))
                    .isEqualTo("area market market-sales official-figures payment permit registry");
            assertThat(Rows.one(access, "select count(*) from pg_trigger where tgenabled <> 'O'"))
                    .isEqualTo("0");
            assertThat(Rows.one(access, "select count(*) from platform.spring_session"))
                    .isEqualTo("0");
        }
        assertThat(target.resolve("files").resolve(HASH.substring(0, 2)).resolve(HASH))
                .hasBinaryContent(PICTURE);
        assertThat(target.resolve("files")).isDirectoryNotContaining("glob:**/half-*");
        refused(backup, settings(target)).hasMessageContaining("already holds an installation");
    }

    @Test
    void a_database_on_a_server_is_restored_and_backed_up_alike_with_tables_of_every_kind() throws Exception {
        Settings second = server("second", null);
        restore(backup, second);
        DatabaseAccess secondDatabase = other.access("second");
        same(secondDatabase, source());
        run(secondDatabase, TABLES_TO_COME.toArray(String[]::new));
        run(
                secondDatabase,
                """
                insert into registry."Odd Table" (above, "a ""b"" ", amount, content, at, took, words, facts, ratio)
                values (null, '11.10', 11.10, '\\x00ff5c', '2026-11-24 07:00:00.123456+07', '1 mon -2 days 03:04:05.6',
                        array['a', null, E'\\t"\\\\'], '{"a": "\\n"}', 0.1 + 0.2),
                       (1, null, 'NaN', null, 'infinity', null, '{}', 'null', '-Infinity')
                """,
                "insert into area.a_first (odd) values (2)",
                "insert into area.chicken values (1, null)",
                "insert into area.egg values (1, 1)",
                "update area.chicken set egg = 1",
                "insert into area.tokens values (null, 'secret')",
                "refresh materialized view area.odd_count");
        Path file = temporary.resolve("second.backup");
        new Backup(second).write(file, false);

        Settings third = server("third");
        run(other.access("third"), TABLES_TO_COME.toArray(String[]::new));
        restore(file, third);

        same(other.access("third"), secondDatabase);
        assertThat(Rows.one(other.access("third"), "select * from area.odd_count"))
                .isEqualTo("2");
        assertThat(Rows.one(other.access("third"), "select count(*) from area.tokens"))
                .isEqualTo("0");
        assertThat(Rows.one(other.access("third"), "insert into registry.\"Odd Table\" default values returning id"))
                .isEqualTo("3");
        assertThat(Rows.one(other.access("third"), "insert into area.a_first default values returning id"))
                .isEqualTo("2");
        assertThat(Rows.one(other.access("third"), "select nextval('area.unused')"))
                .isEqualTo("5");
        assertThat(third.data().resolve("files").resolve(HASH.substring(0, 2)).resolve(HASH))
                .hasBinaryContent(PICTURE);
        refused(file, third).hasMessageContaining("CEMARA_DATABASE_URL");
    }

    @Test
    void the_file_is_private_and_holds_neither_log_ins_nor_secrets() throws Exception {
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(temporary).isDirectoryNotContaining("glob:**.part");
        var names = new TreeSet<String>();
        var secrets = new ArrayList<String>();
        try (var files = Files.list(data.resolve("secrets"))) {
            for (Path secret : files.toList()) {
                secrets.add(Files.readString(secret).strip());
            }
        }
        assertThat(secrets).hasSizeGreaterThan(2);
        try (var zip = new ZipFile(backup.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                names.add(entry.getName());
                String content = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain(secrets).doesNotContain("a-session-id");
            }
        }
        assertThat(names)
                .allMatch(name -> name.equals("manifest.json")
                        || name.matches("tables/[a-z_]+\\.[a-z_]+\\.copy")
                        || name.equals("files/" + HASH.substring(0, 2) + "/" + HASH))
                .contains("tables/platform.event_publication.copy", "tables/registry.members.copy")
                .noneMatch(name -> name.contains("spring_session") || name.contains("flyway"));
    }

    @Test
    void a_file_of_that_name_is_replaced_only_when_that_is_allowed() throws Exception {
        Path file = Files.writeString(temporary.resolve("precious"), "precious");
        assertThatThrownBy(() -> new Backup(settings(data)).write(file, false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("already there");
        assertThat(file).hasContent("precious");

        Files.writeString(temporary.resolve("precious.part"), "what a killed backup has left".repeat(100_000));
        new Backup(settings(data)).write(file, true);
        try (var written = BackupFile.open(file)) {
            written.verify();
        }
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void two_backups_into_one_file_do_not_meet() throws Exception {
        Path file = temporary.resolve("busy");
        try (var channel = DurableFiles.open(temporary.resolve("busy.part"));
                var ignored = channel.lock()) {
            assertThatThrownBy(() -> new Backup(settings(data)).write(file, false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another backup");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void without_an_installation_there_is_nothing_to_back_up_and_nothing_is_made() {
        Path nothing = temporary.resolve("nothing");
        assertThatThrownBy(() -> new Backup(settings(nothing)).write(temporary.resolve("x"), false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is no database in");
        assertThat(nothing).doesNotExist();
        assertThatThrownBy(() -> new Backup(settings(temporary.resolve("other"))).write(temporary.resolve("x"), false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("holds no installation yet");
        assertThat(temporary).isDirectoryNotContaining("glob:**/x*");
    }

    @Test
    void a_damaged_stored_file_is_not_copied_in_silence() throws Exception {
        Settings damaged = server("damaged");
        restore(backup, damaged);
        Path file =
                damaged.data().resolve("files").resolve(HASH.substring(0, 2)).resolve(HASH);
        Files.writeString(file, "other content");
        assertThatThrownBy(() -> new Backup(damaged).write(temporary.resolve("y"), false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("stored file " + file + " is damaged");
        assertThat(temporary).isDirectoryNotContaining("glob:**/y*");
    }

    @Test
    void a_changed_byte_is_noticed_wherever_it_matters() throws Exception {
        byte[] whole = Files.readAllBytes(backup);
        Manifest manifest;
        try (var file = BackupFile.open(backup)) {
            manifest = file.manifest();
        }
        int noticed = 0;
        int tried = 0;
        for (int i = 0; i < whole.length; i += i < 200 || i > whole.length - 2500 ? 17 : whole.length / 60) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Path file = Files.write(temporary.resolve("changed"), changed);
            tried++;
            try (var read = BackupFile.open(file)) {
                read.verify();
                assertThat(read.manifest())
                        .as("byte %d is a date or an attribute", i)
                        .isEqualTo(manifest);
            } catch (CannotStart e) {
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(tried / 4);
    }

    @Test
    void a_damaged_backup_is_refused_before_anything_is_made() throws Exception {
        Settings target = settings(temporary.resolve("untouched"));
        Path cut = Files.write(
                temporary.resolve("cut"), Arrays.copyOf(Files.readAllBytes(backup), (int) Files.size(backup) - 9));
        refused(cut, target).hasMessageContaining("damaged");
        refused(Files.writeString(temporary.resolve("no-zip"), "hello"), target).hasMessageContaining("damaged");
        refused(temporary.resolve("missing"), target).hasMessageContaining("There is no file");
        refused(rewritten("tables/registry.members.copy", text -> text.replace("Ibu Cadangan", "Ibu Cadangam")), target)
                .hasMessageContaining("the content of tables/registry.members.copy was changed");
        refused(rewritten("files/" + HASH.substring(0, 2) + "/" + HASH, text -> "another picture"), target)
                .hasMessageContaining("the content of files/");
        refused(rewritten("manifest.json", text -> text.replace(HASH, "../../" + HASH.substring(6))), target)
                .hasMessageContaining("it names a stored file ../../");
        assertThat(target.data()).doesNotExist();
    }

    @Test
    void a_backup_of_another_version_is_refused_with_what_to_do() throws Exception {
        Settings target = settings(temporary.resolve("other-version"));
        refused(rewritten("manifest.json", text -> text.replace("\"format\" : 1", "\"format\" : 2")), target)
                .hasMessageContaining("only a newer Cemara than this one reads");
        refused(rewritten("manifest.json", text -> text.replace("__groups.sql", "__clans.sql")), target)
                .hasMessageContaining("comes from a newer Cemara")
                .hasMessageContaining("__clans.sql");
        refused(
                        rewritten(
                                "manifest.json",
                                text -> text.replaceFirst("\\{\\s+\"script\" : \"[^\"]+\",[^}]+},?\\s+(?=\\{)", "")),
                        target)
                .hasMessageContaining("a database of an older Cemara");
        refused(rewritten("manifest.json", text -> text.replace("V20261129", "V20261128")), target)
                .hasMessageContaining("a database of an older Cemara");
        assertThat(target.data()).doesNotExist();

        Settings server = server("version");
        refused(
                        rewritten(
                                "manifest.json",
                                text -> text.replaceFirst("\"checksum\" : -?\\d+", "\"checksum\" : 4")),
                        server)
                .hasMessageContaining("other migrations under the same names");
        assertThat(Rows.one(other.access("version"), "select count(*) from area.areas"))
                .isEqualTo("0");
    }

    @Test
    void a_restore_that_failed_leaves_an_empty_database_and_can_be_run_again() throws Exception {
        Settings target = server("again");
        Files.createDirectories(target.data());
        Path inTheWay = Files.writeString(target.data().resolve("files"), "in the way");
        refused(backup, target).hasMessageContaining("Nothing was restored");
        assertThat(Rows.one(other.access("again"), "select count(*) from area.areas"))
                .isEqualTo("0");

        Files.delete(inTheWay);
        assertThat(restore(backup, target)).isEqualTo(summary);
        same(other.access("again"), source());
    }

    @Test
    void what_others_use_is_left_alone() throws Exception {
        refused(backup, settings(data)).hasMessageContaining("is in use by a Cemara that is running");
        Settings foreign = server("theirs", null);
        run(other.access("theirs"), "create table public.theirs (id int)");
        refused(backup, foreign).hasMessageContaining("something else than Cemara");
        assertThat(Rows.one(other.access("theirs"), "select to_regnamespace('platform') is null"))
                .isEqualTo("t");
    }

    private static void addRows(DatabaseAccess access) throws SQLException {
        run(access, """
                insert into registry.business_groups (id, number, slug, name, area_code, place, approval,
                                                      registered_on, verified_on)
                values ('00000000-0000-0000-0000-000000000001', '17.07-9999', 'uji-cadangan', 'Uji Cadangan', '17.07',
                        'Lebong', 'verified', '2020-01-01', '2020-01-02')
                """, """
                insert into registry.group_stages (group_id, stage, valid_from)
                values ('00000000-0000-0000-0000-000000000001', 'basic', '2020-01-01')
                """, """
                insert into registry.group_sectors (group_id, sector_key, is_primary, valid_from)
                values ('00000000-0000-0000-0000-000000000001', 'agriculture', true, '2020-01-01')
                """, """
                insert into registry.memberships (id, group_id, joined_on)
                values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', '2020-01-01')
                """, """
                insert into registry.members (membership_id, group_id, area_code, name)
                values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', '17.07',
                        'Ibu Cadangan')
                """, """
                insert into statistics.official_figures (source_id, position, measure, breakdown, keys, value, place)
                select id, 1000, 'groups', 'area', '{"area": "11.10"}', 0, '11.10' from statistics.sources limit 1
                """, """
                insert into platform.spring_session values ('key', 'a-session-id', 1, 1, 1, 9223372036854775807, null)
                """, """
                insert into platform.event_publication (id, listener_id, event_type, serialized_event, publication_date,
                                                        completion_date)
                values (gen_random_uuid(), 'listener', 'java.lang.String', '""', now(), now())
                """);
        try (var owner = owner(access);
                var row = owner.prepareStatement("""
                        insert into registry.group_private (group_id, area_code, address, internal_note)
                        values ('00000000-0000-0000-0000-000000000001', '17.07', '', ?)
                        """)) {
            row.setString(1, ODD_TEXT);
            row.executeUpdate();
        }
    }

    private static BackupSummary restore(Path file, Settings settings) {
        return new Restore(settings, Cemara.class).from(file);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Path file, Settings settings) {
        return assertThatThrownBy(() -> restore(file, settings)).isInstanceOf(CannotStart.class);
    }

    /// A copy of the backup with one entry changed; the ZIP file itself is valid.
    private static Path rewritten(String changed, UnaryOperator<String> change) throws IOException {
        Path file = Files.createTempFile(temporary, "rewritten", ".backup");
        boolean differs = false;
        try (var in = new ZipFile(backup.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry : in.stream().toList()) {
                String before = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                String after = entry.getName().equals(changed) ? change.apply(before) : before;
                differs |= !after.equals(before);
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(after.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(differs).isTrue();
        return file;
    }

    private static void same(DatabaseAccess restored, DatabaseAccess original) throws SQLException {
        assertThat(contents(restored)).isEqualTo(contents(original)).hasSizeGreaterThan(15);
    }

    /// A fingerprint of every table in a backup.
    private static Map<String, String> contents(DatabaseAccess access) throws SQLException {
        var contents = new TreeMap<String, String>();
        try (var owner = owner(access)) {
            for (var table : DatabaseContent.read(owner).kept()) {
                contents.put(table.fullName(), Rows.one(owner, """
                        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')
                          from %s t
                        """.formatted(table.quoted())));
            }
        }
        return contents;
    }

    private static DatabaseAccess source() {
        return EmbeddedServer.running(data).orElseThrow();
    }

    private static Settings settings(Path directory) {
        var nobody = new Settings.Database.LogIn(null, null);
        return settings(directory, new Settings.Database(null, nobody, nobody));
    }

    /// A new database on the other server, configured like an operator's server. It is migrated and empty,
    /// like after a start that was killed after the migrations.
    private static Settings server(String name) throws SQLException {
        return server(name, "migrated");
    }

    private static Settings server(String name, @Nullable String template) throws SQLException {
        DatabaseAccess access = ExtraDatabases.create(other, name, template);
        return settings(
                temporary.resolve("data-of-" + name),
                new Settings.Database(
                        access.url(),
                        new Settings.Database.LogIn(access.ownerUser(), access.ownerPassword()),
                        new Settings.Database.LogIn(access.appUser(), access.appPassword())));
    }

    private static Settings settings(Path directory, Settings.Database database) {
        return new Settings(
                directory,
                database,
                new Settings.Sample("auto", 17, null),
                "bengkulu",
                null,
                new Settings.Public(null));
    }

    private static void run(DatabaseAccess access, String... statements) throws SQLException {
        try (var owner = owner(access);
                var statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection owner(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
    }
}
