package id.cemara.platform.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of contents of a backup. The format number is raised when older versions can no longer read
/// it.
///
/// @param format the version of the manifest and the entries
/// @param writtenBy the Cemara version that wrote the file
/// @param snapshotAt the time of the snapshot, by the database's clock
/// @param migrations the applied versioned migrations, by name of Flyway's history table
/// @param tables every table in the backup
/// @param sequences the last value of each sequence; null when it was never used
/// @param files the hashes of the stored files
record Manifest(
        int format,
        String writtenBy,
        Instant snapshotAt,
        Map<String, List<Migration>> migrations,
        List<Table> tables,
        Map<String, @Nullable Long> sequences,
        List<String> files) {

    static final int FORMAT = 1;

    /// An applied migration.
    ///
    /// @param checksum Flyway's; null for the few kinds of migration that have none
    record Migration(String script, @Nullable Integer checksum) {}

    /// One table's rows.
    ///
    /// @param name schema and name, separated by a dot
    /// @param columns in the order of the cells
    /// @param sha256 of the entry's content, in lower-case hexadecimal digits
    record Table(String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /// The entry of a stored file in the ZIP.
    static String fileEntry(String hash) {
        return "files/" + hash.substring(0, 2) + "/" + hash;
    }

    Stream<String> scripts() {
        return migrations.values().stream().flatMap(List::stream).map(Migration::script);
    }

    BackupSummary summary() {
        return new BackupSummary(
                tables.size(), tables.stream().mapToLong(Table::rows).sum(), files.size());
    }
}
