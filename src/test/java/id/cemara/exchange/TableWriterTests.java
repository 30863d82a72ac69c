package id.cemara.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.exchange.Table.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+62812", "-cmd", "@sum", "\tx", "\rx"})
    void no_cell_that_starts_a_formula_leaves_unescaped(String text) throws IOException {
        Table table = Table.of("t", List.of("a"), List.of(Row.of(text)));
        assertThat(csv(table)).contains("'" + text);
        assertThat(workbook(table).getFirst().getFirst()).startsWith("'");
    }

    @Test
    void where_semicolons_separate_no_cell_starts_a_formula_either() throws IOException {
        Table table = Table.of(
                "t", List.of("a"), List.of(Row.of("Ibu;=1+1;-2+3;+4\n@sum(1)"), Row.of("Isi:\n- keripik; - sambal")));
        assertThat(csv(table)).isEqualTo("a\n\"Ibu;'=1+1;'-2+3;'+4\n'@sum(1)\"\n\"Isi:\n- keripik; - sambal\"\n");
        assertThat(workbook(table).getFirst().getFirst()).isEqualTo("Ibu;=1+1;-2+3;+4\n@sum(1)");
    }

    @Test
    void codes_stay_text_and_numbers_stay_numbers() throws IOException {
        Table table = Table.of(
                "t",
                List.of("code", "n", "day", "nothing"),
                List.of(Row.of("11.10", -5L, LocalDate.of(2020, 12, 31), null), Row.of("Soka\"an, x", 1.5, null, "b")));
        assertThat(csv(table)).isEqualTo("code,n,day,nothing\n11.10,-5,2020-12-31,\n\"Soka\"\"an, x\",1.5,,b\n");
        var out = new ByteArrayOutputStream();
        TableFormat.XLSX.write(table, out);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var row = workbook.getFirstSheet().read().get(1);
            assertThat(row.getCell(0).getType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(0).getText()).isEqualTo("11.10");
            assertThat(row.getCell(1).getType()).isEqualTo(CellType.NUMBER);
            assertThat(row.getCell(2).asDate().toLocalDate()).isEqualTo("2020-12-31");
        }
    }

    @Test
    void every_text_comes_back_as_it_left() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "@Rumah Tikar",
                "-5 Derajat Es Lilin",
                "- renyah",
                "+ gurih",
                "= sama",
                "+62 812-3456-7890",
                "'=x",
                "''+x",
                "'kutip'",
                "_x0041_ dan _x005F_",
                "_x000D_",
                "_x00e9_",
                "x_x0041",
                "\ud83d\ude00 Es",
                "=HYPERLINK(\"http://contoh.id\")"));
        String letters = "=+-@'_x0041_ aZ9\u00e9,;\"";
        long seed = 20261128;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder();
            for (int length = 1 + random.nextInt(9); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String one = text.toString().replaceAll(" +", " ").strip();
            texts.add(one.isEmpty() ? "-" : one);
        }
        Table table = Table.of(
                "t",
                List.of("kolom _x0042_", "b"),
                texts.stream().map(text -> Row.of(text, "x")).toList());
        for (TableFormat format : TableFormat.values()) {
            var out = new ByteArrayOutputStream();
            format.write(table, out);
            List<String> read = new ArrayList<>();
            TableReader.of(() -> new ByteArrayInputStream(out.toByteArray()))
                    .read(row -> read.add(new ImportRow(row.line(), Map.of("a", row.cell(0))).required("a")));
            assertThat(read.removeFirst()).isEqualTo("kolom _x0042_");
            for (int i = 0; i < texts.size(); i++) {
                assertThat(read.get(i))
                        .as("%s, seed %d, row %d", format, seed, i)
                        .isEqualTo(texts.get(i));
            }
            assertThat(read).hasSameSizeAs(texts);
        }
    }

    private static String csv(Table table) throws IOException {
        var out = new ByteArrayOutputStream();
        TableFormat.CSV.write(table, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<List<String>> workbook(Table table) throws IOException {
        var out = new ByteArrayOutputStream();
        TableFormat.XLSX.write(table, out);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            return workbook.getFirstSheet().read().stream()
                    .skip(1)
                    .map(row -> row.stream().map(cell -> cell.getText()).toList())
                    .toList();
        }
    }
}
