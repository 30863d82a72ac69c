package id.cemara.area;

import id.cemara.platform.Settings;
import id.cemara.platform.start.ReferenceData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.stereotype.Component;

/// Loads the shipped list of areas into an empty database: idn-area-data 4.0.1, after Kepmendagri
/// 300.2.2-2138/2025.
@Component
class AreaLoader implements ReferenceData {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final int BUFFER = 1 << 16;

    private final String extent;

    AreaLoader(Settings settings) {
        this.extent = settings.areas();
    }

    @Override
    public void load(Connection owner) throws SQLException {
        try (ResultSet row = owner.createStatement().executeQuery("select exists (select from area.areas)")) {
            row.next();
            if (row.getBoolean(1)) {
                return;
            }
        }
        try {
            copyAreas(owner, postalCodes());
            copyNotes(owner);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped list of areas cannot be read", e);
        }
        try (var analyze = owner.createStatement()) {
            analyze.execute("analyze area.areas");
        }
    }

    private void copyAreas(Connection owner, Map<String, String> postalCodes) throws IOException, SQLException {
        // Rows are sorted by code, so the last row of each level above is the ancestor.
        String[] above = new String[4];
        try (var rows = new Rows(owner, """
                        copy area.areas (code, parent_code, level, name, path, postal_code) from stdin (format csv)
                        """);
                Reader reader = open(extent.equals("bengkulu") ? "areas-bengkulu.csv" : "areas-indonesia.csv.gz");
                var records = FORMAT.parse(reader)) {
            for (CSVRecord area : records) {
                String code = area.get("code");
                int depth = code.split("\\.").length;
                above[depth - 1] = area.get("name");
                rows.add(
                        code,
                        depth == 1 ? null : area.get("parent_code"),
                        AreaLevel.ofListName(area.get("level")).key(),
                        area.get("name"),
                        path(above, depth),
                        postalCodes.get(code));
            }
        }
    }

    /// Ends at the kabupaten; a kabupaten's own path ends at its province.
    private static String path(String[] above, int depth) {
        String regency = depth > 1 ? Area.shortName(above[1]) : "";
        return switch (depth) {
            case 1 -> above[0];
            case 2 -> above[1] + ", " + above[0];
            case 3 -> above[2] + ", " + regency;
            default -> above[3] + ", " + above[2] + ", " + regency;
        };
    }

    private Map<String, String> postalCodes() throws IOException {
        Map<String, String> codes = new HashMap<>();
        String file = extent.equals("bengkulu") ? "postal-codes-bengkulu.csv" : "postal-codes-indonesia.csv.gz";
        try (Reader reader = open(file);
                var records = FORMAT.parse(reader)) {
            for (CSVRecord row : records) {
                codes.put(row.get("code"), row.get("postal_code"));
            }
        }
        return codes;
    }

    private static void copyNotes(Connection owner) throws IOException, SQLException {
        try (var rows = new Rows(owner, "copy area.notes (code, source, place, note) from stdin (format csv)");
                Reader reader = open("area-notes.csv");
                var records = FORMAT.parse(reader)) {
            for (CSVRecord row : records) {
                rows.add(row.get("code"), row.get("source"), row.get("place"), row.get("note"));
            }
        }
    }

    static Reader open(String file) throws IOException {
        InputStream in = AreaLoader.class.getResourceAsStream(file);
        if (in == null) {
            throw new IOException("missing " + file);
        }
        InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
    }

    /// Buffered CSV rows for COPY.
    private static final class Rows implements AutoCloseable {

        private final CopyIn copy;
        private final StringBuilder buffer = new StringBuilder(BUFFER);

        Rows(Connection owner, String sql) throws SQLException {
            copy = owner.unwrap(PGConnection.class).getCopyAPI().copyIn(sql.strip());
        }

        void add(@Nullable String... cells) throws SQLException {
            for (int i = 0; i < cells.length; i++) {
                String cell = cells[i];
                if (cell != null) {
                    buffer.append('"').append(cell.replace("\"", "\"\"")).append('"');
                }
                buffer.append(i == cells.length - 1 ? '\n' : ',');
            }
            if (buffer.length() > BUFFER - 4096) {
                send();
            }
        }

        private void send() throws SQLException {
            byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            buffer.setLength(0);
        }

        @Override
        public void close() throws SQLException {
            if (copy.isActive()) {
                send();
                copy.endCopy();
            }
        }
    }
}
