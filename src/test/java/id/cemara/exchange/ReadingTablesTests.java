package id.cemara.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import id.cemara.exchange.TableProblem.TableBomb;
import id.cemara.exchange.TableProblem.TableCellTooLong;
import id.cemara.exchange.TableProblem.TableDamaged;
import id.cemara.exchange.TableProblem.TableEmpty;
import id.cemara.exchange.TableProblem.TableForeignParts;
import id.cemara.exchange.TableProblem.TableHtml;
import id.cemara.exchange.TableProblem.TableNotATable;
import id.cemara.exchange.TableProblem.TableOldExcel;
import id.cemara.exchange.TableProblem.TableOpenQuotes;
import id.cemara.exchange.TableProblem.TableTooManyColumns;
import id.cemara.exchange.TableProblem.TableTooManyRows;
import id.cemara.shared.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading tables as offices write them, and files crafted to do harm.
class ReadingTablesTests {

    private static final String TEXT = "Nama;Desa\nBu Élan;Taba Anyar\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void csv_is_read_however_an_office_writes_it(String how, byte[] file, String expected) {
        assertThat(told(file)).isEqualTo(expected);
    }

    static Stream<Arguments> csv_is_read_however_an_office_writes_it() {
        String expected = "1: Nama|Desa / 2: Bu Élan|Taba Anyar";
        return Stream.of(
                Arguments.of("semicolons", utf8(TEXT), expected),
                Arguments.of("commas", utf8(TEXT.replace(';', ',')), expected),
                Arguments.of("tabs", utf8(TEXT.replace(';', '\t')), expected),
                Arguments.of("a byte-order mark", utf8("\ufeff" + TEXT), expected),
                Arguments.of("Windows-1252", TEXT.getBytes(Charset.forName("windows-1252")), expected),
                Arguments.of("UTF-16", ("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_16LE), expected),
                Arguments.of("UTF-16, other way", ("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_16BE), expected),
                Arguments.of("line ends of Windows", utf8(TEXT.replace("\n", "\r\n")), expected),
                Arguments.of("a line that names the separator", utf8("sep=;\n" + TEXT), expected),
                Arguments.of("trailing blank rows", utf8(TEXT + ";\n\n ;\u00a0\n"), expected),
                Arguments.of("quotes", utf8("Nama,Desa\n\"Bu Élan\",\"Taba Anyar\"\n"), expected),
                Arguments.of(
                        "decimal commas beside semicolons", utf8("a;b;c\n1,5;2,5;3,5\n"), "1: a|b|c / 2: 1,5|2,5|3,5"),
                Arguments.of(
                        "a separator and a line break inside quotes, and a blank row between",
                        utf8("a,b\n\"x\ny, z\",2\n\n3,4\n"),
                        "1: a|b / 2: x\ny, z|2 / 4: 3|4"),
                Arguments.of(
                        "a title above",
                        utf8("DATA ANGGOTA\n\nNama;Desa\nA;B\n"),
                        "1: DATA ANGGOTA / 3: Nama|Desa / 4: A|B"),
                Arguments.of("a code with a zero at its end", utf8("kode\n11.10\n"), "1: kode / 2: 11.10"));
    }

    @Test
    void xlsx_is_read_with_days_numbers_formulas_and_merged_cells() {
        byte[] file = new XlsxFile()
                .part(
                        "xl/sharedStrings.xml",
                        "<sst><si><t>Nama</t></si><si><r><t>Ta</t></r><r><t>ba</t></r></si></sst>")
                .sheet("""
                        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t xml:space="preserve"> Tgl </t></is></c></row>
                        <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>17.07</v></c><c r="C3" s="1"><v>31179</v></c></row>
                        <row r="4"><c r="B4"><v>1.70704520585E+15</v></c><c r="C4" s="2"><v>31179.5</v></c></row>
                        <row r="5"><c r="B5"><f>1+1</f><v>2</v></c><c r="C5" t="str"><f>cmd|'/c calc'!A1</f><v>aman</v></c></row>
                        <row r="6"><c r="A6"/><c r="B6" s="1"/></row>
                        """, "<mergeCells count=\"1\"><mergeCell ref=\"A3:A5\"/></mergeCells>")
                .bytes();
        List<TableRow> rows = rows(file);
        assertThat(told(rows))
                .isEqualTo("2: Nama||Tgl / 3: Taba|17.07|1985-05-12 / 4: Taba|1707045205850000|1985-05-12"
                        + " / 5: Taba|2|aman");
        assertThat(rows.get(1).cell(1).kind()).isEqualTo(Cell.Kind.NUMBER);
        assertThat(rows.get(1).cell(2).kind()).isEqualTo(Cell.Kind.DAY);
        assertThat(rows.get(1).cell(2).day()).isEqualTo(LocalDate.of(1985, 5, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void a_cell_with_a_control_character_is_an_error_of_its_row_and_column(String charset) {
        for (String unseen : List.of("\0", "\u0002", "\u001b", "\u007f")) {
            String text = (charset.startsWith("UTF-16") ? "\ufeff" : "") + "nama" + unseen + ";desa\nB\u00e9;17.07"
                    + unseen + "X\nCici;17.08\n";
            List<TableRow> rows = rows(text.getBytes(Charset.forName(charset)));
            assertThat(told(rows)).isEqualTo("1: nama|desa / 2: B\u00e9|17.07X / 3: Cici|17.08");
            var row = new ImportRow(
                    2,
                    Map.of("name", rows.get(1).cell(0), "village", rows.get(1).cell(1)));
            assertThat(row.findings())
                    .extracting(Finding::line, Finding::column, Finding::code)
                    .containsExactly(tuple(2, "village", "control-characters"));
            assertThat(row.isBad()).isTrue();
        }
    }

    @Test
    void a_line_break_or_a_tabulator_in_a_cell_is_none() {
        List<TableRow> rows = rows(utf8("nama,desa\n\"satu\r\ndua\u000btiga\",Taba Anyar\n"));
        var row = new ImportRow(2, Map.of("name", rows.get(1).cell(0)));
        assertThat(row.text("name")).isEqualTo("satu dua tiga");
        assertThat(row.isBad()).isFalse();
        assertThat(Cell.text("satu\tdua").spoiled()).isFalse();
    }

    @Test
    void half_a_letter_is_an_error_too() {
        byte[] bytes = "\ufeffnama,desa\nSatu\u0001,x\n".getBytes(StandardCharsets.UTF_16LE);
        int at = "\ufeffnama,desa\nSatu".length() * 2;
        bytes[at] = 0;
        bytes[at + 1] = (byte) 0xd8; // a high surrogate without its pair
        List<TableRow> rows = rows(bytes);
        assertThat(new ImportRow(2, Map.of("name", rows.get(1).cell(0))).isBad())
                .isTrue();
    }

    @Test
    void xlsx_escapes_of_characters_are_read_as_those() {
        byte[] file = new XlsxFile()
                .part(
                        "xl/sharedStrings.xml",
                        "<sst><si><t>De_x0073_a</t></si><si><t>baris_x000D_\nbaris</t></si>"
                                + "<si><t>_x005F_x0041_ _x00e9_ _x12_</t></si></sst>")
                .rows("""
                        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>_x004E_ama</t></is></c></row>
                        <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="str"><v>_xD83D__xDE00_ _x0041_</v></c></row>
                        <row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="inlineStr"><is><t>a_x0002_b_x0000_</t></is></c></row>
                        <row r="4"><c r="A4" t="inlineStr"><is><t>_xD83D_</t></is></c></row>
                        """)
                .bytes();
        List<TableRow> rows = rows(file);
        assertThat(told(rows))
                .isEqualTo("1: Desa|Nama / 2: baris\nbaris|\ud83d\ude00 A / 3: _x0041_ \u00e9 _x12_|ab / 4: ");
        assertThat(new ImportRow(3, Map.of("a", rows.get(2).cell(1))).isBad()).isTrue();
        assertThat(new ImportRow(4, Map.of("a", rows.get(3).cell(0))).isBad()).isTrue();
        assertThat(new ImportRow(3, Map.of("a", rows.get(2).cell(0))).isBad()).isFalse();
    }

    @Test
    void what_we_write_we_read() throws IOException {
        Table table = Table.of(
                "contoh",
                List.of("Kode", "Nama", "Lahir", "Jumlah"),
                List.of(Table.Row.of("11.10", "Bu É", LocalDate.of(1985, 5, 12), 7L)));
        for (TableFormat format : TableFormat.values()) {
            var out = new ByteArrayOutputStream();
            format.write(table, out);
            assertThat(told(out.toByteArray())).isEqualTo("1: Kode|Nama|Lahir|Jumlah / 2: 11.10|Bu É|1985-05-12|7");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_file_that_is_no_table_or_more_than_one_is_refused(String what, byte[] file, Class<?> problem) {
        assertThatThrownBy(() -> rows(file))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isInstanceOf(problem));
    }

    static Stream<Arguments> a_file_that_is_no_table_or_more_than_one_is_refused() {
        String row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
        String xxe = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        byte[] whole = new XlsxFile().rows(row).bytes();
        return Stream.of(
                Arguments.of("nothing", new byte[0], TableEmpty.class),
                Arguments.of("a web page", utf8("  <!DOCTYPE html><html></html>"), TableHtml.class),
                Arguments.of("a table of a web page", utf8("<table><tr><td>1"), TableHtml.class),
                Arguments.of(
                        "old Excel",
                        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0},
                        TableOldExcel.class),
                Arguments.of(
                        "a picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, TableNotATable.class),
                Arguments.of(
                        "UTF-16 that does not say so", TEXT.getBytes(StandardCharsets.UTF_16LE), TableNotATable.class),
                Arguments.of("quotes never closed", utf8("a,b\n1,\"2\n3,4\n"), TableOpenQuotes.class),
                Arguments.of("a cell without end", utf8("a\n" + "x".repeat(5000)), TableCellTooLong.class),
                Arguments.of("too many columns", utf8("a;".repeat(101) + "b"), TableTooManyColumns.class),
                Arguments.of("too many rows", utf8("a\n".repeat(TableReader.MAX_ROWS + 1)), TableTooManyRows.class),
                Arguments.of("half an XLSX", java.util.Arrays.copyOf(whole, whole.length / 2), TableDamaged.class),
                Arguments.of(
                        "an archive that is no XLSX",
                        new XlsxFile().part("xl/workbook.xml", "<x/>").bytes(),
                        TableDamaged.class),
                Arguments.of("says 2 GB", new XlsxFile().rows(row).sayingSize(Integer.MAX_VALUE), TableBomb.class),
                Arguments.of("says another size", new XlsxFile().rows(row).sayingSize(17), TableDamaged.class),
                Arguments.of(
                        "a bomb",
                        new XlsxFile()
                                .part("xl/media/x.bin", new byte[30 << 20])
                                .bytes(),
                        TableBomb.class),
                Arguments.of(
                        "a bomb in a sheet",
                        new XlsxFile()
                                .rows("<row r=\"1\"></row>".repeat(1 << 20))
                                .bytes(),
                        TableBomb.class),
                Arguments.of("six hundred parts", manyParts(), TableBomb.class),
                Arguments.of(
                        "an external entity",
                        new XlsxFile()
                                .part("xl/sharedStrings.xml", xxe + "<sst/>")
                                .bytes(),
                        TableForeignParts.class),
                Arguments.of(
                        "in small letters",
                        new XlsxFile()
                                .part("xl/sharedStrings.xml", xxe.toLowerCase() + "<sst/>")
                                .bytes(),
                        TableForeignParts.class),
                Arguments.of(
                        "in another encoding",
                        new XlsxFile()
                                .part("xl/sharedStrings.xml", ("\ufeff" + xxe).getBytes(StandardCharsets.UTF_16LE))
                                .bytes(),
                        TableForeignParts.class),
                Arguments.of(
                        "a path up",
                        new XlsxFile().part("../../etc/cron.d/x", "x").bytes(),
                        TableForeignParts.class),
                Arguments.of(
                        "a path from the root",
                        new XlsxFile().part("/etc/passwd", "x").bytes(),
                        TableForeignParts.class),
                Arguments.of(
                        "a path of Windows",
                        new XlsxFile().part("xl\\..\\x", "x").bytes(),
                        TableForeignParts.class),
                Arguments.of(
                        "a column beyond the last",
                        new XlsxFile()
                                .rows("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")
                                .bytes(),
                        TableDamaged.class),
                Arguments.of(
                        "a far column",
                        new XlsxFile()
                                .rows("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")
                                .bytes(),
                        TableTooManyColumns.class),
                Arguments.of(
                        "a number of a billion digits",
                        new XlsxFile()
                                .rows("<row r=\"1\"><c r=\"A1\"><v>1E999999999</v></c></row>")
                                .bytes(),
                        TableDamaged.class),
                Arguments.of(
                        "rows that go back",
                        new XlsxFile().rows("<row r=\"2\"/><row r=\"1\"/>").bytes(),
                        TableDamaged.class));
    }

    private static byte[] manyParts() {
        var file = new XlsxFile();
        for (int i = 0; i < 600; i++) {
            file.part("xl/x" + i + ".xml", "<x/>");
        }
        return file.bytes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1985-05-12          | 1985-05-12",
                "12/05/1985          | 1985-05-12",
                "12-5-1985           | 1985-05-12",
                "12.05.1985          | 1985-05-12",
                "12 Mei 1985         | 1985-05-12",
                "Selasa, 12 Mei 2020 | 2020-05-12",
                "12-Mei-85           | 1985-05-12",
                "12 mei 20           | 2020-05-12",
                "1 Agt 2019          | 2019-08-01",
                "17 Agustus 1985     | 1985-08-17",
                "3 Nopember 2001     | 2001-11-03",
                "7 Pebruari 1999     | 1999-02-07",
                "12 May 1985         | 1985-05-12",
                "1985-05-12 00:00:00 | 1985-05-12",
                "12/05/85            | 1985-05-12",
                "05/25/1985          | ",
                "31/02/1985          | ",
                "12 Foo 1985         | ",
                "1985                | ",
                "12/05/0085          | 0085-05-12",
                "kemarin             | ",
            })
    void days_are_read_as_they_are_spelt_here(String text, LocalDate expected) {
        assertThat(CellParser.day(Cell.text(text), LocalDate.of(2026, 11, 24))
                        .map(CellParser.Day::date)
                        .orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void a_number_cell_is_the_number_of_a_day_and_two_digits_of_a_year_are_told() {
        LocalDate today = LocalDate.of(2026, 11, 24);
        Cell serial = new Cell("31179", Cell.Kind.NUMBER, null);
        assertThat(CellParser.day(serial, today)).hasValue(new CellParser.Day(LocalDate.of(1985, 5, 12), false));
        assertThat(CellParser.day(Cell.text("12/05/85"), today))
                .hasValueSatisfying(day -> assertThat(day.centuryGuessed()).isTrue());
        assertThat(CellParser.day(Cell.text("31179"), today)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "893     | 893",
                "1.234 | 1234",
                "1 234 | 1234",
                "1.234.567 | 1234567",
                "893,0 | 893",
                "1,234 |",
                "1.23 |",
                "-5 |",
                "8x |",
                "12.3456 |",
            })
    void whole_numbers_are_read_only_when_they_have_one_meaning(String text, Long expected) {
        assertThat(CellParser.wholeNumber(Cell.text(text)).stream()
                        .boxed()
                        .findFirst()
                        .orElse(null))
                .isEqualTo(expected);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<TableRow> rows(byte[] file) {
        List<TableRow> rows = new ArrayList<>();
        TableReader.of(() -> new ByteArrayInputStream(file)).read(rows::add);
        return rows;
    }

    private static String told(byte[] file) {
        return told(rows(file));
    }

    private static String told(List<TableRow> rows) {
        return rows.stream()
                .map(row ->
                        row.line() + ": " + row.cells().stream().map(Cell::text).collect(Collectors.joining("|")))
                .collect(Collectors.joining(" / "));
    }
}
