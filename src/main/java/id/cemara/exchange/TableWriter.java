package id.cemara.exchange;

import id.cemara.exchange.Table.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Writes a [Table] as CSV (UTF-8, comma, LF) or XLSX, streaming in both.
final class TableWriter {

    /// What a spreadsheet program may take for the start of a formula.
    private static final String FORMULA_STARTS = "=+-@\t\r";

    /// Where a program that separates by semicolons, as it does in Indonesia, begins a new cell in the midst of ours.
    private static final Pattern FORMULA_INSIDE = Pattern.compile("(?<=[;\t\r\n])(?=[=+@]|-\\S)");

    /// The most rows a sheet of XLSX holds, its heading included.
    private static final int MAX_SHEET_ROWS = 1_048_576;

    private TableWriter() {}

    static void csv(Table table, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
        try (var printer = new CSVPrinter(writer, format)) {
            printer.printRecord(table.columns());
            table.rows().writeTo(row -> {
                try {
                    for (Object cell : row.cells()) {
                        printer.print(cell instanceof String text ? escapedInCsv(text) : cell);
                    }
                    printer.println();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static void xlsx(Table table, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Cemara", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(sheetName(table.name()));
            for (int column = 0; column < table.columns().size(); column++) {
                sheet.value(0, column, table.columns().get(column));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            int[] next = {1};
            table.rows().writeTo(row -> {
                if (next[0] == MAX_SHEET_ROWS) {
                    throw new IllegalStateException("a sheet holds no more than " + MAX_SHEET_ROWS + " rows");
                }
                write(sheet, next[0]++, row);
                if (next[0] % 1000 == 0) {
                    flush(sheet);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(Worksheet sheet, int line, Row row) {
        for (int column = 0; column < row.cells().size(); column++) {
            @Nullable Object cell = row.cells().get(column);
            switch (cell) {
                case null -> {}
                case Number number -> sheet.value(line, column, number);
                case LocalDate day -> {
                    sheet.value(line, column, day);
                    sheet.style(line, column).format("yyyy-mm-dd").set();
                }
                case Object other -> sheet.value(line, column, escaped(other.toString()));
            }
        }
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String escapedInCsv(String text) {
        return FORMULA_INSIDE.matcher(escaped(text)).replaceAll("'");
    }

    private static String sheetName(String name) {
        return name.length() <= 31 ? name : name.substring(0, 31);
    }
}
