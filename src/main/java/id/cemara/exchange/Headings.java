package id.cemara.exchange;

import id.cemara.exchange.TableProblem.TableNoHeadings;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The headings of a file and their mapping to the kind's columns.
///
/// @param line of the headings
/// @param texts in order, long numbers masked: the row may be a person's data mistaken for headings
/// @param columns the kind's column to the file's, as far as names match
record Headings(int line, List<String> texts, Map<String, Integer> columns) {

    /// Headings must be among this many first rows; titles and logos may be above them.
    static final int LOOKED_AT = 25;

    /// @param first the first rows of the file
    /// @param names normalised names of each column of the kind
    static Headings find(List<TableRow> first, Map<String, Set<String>> names) {
        Headings best = null;
        for (TableRow row : first) {
            Map<String, Integer> columns = match(row, names);
            if (best == null || columns.size() > best.columns().size()) {
                best = of(row, columns);
            }
        }
        if (best != null && !best.columns().isEmpty()) {
            return best;
        }
        return first.stream()
                .filter(row ->
                        row.cells().stream().filter(cell -> !cell.isBlank()).count() >= 2)
                .filter(row ->
                        row.cells().stream().noneMatch(cell -> cell.text().matches(".*\\d{6,}.*")))
                .findFirst()
                .map(row -> of(row, Map.of()))
                .orElseThrow(() -> new Refused(new TableNoHeadings()));
    }

    private static Headings of(TableRow row, Map<String, Integer> columns) {
        List<String> texts = row.cells().stream()
                .map(cell -> Finding.harmless(cell.text().replaceAll("\\s+", " ")))
                .toList();
        return new Headings(row.line(), texts, columns);
    }

    private static Map<String, Integer> match(TableRow row, Map<String, Set<String>> names) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int column = 0; column < row.cells().size(); column++) {
            String heading = PlainText.of(row.cells().get(column).text());
            for (var name : names.entrySet()) {
                if (name.getValue().contains(heading) && !columns.containsKey(name.getKey())) {
                    columns.put(name.getKey(), column);
                    break;
                }
            }
        }
        return columns;
    }

    Headings with(Map<String, Integer> chosen) {
        Map<String, Integer> columns = new HashMap<>(chosen);
        columns.values().removeIf(column -> column < 0 || column >= texts.size());
        return new Headings(line, texts, columns);
    }
}
