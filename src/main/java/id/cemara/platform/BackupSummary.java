package id.cemara.platform;

/// How much a backup holds.
public record BackupSummary(int tables, long rows, int files) {}
