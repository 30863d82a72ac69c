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

final class TableWriter {

    /// Text that an XLSX reader would decode as an escaped character.
    private static final Pattern ESCAPE_START = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    /// The maximum rows of an XLSX sheet, including the heading.
    private static final int MAX_SHEET_ROWS = 1_048_576;

    private TableWriter() {}

    static void csv(Table table, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
        try (var printer = new CSVPrinter(writer, format)) {
            printer.printRecord(
                    table.columns().stream().map(FormulaGuard::onInCsv).toList());
            table.rows().writeTo(row -> {
                try {
                    for (Object cell : row.cells()) {
                        printer.print(cell instanceof String text ? FormulaGuard.onInCsv(text) : cell);
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
                sheet.value(0, column, escaped(table.columns().get(column)));
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
        return ESCAPE_START.matcher(FormulaGuard.on(text)).replaceAll("_x005F_");
    }

    private static String sheetName(String name) {
        return name.length() <= 31 ? name : name.substring(0, 31);
    }
}
