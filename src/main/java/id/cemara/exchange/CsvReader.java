package id.cemara.exchange;

import id.cemara.exchange.TableProblem.TableOpenQuotes;
import id.cemara.shared.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;

/// Reads CSV as offices write it: UTF-8 with or without a byte-order mark, UTF-16 with one, otherwise
/// Windows-1252. The separator is comma, semicolon or tab: detected in the first lines, or given by a first
/// line such as `sep=;`.
final class CsvReader {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char[] SEPARATORS = {';', '\t', ','};
    private static final int LOOKED_AT = 20;

    private final TableReader.Content content;
    private final Charset charset;
    private final char separator;
    private final boolean separatorLine;

    private CsvReader(TableReader.Content content, Charset charset, char separator, boolean separatorLine) {
        this.content = content;
        this.charset = charset;
        this.separator = separator;
        this.separatorLine = separatorLine;
    }

    static CsvReader of(TableReader.Content content) throws IOException {
        Charset charset = charset(content);
        List<String> first = firstLines(content, charset);
        if (!first.isEmpty() && first.getFirst().matches("(?i)\"?sep=.\"?")) {
            String line = first.getFirst().replace("\"", "");
            return new CsvReader(content, charset, line.charAt(4), true);
        }
        return new CsvReader(content, charset, separator(first), false);
    }

    /// Passes each non-blank row to the sink until it returns false. Line numbers are a spreadsheet's: a
    /// record with a line break inside counts once.
    void read(Predicate<TableRow> sink) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .setLenientEof(false)
                .get();
        int line = 0;
        try (Reader reader = reader(content, charset)) {
            if (separatorLine) {
                skipLine(reader);
            }
            try (CSVParser parser =
                    CSVParser.builder().setReader(reader).setFormat(format).get()) {
                for (CSVRecord record : parser) {
                    line++;
                    TableRow row = row(line, record);
                    if (!row.isBlank() && !sink.test(row)) {
                        return;
                    }
                }
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new Refused(new TableOpenQuotes(line + 1));
        }
    }

    private static TableRow row(int line, CSVRecord record) {
        List<Cell> cells = new ArrayList<>(record.size());
        for (int column = 0; column < record.size(); column++) {
            TableReader.refuseLong(line, record.get(column).length());
            Cell cell = Cell.text(FormulaGuard.offInside(record.get(column)));
            if (!cell.isBlank()) {
                TableReader.refuseWide(column + 1);
            }
            if (column < TableReader.MAX_COLUMNS) {
                cells.add(cell);
            }
        }
        return new TableRow(line, cells);
    }

    private static Charset charset(TableReader.Content content) throws IOException {
        try (BOMInputStream in = markless(content)) {
            ByteOrderMark mark = in.getBOM();
            return mark != null && !mark.equals(ByteOrderMark.UTF_8)
                    ? Charset.forName(mark.getCharsetName())
                    : isUtf8(in) ? StandardCharsets.UTF_8 : WINDOWS;
        }
    }

    private static boolean isUtf8(InputStream in) throws IOException {
        try {
            // A decoder reports malformed input; the one that a charset alone makes would replace it.
            new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()).transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Reader reader(TableReader.Content content, Charset charset) throws IOException {
        return new BufferedReader(new InputStreamReader(markless(content), charset), 1 << 16);
    }

    /// The content without its byte-order mark.
    private static BOMInputStream markless(TableReader.Content content) throws IOException {
        return BOMInputStream.builder()
                .setInputStream(content.open())
                .setByteOrderMarks(ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
                .get();
    }

    private static void skipLine(Reader reader) throws IOException {
        for (int letter = reader.read(); letter >= 0 && letter != '\n'; letter = reader.read()) {
            // skip the line that names the separator
        }
    }

    /// The first non-blank lines. Reads only the beginning, since a broken file may be one endless line.
    private static List<String> firstLines(TableReader.Content content, Charset charset) throws IOException {
        char[] start = new char[1 << 16];
        int length = 0;
        try (Reader reader = reader(content, charset)) {
            for (int read = 0; read >= 0 && length < start.length; length += Math.max(0, read)) {
                read = reader.read(start, length, start.length - length);
            }
        }
        return new String(start, 0, length)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(LOOKED_AT)
                .toList();
    }

    /// The separator that occurs most often outside quotes in as many lines as possible; titles above the
    /// headings have none. Decimal commas lose against semicolons, which occur equally often in every line.
    private static char separator(List<String> lines) {
        char best = ',';
        long bestScore = 0;
        for (char candidate : SEPARATORS) {
            long[] counts =
                    lines.stream().mapToLong(line -> count(line, candidate)).toArray();
            long score = 0;
            for (int i = 0; i < counts.length; i++) {
                score += counts[i] == 0 ? 0 : 100 + counts[i];
                score += i > 0 && counts[i] > 0 && counts[i] == counts[i - 1] ? 200 : 0;
            }
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static long count(String line, char separator) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == separator && !quoted) {
                count++;
            }
        }
        return count;
    }
}
