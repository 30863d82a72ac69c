package id.cemara.platform.embedded;

import id.cemara.platform.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The embedded server's configuration, rewritten at each start: durable against power failure, reachable
/// only from this machine and only with a password.
final class ServerSettings {

    private ServerSettings() {}

    /// Writes `postgresql.conf` and `pg_hba.conf` into the cluster.
    static void write(Path cluster, int port, Path logs, Map<String, String> overrides) throws IOException {
        var settings = new LinkedHashMap<>(defaults(logs));
        settings.putAll(overrides);
        settings.put("port", Integer.toString(port));
        String lines = settings.entrySet().stream()
                .map(setting -> "%s = '%s'\n".formatted(setting.getKey(), escaped(setting.getValue())))
                .collect(Collectors.joining());
        DurableFiles.write(cluster.resolve("postgresql.conf"), """
                # Written by Cemara at each start: changes here are lost.
                """ + lines);
        DurableFiles.write(cluster.resolve("pg_hba.conf"), """
                # Written by Cemara at each start: changes here are lost.
                host all all 127.0.0.1/32 scram-sha-256
                """);
    }

    /// Whether these settings switch durability off, as tests do for disposable clusters.
    static boolean throwAway(Map<String, String> overrides) {
        return "off".equals(overrides.get("fsync"));
    }

    private static Map<String, String> defaults(Path logs) {
        var settings = new LinkedHashMap<String, String>();
        // Durability.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("wal_compression", "on");
        settings.put("max_wal_size", "512MB");
        // Connections.
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", "80");
        // Sized for a small machine with an SSD.
        settings.put("shared_buffers", "128MB");
        settings.put("maintenance_work_mem", "64MB");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off"); // our statements are short: compiling costs more than it saves
        // Vacuum small, often changed tables earlier than at the default of 20 percent changed rows.
        settings.put("autovacuum_vacuum_scale_factor", "0.1");
        settings.put("autovacuum_analyze_scale_factor", "0.05");
        // The same time zone on every machine.
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("datestyle", "iso, ymd");
        settings.put("lc_messages", "C");
        settings.put("default_text_search_config", "pg_catalog.simple");
        // One log file for each day of the week: at most a week of logs is kept.
        settings.put("logging_collector", "on");
        settings.put("log_directory", logs.toString());
        settings.put("log_filename", "postgres-%a.log");
        settings.put("log_rotation_age", "1d");
        settings.put("log_rotation_size", "0");
        settings.put("log_truncate_on_rotation", "on");
        // Error details quote the refused row, which may hold personal data.
        settings.put("log_error_verbosity", "terse");
        settings.put("log_line_prefix", "%m [%p] %u@%d ");
        return settings;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("'", "''");
    }
}
