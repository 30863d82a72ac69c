package id.cemara.platform.backup;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DurableFiles;
import id.cemara.platform.Settings;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import id.cemara.platform.start.Installation;
import id.cemara.platform.start.Migrations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Restores a backup into an empty database, atomically: the whole file is verified before anything is
/// changed, and the rows are loaded in one transaction that commits after the stored files are in place.
public final class Restore {

    private final Settings settings;
    private final Migrations migrations;

    /// @param application the application's class, in the package above the modules and their migrations
    public Restore(Settings settings, Class<?> application) {
        this.settings = settings;
        this.migrations = new Migrations(application);
    }

    /// Restores the backup.
    ///
    /// @throws CannotStart with the reason; the database is then empty as before and the restore may be
    ///     repeated
    public BackupSummary from(Path file) {
        try (BackupFile backup = BackupFile.open(file)) {
            refuseOtherSchema(backup, migrations.scripts());
            backup.verify();
            try (OpenDatabase database = OpenDatabase.open(settings)) {
                try (Connection owner = database.openAsOwner()) {
                    refuseUsed(owner, database);
                }
                migrations.run(database);
                try (Connection owner = database.openAsOwner()) {
                    owner.setAutoCommit(false);
                    load(backup, owner, database);
                    putFiles(backup);
                    owner.commit();
                }
            }
            return backup.manifest().summary();
        } catch (SQLException e) {
            throw new CannotStart(
                    "Nothing was restored, because the database failed (" + e.getMessage()
                            + "): mend that, and start again.",
                    e);
        } catch (IOException e) {
            throw new CannotStart("Nothing was restored (" + e + "): mend that, and start again.", e);
        }
    }

    private static void refuseUsed(Connection owner, OpenDatabase database) throws SQLException {
        if (DatabaseContent.isInstalled(owner)) {
            throw new CannotStart(
                    database.isEmbedded()
                            ? "The data directory already holds an installation, and a restore replaces nothing: name a new "
                                    + "directory with --data."
                            : "The database already holds an installation, and a restore replaces nothing: name an empty "
                                    + "database in CEMARA_DATABASE_URL.");
        }
        if (DatabaseContent.isForeign(owner)) {
            throw new CannotStart("The database holds tables of something else than Cemara: name an empty database in "
                    + "CEMARA_DATABASE_URL.");
        }
    }

    /// Compares the names of migrations, so that a backup of another version is refused before a database
    /// is created.
    private static void refuseOtherSchema(BackupFile backup, List<String> ours) {
        var missingHere = new TreeSet<>(backup.manifest().scripts().toList());
        ours.forEach(missingHere::remove);
        var missingThere = new TreeSet<>(ours);
        backup.manifest().scripts().forEach(missingThere::remove);
        if (!missingHere.isEmpty()
                && (missingThere.isEmpty() || version(missingThere).compareTo(version(missingHere)) <= 0)) {
            throw new CannotStart(
                    ("The backup %s comes from a newer Cemara (it was written by %s, and this one does not "
                                    + "know %s): restore it with that version or a later one.")
                            .formatted(backup.path(), backup.manifest().writtenBy(), missingHere.first()));
        }
        if (!missingThere.isEmpty() || backup.manifest().scripts().count() != ours.size()) {
            throw new CannotStart(
                    ("The backup %s comes from a database of an older Cemara (it was written by %s): restore "
                                    + "it with the version that ran that database, then start this one with the result.")
                            .formatted(backup.path(), backup.manifest().writtenBy()));
        }
    }

    /// The version of the newest of these scripts.
    private static String version(TreeSet<String> scripts) {
        return scripts.last().substring(0, scripts.last().indexOf("__"));
    }

    private void load(BackupFile backup, Connection owner, OpenDatabase database) throws SQLException, IOException {
        Manifest manifest = backup.manifest();
        run(owner, Backup.PLAIN_TEXT_SETTINGS);
        run(owner, "select pg_advisory_xact_lock(" + Installation.LOCK + ")"); // a node that starts now waits here
        refuseUsed(owner, database);
        DatabaseContent content = DatabaseContent.read(owner);
        if (!content.migrations().equals(manifest.migrations())) {
            throw new CannotStart(
                    ("The backup %s was made with other migrations under the same names: restore it with the "
                                    + "Cemara that wrote it, %s.")
                            .formatted(backup.path(), manifest.writtenBy()));
        }
        Map<DatabaseContent.Table, Manifest.Table> sources = match(backup, content);

        String all =
                content.tables().stream().map(DatabaseContent.Table::quoted).collect(Collectors.joining(", "));
        for (DatabaseContent.Table table : content.tables()) {
            run(owner, "alter table " + table.quoted() + " disable trigger user");
        }
        run(owner, "truncate " + all);
        run(owner, "set constraints all deferred");
        for (DatabaseContent.Table table : content.tables()) {
            Manifest.Table source = sources.get(table);
            if (source != null) {
                load(backup, source, owner, table);
            }
        }
        run(owner, "set constraints all immediate");
        for (DatabaseContent.Table table : content.tables()) {
            run(owner, "alter table " + table.quoted() + " enable trigger user");
        }
        setSequences(owner, content, manifest);
        refreshViews(owner);
        // What functions derived is in the backup as its version made it: the next start defines them again.
        for (String history : content.migrations().keySet()) {
            run(owner, "delete from public." + DatabaseContent.quote(history) + " where version is null");
        }
        noteNewVersions(owner);
        run(owner, "analyze " + all);
    }

