package id.cemara.exchange;

import id.cemara.shared.SeenText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row on its way in: its cells by the kind's columns, and what was found wrong with it.
public final class ImportRow {

    /// A formula rather than a text such as "= sama".
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

    /// The row's number in the spreadsheet program.
    public int line() {
        return line;
    }

    /// The cell of that column; blank when the file has none.
    public Cell cell(String column) {
        return cells.getOrDefault(column, Cell.BLANK);
    }

    /// The text of that column, with single blanks. One with characters that cannot be seen, or that turn the writing
    /// around, is an error: it would look like another.
    public String text(String column) {
        String text = cell(column).text().replaceAll("\\s+", " ");
        if (!SeenText.isLine(text)) {
            error(column, "unseen-characters");
        }
        if (FORMULA.matcher(text).lookingAt()) {
            warn(column, "formula");
        }
        return text;
    }

    /// The text of a column that must have one.
    public String required(String column) {
        String text = text(column);
        if (text.isEmpty() && !bad(column)) {
            error(column, "missing");
        }
        return text;
    }

    /// A code, such as an area's. A spreadsheet that keeps it as a number has lost its zeros; that is told, not mended.
    public String code(String column) {
        Cell cell = cell(column);
        if (cell.kind() != Cell.Kind.TEXT) {
            error(column, "number-cell");
            return "";
        }
        return text(column);
    }

    /// A day, however it is spelt.
    public Optional<LocalDate> day(String column, LocalDate today) {
        Cell cell = cell(column);
        if (cell.isBlank()) {
            return Optional.empty();
        }
        Optional<Spellings.Day> day = Spellings.day(cell, today);
        if (day.isEmpty()) {
            error(column, "day-unreadable");
        } else if (day.get().date().getYear() < 1900 || day.get().date().getYear() > 2199) {
            error(column, "year-impossible", Integer.toString(day.get().date().getYear()));
            return Optional.empty();
        } else if (day.get().centuryGuessed()) {
            warn(column, "century-guessed", Integer.toString(day.get().date().getYear()));
        }
        return day.map(Spellings.Day::date);
    }

    /// Says what is wrong with a cell; the row is not taken.
    ///
    /// @param column null when it is about the row as a whole
    /// @param code the tail of the message key `finding.<code>`
    /// @param arguments shown to the sender; long numbers in them are hidden
    public void error(@Nullable String column, String code, String... arguments) {
        bad = true;
        findings.add(new Finding(line, column, Finding.Severity.ERROR, code, Arrays.asList(arguments)));
    }

    /// Says what somebody should look at; the row is taken all the same.
    public void warn(@Nullable String column, String code, String... arguments) {
        findings.add(new Finding(line, column, Finding.Severity.WARNING, code, Arrays.asList(arguments)));
    }

    /// Whether the row cannot be taken.
    public boolean isBad() {
        return bad;
    }

    /// Keeps what the run read from the row.
    public void keep(Object read) {
        this.value = read;
    }

    /// What the run kept.
    ///
    /// @throws IllegalStateException when it kept nothing of that type
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

    /// Without its cells, which may hold people's data.
    @Override
    public String toString() {
        return "ImportRow[" + line + "]";
    }
}
