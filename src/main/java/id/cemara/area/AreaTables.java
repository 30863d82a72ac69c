package id.cemara.area;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Parses the maps' own CSV files: a header line, commas, no quotes.
final class AreaTables {

    private AreaTables() {}

    /// Centres by code, in the order of the file.
    ///
    /// @param table lines `code,name,latitude,longitude`
    static SequencedMap<String, AreaPoint> points(InputStream table) {
        SequencedMap<String, AreaPoint> points = new LinkedHashMap<>();
        for (var cells : rows(table)) {
            points.put(
                    cells[0],
                    new AreaPoint(cells[0], cells[1], Double.parseDouble(cells[3]), Double.parseDouble(cells[2])));
        }
        return points;
    }

    /// Names by code, in the order of the file.
    ///
    /// @param table lines `code,name`
    static Map<String, String> names(InputStream table) {
        Map<String, String> names = new LinkedHashMap<>();
        rows(table).forEach(cells -> names.put(cells[0], cells[1]));
        return names;
    }

    private static List<String[]> rows(InputStream table) {
        try (var reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
