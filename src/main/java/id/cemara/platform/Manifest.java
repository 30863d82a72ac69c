package id.cemara.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The page of a backup that says what is in it. The format number rises when an older Cemara could no longer read it.
///
/// @param format the version of this page and of the entries beside it
/// @param writtenBy the version of the Cemara that wrote the file
/// @param snapshotAt the moment whose data the backup holds, by the database's clock
/// @param migrations what had been done to the schema, by the table of Flyway that says so
/// @param tables every table in the backup
/// @param sequences the last value each sequence has given; null when it has given none
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

    /// One migration that was run.
    ///
    /// @param checksum Flyway's; null for the few kinds of migration that have none
    record Migration(String script, @Nullable Integer checksum) {}

    /// One table's rows.
    ///
    /// @param name schema and name, with a point between
    /// @param columns in the order of the cells
    /// @param sha256 of the entry's content, in lower-case hexadecimal digits
    record Table(String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /// Where the ZIP file keeps a stored file.
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
