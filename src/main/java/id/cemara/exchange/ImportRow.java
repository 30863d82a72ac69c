package id.cemara.exchange;

import id.cemara.shared.VisibleText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row being imported: its cells by the kind's columns, and the findings about it.
public final class ImportRow {

    /// Matches a formula, but not a text such as "= sama".
    private static final Pattern FORMULA = Pattern.compile("=[^\\s=]");

    private final int line;
    private final Map<String, Cell> cells;
    private final List<Finding> findings = new ArrayList<>(0);
    private boolean bad;
    private @Nullable Object value;

    ImportRow(int line, Map<String, Cell> cells) {
        this.line = line;
        this.cells = cells;
        cells.entrySet().stream()
                .filter(cell -> cell.getValue().spoiled())
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(column -> error(column, "control-characters"));
    }

    /// The spreadsheet's row number.
    public int line() {
        return line;
    }

    /// The cell of that column; blank if the file has none.
    public Cell cell(String column) {
        return cells.getOrDefault(column, Cell.BLANK);
    }

    /// The text of that column with runs of blanks collapsed. Invisible or bidirectional control characters
    /// are an error, since the text would look like another.
    public String text(String column) {
        String text = cell(column).text().replaceAll("\\s+", " ");
        if (!VisibleText.isLine(text)) {
            error(column, "unseen-characters");
        }
        if (FORMULA.matcher(text).lookingAt()) {
            warn(column, "formula");
        }
        return text;
    }

    /// The text of a mandatory column; an empty one is an error.
    public String required(String column) {
        String text = text(column);
        if (text.isEmpty() && !bad(column)) {
            error(column, "missing");
        }
        return text;
    }

    /// A code such as an area's. A number cell is an error: the spreadsheet has dropped leading zeros, which
    /// cannot be restored reliably.
    public String code(String column) {
        Cell cell = cell(column);
        if (cell.kind() != Cell.Kind.TEXT) {
            error(column, "number-cell");
            return "";
        }
        return text(column);
    }

    /// A day in any supported spelling, see [CellParser#day]; an unreadable one, or a year outside 1900 to
    /// 2199, is an error.
    public Optional<LocalDate> day(String column, LocalDate today) {
        Cell cell = cell(column);
        if (cell.isBlank()) {
            return Optional.empty();
        }
        Optional<CellParser.Day> day = CellParser.day(cell, today);
        if (day.isEmpty()) {
            error(column, "day-unreadable");
        } else if (day.get().date().getYear() < 1900 || day.get().date().getYear() > 2199) {
            error(column, "year-impossible", Integer.toString(day.get().date().getYear()));
            return Optional.empty();
        } else if (day.get().centuryGuessed()) {
            warn(column, "century-guessed", Integer.toString(day.get().date().getYear()));
        }
        return day.map(CellParser.Day::date);
    }

    /// Adds an error; the row will not be imported.
    ///
    /// @param column null for the whole row
    /// @param code a suffix of the message key `finding.`
    /// @param arguments shown to the importer, long numbers masked
    public void error(@Nullable String column, String code, String... arguments) {
        bad = true;
        findings.add(new Finding(line, column, Finding.Severity.ERROR, code, Arrays.asList(arguments)));
    }

    /// Adds a warning; the row is imported.
    public void warn(@Nullable String column, String code, String... arguments) {
        findings.add(new Finding(line, column, Finding.Severity.WARNING, code, Arrays.asList(arguments)));
    }

    /// Whether the row has an error.
    public boolean isBad() {
        return bad;
    }

    /// Attaches the parsed row for [ImportRun#stage].
    public void keep(Object read) {
        this.value = read;
    }

    /// The parsed row.
    ///
    /// @throws IllegalStateException if none of that type was attached
    public <T> T kept(Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException("nothing was read from line " + line);
        }
        return type.cast(value);
    }

    List<Finding> findings() {
        return findings;
    }

    private boolean bad(String column) {
        return findings.stream().anyMatch(finding -> column.equals(finding.column()));
    }

    /// Without the cells, which may be personal data.
    @Override
    public String toString() {
        return "ImportRow[" + line + "]";
    }
}