    /// Pairs each table of the database with its part of the backup. Tables that are not in the backup are
    /// excluded from backups.
    private static Map<DatabaseContent.Table, Manifest.Table> match(BackupFile backup, DatabaseContent content) {
        Map<String, DatabaseContent.Table> tables = new HashMap<>();
        content.tables().forEach(table -> tables.put(table.fullName(), table));
        Map<DatabaseContent.Table, Manifest.Table> sources = new HashMap<>();
        for (Manifest.Table source : backup.manifest().tables()) {
            DatabaseContent.Table table = tables.get(source.name());
            if (table == null || !table.columns().equals(source.columns())) {
                throw new CannotStart(
                        ("The backup %s holds a table %s that is not like ours: restore it with the Cemara "
                                        + "that wrote it, %s.")
                                .formatted(
                                        backup.path(),
                                        source.name(),
                                        backup.manifest().writtenBy()));
            }
            sources.put(table, source);
        }
        return sources;
    }

    private static void load(BackupFile backup, Manifest.Table source, Connection owner, DatabaseContent.Table table)
            throws SQLException, IOException {
        CopyIn copy = owner.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.quotedWithColumns() + " from stdin");
        try {
            backup.readTable(source, (buffer, length) -> copy.writeToCopy(buffer, 0, length));
            long rows = copy.endCopy();
            if (rows != source.rows()) {
                throw new CannotStart("The backup %s is damaged (%s has %d rows in place of %d): use an older backup."
                        .formatted(backup.path(), source.name(), rows, source.rows()));
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void setSequences(Connection owner, DatabaseContent content, Manifest manifest) throws SQLException {
        try (var given = owner.prepareStatement("select setval(format('%I.%I', ?, ?)::regclass, ?)")) {
            for (String name : content.sequences().keySet()) {
                @Nullable Long last = manifest.sequences().get(name);
                if (last != null) {
                    int point = name.indexOf('.');
                    given.setString(1, name.substring(0, point));
                    given.setString(2, name.substring(point + 1));
                    given.setLong(3, last);
                    given.execute();
                }
            }
        }
    }

    private static void refreshViews(Connection owner) throws SQLException {
        List<String> views = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select n.nspname, c.relname
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind = 'm'
                         order by c.oid
                        """)) {
            while (row.next()) {
                views.add(DatabaseContent.quote(row.getString(1)) + "." + DatabaseContent.quote(row.getString(2)));
            }
        }
        for (String view : views) {
            run(owner, "refresh materialized view " + view);
        }
    }

    /// Records a change of every topic, because the triggers were disabled during the restore.
    private static void noteNewVersions(Connection owner) throws SQLException {
        run(owner, """
                insert into platform.data_changes (topic, transaction)
                select distinct split_part(encode(tgargs, 'escape'), '\\000', 1), pg_current_xact_id()
                  from pg_trigger
                 where tgfoid = 'platform.note_change()'::regprocedure
                """);
    }

    /// Overwrites a file that a killed restore left.
    private void putFiles(BackupFile backup) throws IOException, SQLException {
        Path root = settings.data().resolve("files");
        for (String hash : backup.manifest().files()) {
            Path folder = root.resolve(hash.substring(0, 2));
            DurableFiles.makeFolder(folder);
            Path half = root.resolve("half-" + hash + ".tmp");
            Files.deleteIfExists(half);
            try (FileChannel channel = DurableFiles.open(half)) {
                backup.readFile(hash, (buffer, length) -> {
                    for (var bytes = ByteBuffer.wrap(buffer, 0, length); bytes.hasRemaining(); ) {
                        channel.write(bytes);
                    }
                });
                channel.force(true);
            }
            DurableFiles.move(half, folder.resolve(hash));
        }
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
