package id.cemara.exchange;

import id.cemara.exchange.TableProblem.TableCellTooLong;
import id.cemara.exchange.TableProblem.TableEmpty;
import id.cemara.exchange.TableProblem.TableHtml;
import id.cemara.exchange.TableProblem.TableNotATable;
import id.cemara.exchange.TableProblem.TableOldExcel;
import id.cemara.exchange.TableProblem.TableTooManyColumns;
import id.cemara.exchange.TableProblem.TableTooManyRows;
import id.cemara.shared.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Reads an uploaded table, detecting CSV or XLSX by its content, not its name. Rows are streamed; of an
/// XLSX file the compressed bytes are in memory.
final class TableReader {

    static final int MAX_ROWS = 500_000;
    static final int MAX_COLUMNS = 100;
    static final int MAX_CELL = 4_000;

    /// A file with more control characters than one in this many is not text. Fewer are errors of their
    /// cells, reported with row and column.
    private static final int CHARACTERS_FOR_A_CONTROL = 16;

    /// Content that can be read from the start repeatedly.
    interface Content {
        InputStream open() throws IOException;
    }

    private final Content content;
    private final TableFormat format;

    private TableReader(Content content, TableFormat format) {
        this.content = content;
        this.format = format;
    }

    /// @throws Refused if the content is not a table
    static TableReader of(Content content) {
        byte[] start;
        try (InputStream in = content.open()) {
            start = in.readNBytes(1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TableReader(content, format(start));
    }

    /// Passes each non-blank row to the sink until it returns false.
    ///
    /// @throws Refused if the content is damaged or exceeds a limit
    void read(Predicate<TableRow> sink) {
        int[] rows = {0};
        Predicate<TableRow> counted = row -> {
            if (++rows[0] > MAX_ROWS) {
                throw new Refused(new TableTooManyRows(MAX_ROWS));
            }
            return sink.test(row);
        };
        try {
            switch (format) {
                case CSV -> CsvReader.of(content).read(counted);
                case XLSX -> {
                    try (InputStream in = content.open();
                            var bytes = new SeekableInMemoryByteChannel(in.readAllBytes())) {
                        XlsxReader.read(bytes, counted);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void refuseWide(int columns) {
        if (columns > MAX_COLUMNS) {
            throw new Refused(new TableTooManyColumns(MAX_COLUMNS));
        }
    }

    static void refuseLong(int line, int characters) {
        if (characters > MAX_CELL) {
            throw new Refused(new TableCellTooLong(line, MAX_CELL));
        }
    }

    private static TableFormat format(byte[] start) {
        if (start.length == 0) {
            throw new Refused(new TableEmpty());
        }
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K') {
            return TableFormat.XLSX;
        }
        if (start.length >= 4 && (start[0] & 0xff) == 0xd0 && (start[1] & 0xff) == 0xcf && (start[2] & 0xff) == 0x11) {
            throw new Refused(new TableOldExcel());
        }
        String text = new String(start, StandardCharsets.ISO_8859_1)
                .replaceFirst("^\u00ef\u00bb\u00bf", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype")
                || text.startsWith("<html")
                || text.startsWith("<table")
                || text.startsWith("<?xml")
                || text.startsWith("<script")) {
            throw new Refused(new TableHtml());
        }
        boolean wide = start.length >= 2
                && ((start[0] & 0xff) == 0xff && (start[1] & 0xff) == 0xfe
                        || (start[0] & 0xff) == 0xfe && (start[1] & 0xff) == 0xff);
        int controls = 0;
        for (byte letter : start) {
            controls += letter >= 0 && letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t' ? 1 : 0;
        }
        if (!wide && controls * CHARACTERS_FOR_A_CONTROL > start.length) {
            throw new Refused(new TableNotATable());
        }
        return TableFormat.CSV;
    }
}
