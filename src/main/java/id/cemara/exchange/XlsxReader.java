package id.cemara.exchange;

import id.cemara.exchange.TableProblem.TableDamaged;
import id.cemara.shared.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.SeekableByteChannel;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Reads the first visible sheet of an XLSX file, row by row. Formulas are not computed; their cached value
/// counts. A cell merged over several rows counts in each of them, one merged over several columns in the
/// first.
final class XlsxReader {

    private static final int MAX_MERGES = 200_000;
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);

    /// Parts of a number format that cannot make it a date: quoted text, colours and locales, escaped
    /// letters.
    private static final Pattern NOT_A_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");

    private final ZipFile zip;
    private final List<String> strings = new ArrayList<>();
    private final List<Boolean> dateStyles = new ArrayList<>();
    private final Set<String> merging;
    private final List<Merge> merges = new ArrayList<>();
    private boolean from1904;

    private XlsxReader(ZipFile zip, Set<String> merging) {
        this.zip = zip;
        this.merging = merging;
    }

    /// Passes each non-blank row to the sink until it returns false.
    static void read(SeekableByteChannel file, Predicate<TableRow> sink) {
        try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(file).get()) {
            new XlsxReader(zip, XlsxGuard.check(zip)).rows(sink);
        } catch (IOException | XMLStreamException | NumberFormatException | DateTimeException e) {
            throw new Refused(new TableDamaged());
        }
    }

    private void rows(Predicate<TableRow> sink) throws IOException, XMLStreamException {
        String sheet = firstSheet();
        readStyles();
        readStrings();
        if (merging.contains(sheet)) {
            readMerges(sheet);
        }
        var open = new Merge[TableReader.MAX_COLUMNS];
        int begun = 0;
        try (var part = XmlPart.open(zip, sheet)) {
            int line = 0;
            while (part.next("row", "sheetData")) {
                String number = part.attribute("r");
                int at = number == null ? line + 1 : Integer.parseInt(number);
                if (at <= line) {
                    throw new Refused(new TableDamaged());
                }
                line = at;
                List<Cell> cells = row(part, line);
                for (; begun < merges.size() && merges.get(begun).first() <= line; begun++) {
                    Merge merge = merges.get(begun);
                    if (merge.first() == line && merge.column() < cells.size()) {
                        open[merge.column()] = merge.of(cells.get(merge.column()));
                    }
                }
                repeat(open, line, cells);
                var row = new TableRow(line, cells);
                if (!row.isBlank() && !sink.test(row)) {
                    return;
                }
            }
        }
    }

    private List<Cell> row(XmlPart part, int line) throws XMLStreamException {
        List<Cell> cells = new ArrayList<>();
        int column = -1;
        while (part.next("c", "row")) {
            String address = part.attribute("r");
            column = address == null ? column + 1 : column(address);
            Cell cell = cell(part, line);
            if (cell.isBlank() && column >= TableReader.MAX_COLUMNS) {
                continue;
            }
            TableReader.refuseWide(column + 1);
            while (cells.size() <= column) {
                cells.add(Cell.BLANK);
            }
            cells.set(column, cell);
        }
        return cells;
    }

    /// Copies the value of each cell that is merged over this line into its column.
    private static void repeat(@Nullable Merge[] open, int line, List<Cell> cells) {
        for (int column = 0; column < open.length; column++) {
            Merge merge = open[column];
            if (merge != null && line > merge.last()) {
                open[column] = null;
            } else if (merge != null && line > merge.first()) {
                while (cells.size() <= column) {
                    cells.add(Cell.BLANK);
                }
                cells.set(column, merge.value());
            }
        }
    }

    private Cell cell(XmlPart part, int line) throws XMLStreamException {
        String type = part.attribute("t");
        String style = part.attribute("s");
        String value = null;
        StringBuilder inline = new StringBuilder();
        while (part.nextOf("c", "v", "t")) {
            if (part.name().equals("v")) {
                value = part.text();
            } else {
                inline.append(part.text());
            }
            TableReader.refuseLong(line, value == null ? inline.length() : value.length());
        }
        return switch (type) {
            case "inlineStr" -> Cell.text(inline.toString());
            case "s" -> value == null ? Cell.BLANK : string(Integer.parseInt(value.strip()), line);
            case "str", "e" -> value == null ? Cell.BLANK : Cell.text(value);
            case "b" -> value == null ? Cell.BLANK : Cell.text(value.equals("1") ? "TRUE" : "FALSE");
            case "d" -> value == null ? Cell.BLANK : Cell.text(value.replaceFirst("T.*", ""));
            case null, default -> value == null || value.isBlank() ? Cell.BLANK : number(value.strip(), isDate(style));
        };
    }

    private Cell string(int index, int line) {
        if (index < 0 || index >= strings.size()) {
            throw new Refused(new TableDamaged());
        }
        TableReader.refuseLong(line, strings.get(index).length());
        return Cell.text(strings.get(index));
    }

    private Cell number(String raw, boolean date) {
        if (raw.length() > 40) {
            throw new Refused(new TableDamaged());
        }
        BigDecimal number = new BigDecimal(raw);
        if (Math.abs((long) number.scale()) > 400 || number.precision() > 400) {
            throw new Refused(new TableDamaged());
        }
        if (date && number.signum() > 0 && number.intValue() < 2_958_466) {
            LocalDate day = day(number.intValue(), from1904);
            return new Cell(day.toString(), Cell.Kind.DAY, day);
        }
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return new Cell(bare.toPlainString(), Cell.Kind.NUMBER, null);
    }

    /// Converts a spreadsheet's serial date. Excel counts a 29 February 1900 that did not exist, so earlier
    /// serials are off by one.
    static LocalDate day(int serial, boolean from1904) {
        if (from1904) {
            return EPOCH_1904.plusDays(serial);
        }
        return EPOCH.plusDays(serial < 60 ? serial + 1 : serial);
    }

    private boolean isDate(@Nullable String style) {
        if (style == null) {
            return false;
        }
        int index = Integer.parseInt(style);
        return index >= 0 && index < dateStyles.size() && dateStyles.get(index);
    }

    private static int column(String address) {
        int column = 0;
        int letters = 0;
        for (; letters < address.length() && address.charAt(letters) >= 'A'; letters++) {
            if (letters == 3 || address.charAt(letters) > 'Z') {
                throw new Refused(new TableDamaged());
            }
            column = column * 26 + address.charAt(letters) - 'A' + 1;
        }
        if (column == 0) {
            throw new Refused(new TableDamaged());
        }
        return column - 1;
    }

    private String firstSheet() throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        try (var part = XmlPart.open(zip, "xl/_rels/workbook.xml.rels")) {
            while (part.next("Relationship", null)) {
                String id = part.attribute("Id");
                String target = part.attribute("Target");
                if (id != null && target != null) {
                    targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            }
        }
        String first = null;
        try (var part = XmlPart.open(zip, "xl/workbook.xml")) {
            while (part.nextOf(null, "workbookPr", "sheet")) {
                if (part.name().equals("workbookPr")) {
                    String flag = part.attribute("date1904");
                    from1904 = "1".equals(flag) || "true".equals(flag);
                } else if (first == null
                        && !String.valueOf(part.attribute("state")).contains("idden")) {
                    first = targets.get(String.valueOf(part.attribute("id")));
                }
            }
        }
        if (first == null) {
            throw new Refused(new TableDamaged());
        }
        return first;
    }

    private void readStrings() throws IOException, XMLStreamException {
        if (zip.getEntry("xl/sharedStrings.xml") == null) {
            return;
        }
        try (var part = XmlPart.open(zip, "xl/sharedStrings.xml")) {
            while (part.next("si", null)) {
                var text = new StringBuilder();
                int phonetic = 0;
                while (part.nextOf("si", "t", "rPh")) {
                    if (part.name().equals("rPh")) {
                        phonetic++;
                    } else if (phonetic > 0) {
                        phonetic--; // phonetic guide in East Asian texts
                    } else {
                        text.append(part.text());
                    }
                }
                strings.add(text.toString());
            }
        }
    }

    private void readStyles() throws IOException, XMLStreamException {
        if (zip.getEntry("xl/styles.xml") == null) {
            return;
        }
        Map<Integer, Boolean> formats = new HashMap<>();
        boolean inCellFormats = false;
        try (var part = XmlPart.open(zip, "xl/styles.xml")) {
            while (part.nextOf(null, "numFmt", "cellXfs", "xf", "cellStyles")) {
                switch (part.name()) {
                    case "numFmt" ->
                        formats.put(
                                part.number("numFmtId"), isDateFormat(String.valueOf(part.attribute("formatCode"))));
                    case "cellXfs" -> inCellFormats = true;
                    case "cellStyles" -> inCellFormats = false;
                    default -> {
                        if (inCellFormats) {
                            int id = part.number("numFmtId");
                            dateStyles.add(formats.getOrDefault(id, isBuiltInDate(id)));
                        }
                    }
                }
            }
        }
    }

    private static boolean isBuiltInDate(int id) {
        return id >= 14 && id <= 17
                || id == 22
                || id >= 27 && id <= 31
                || id == 36
                || id >= 50 && id <= 54
                || id == 57
                || id == 58;
    }

    private static boolean isDateFormat(String code) {
        String bare = NOT_A_FORMAT.matcher(code).replaceAll("").toLowerCase(java.util.Locale.ROOT);
        return bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0;
    }

    private void readMerges(String sheet) throws IOException, XMLStreamException {
        try (var part = XmlPart.open(zip, sheet)) {
            while (part.next("mergeCell", null)) {
                String[] ends = String.valueOf(part.attribute("ref")).split(":");
                if (ends.length != 2 || merges.size() == MAX_MERGES) {
                    throw new Refused(new TableDamaged());
                }
                int first = Integer.parseInt(ends[0].replaceFirst("[A-Z]+", ""));
                int last = Integer.parseInt(ends[1].replaceFirst("[A-Z]+", ""));
                if (last > first && column(ends[0]) < TableReader.MAX_COLUMNS) {
                    merges.add(new Merge(column(ends[0]), first, last, Cell.BLANK));
                }
            }
        }
        merges.sort(Comparator.comparingInt(Merge::first));
    }

    /// A cell merged over several rows.
    private record Merge(int column, int first, int last, Cell value) {

        Merge of(Cell cell) {
            return new Merge(column, first, last, cell);
        }
    }
}
