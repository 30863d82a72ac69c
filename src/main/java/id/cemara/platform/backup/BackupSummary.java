package id.cemara.platform.backup;

/// The number of tables, rows and files in a backup.
public record BackupSummary(int tables, long rows, int files) {}
