package id.cemara.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.exchange.Importer;
import id.cemara.platform.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Importing tables of groups and of published figures.
@WritingTest
class ImportingGroupsTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess access;

    private Web web;
    private Importer lebong;
    private Importer seluma;
    private Importer province;

    @BeforeEach
    void prepare() {
        web = Web.of(environment);
        lebong = new Importer(web, "lebong", "groups");
        seluma = new Importer(web, "seluma", "groups");
        province = new Importer(web, "provinsi", "official-figures");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kelompok Uji     | 17.07.04.1003                                | industri rumah tangga | -",
                "UPPKS Uji        | Taba Anyar, Lebong Selatan, Lebong           | Pertanian             | -",
                "UPPKA Uji        | Kel. Taba Anyar, Kec. Lebong Selatan, Kab. Lebong, Prov. Bengkulu | jasa | -",
                "UPPKA Uji        | TABA ANYAR, LEBONG SELATAN                   | peternakan            | -",
                "Uji              | Taba Anyar                                   | jasa                  | area-needs-path",
                "Uji              | 17.07.04.9999                                | jasa                  | area-unknown",
                "Uji              | 17.05.04.2001                                | jasa                  | area-unknown",
                "Uji              | Taba Anyar, Curup Selatan, Rejang Lebong     | jasa                  | area-unknown",
                "Uji              | 17.07                                        | jasa                  | area-unknown",
                "Uji              |                                              | jasa                  | missing",
                "                 | 17.07.04.1003                                | jasa                  | missing",
                "Uji              | 17.07.04.1003                                | tambang               | sector-unknown",
                "Uji              | 17.07.04.1003                                | pertanian; jasa       | -",
                "@Uji             | 17.07.04.1003                                | jasa                  | -",
                "=1+1             | 17.07.04.1003                                | jasa                  | formula",
            })
    void a_village_is_named_by_code_or_full_path_and_never_guessed(
            String name, String village, String sector, String expected) {
        JsonNode made = lebong.send("Nama Kelompok UPPKS\tDesa/Kelurahan\tJenis Usaha\n%s\t%s\t%s\n"
                .formatted(name == null ? "" : name, village == null ? "" : village, sector));
        assertThat(lebong.findings(made).stream()
                        .map(finding -> finding.substring(finding.lastIndexOf(' ') + 1))
                        .findFirst()
                        .orElse("-"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0002"})
    void a_control_character_is_named_with_its_row_and_column(String unseen) {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_8)) {
            String file = (charset == StandardCharsets.UTF_8 ? "" : "\ufeff")
                    + "Nama;Desa;Bidang;Alamat\nUji Satu;17.07.04.1003%1$sX;jasa;\nUji Dua;17.07.04.1003;jasa;Dusun%1$s 2\n"
                            .formatted(unseen);
            JsonNode made = lebong.send(file.getBytes(charset));
            assertThat(lebong.findings(made))
                    .contains("2 village error control-characters", "3 address error control-characters");
            assertThat(made.get("added").asInt()).isZero();
        }
    }

    @Test
    void names_and_addresses_with_a_leading_sign_are_kept_as_they_are() {
        List<String> names = List.of("@Rumah Tikar Uji", "-5 Derajat Es Uji", "+ Tambah Uji", "= Sama Uji");
        var file = new StringBuilder("Nama,Desa,Bidang,HP,Alamat\n");
        for (int i = 0; i < names.size(); i++) {
            file.append("%s%s,17.07.04.1003,jasa,'+6281234567%02d,- Dusun %d\n"
                    .formatted(i % 2 == 0 ? "'" : "", names.get(i), i, i));
        }
        JsonNode made = lebong.send(file.toString());
        assertThat(lebong.findings(made)).isEmpty();
        assertThat(lebong.commit(made, "all").json().get("added").asInt()).isEqualTo(names.size());
        assertThat(Rows.all(
                        access,
                        "select g.name || '|' || p.contact_phone || '|' || p.address from registry.business_groups g"
                                + " join registry.group_private p on p.group_id = g.id"
                                + " where p.address like '- Dusun %' order by p.address"))
                .containsExactlyElementsOf(IntStream.range(0, names.size())
                        .mapToObj(i -> "%s|+6281234567%02d|- Dusun %d".formatted(names.get(i), i, i))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "account-gone, Akun pengirimnya sudah dinonaktifkan",
        "rights-changed, wilayah tugas pengirimnya berubah",
        "not-allowed, Peran Ibu/Bapak tidak mencakup hal ini",
        "bad-rows, sebutkan catatan ini kepada kantor: bad-rows.",
        "12345678, sebutkan catatan ini kepada kantor: 12345678."
    })
    void work_that_failed_says_why_and_what_to_do(String note, String said) {
        JsonNode made = lebong.send("Nama;Desa;Bidang\nUji Gagal;17.07.04.1003;jasa\n");
        Rows.run(access, """
                insert into platform.jobs (id, kind, subject, account_id, state, note, finished_at)
                select gen_random_uuid(), 'import-check', '%s', id, 'failed', '%s', now()
                  from identity.accounts where username = 'lebong'
                """.formatted(made.get("id").asString(), note));
        String page = web.get("/kerja/impor/" + made.get("id").asString(), web.session("lebong"))
                .text();
        assertThat(page).contains("tidak ada yang tersimpan", said).doesNotContain("account-gone", "{0}");
    }

    @Test
    void a_name_that_two_villages_share_is_reported_with_both() {
        JsonNode made = seluma.send("Nama;Desa;Bidang\nUji;Lubuk Lagan, Seluma;jasa\n");
        assertThat(seluma.findings(made)).containsExactly("2 village error area-ambiguous");
    }

    @Test
    void groups_are_registered_as_drafts_once_under_either_name_of_the_programme() {
        String file = "Nama;Desa;Bidang;Tgl berdiri;HP\n"
                + "UPPKS Uji Bersama;17.07.04.1003;IRT;12 Mei 2020;0812-3456-789\n"
                + "Kelompok UPPKA UJI BERSAMA;17.07.04.1003;jasa;;\n";
        JsonNode made = lebong.send(file);
        assertThat(made.get("added").asInt()).isEqualTo(1);
        assertThat(lebong.findings(made)).containsExactly("3 - existing row-repeated");
        JsonNode done = lebong.commit(made, "all").json();
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("committed");
        JsonNode again = lebong.send(file);
        assertThat(again.get("added").asInt()).isZero();
        assertThat(lebong.findings(again)).containsExactly("2 - existing group-known", "3 - existing group-known");
    }

    @Test
    void figures_come_with_their_source_and_contradictions_are_named_not_mended() {
        String headings =
                "Judul sumber;Penerbit;Per tanggal;Wilayah laporan;Ukuran;Dirinci menurut;Baris;Nilai;Halaman\n";
        String source = "Laporan Uji;Kantor Uji;31/12/2025;17;Kelompok;";
        String file = headings + source + ";;1.234;hal. 1\n" + source + "wilayah;17.07;63;hal. 2\n" + source
                + "Jenis usaha;Pertanian;74;hal. 3\n";
        JsonNode made = province.send(file);
        assertThat(province.findings(made)).isEmpty();
        assertThat(province.commit(made, "all").json().get("added").asInt()).isEqualTo(3);
        JsonNode again = province.send(file
                + source + ";;1.235;hal. 9\n" + source + "wilayah;18.01;5;hal. 2\n" + source + "warna;x;1,5;\n"
                + "Laporan Uji;Kantor Uji;31/12/2025;18;Kelompok;;;1;hal. 1\n");
        assertThat(again.get("added").asInt()).isZero();
        assertThat(province.findings(again))
                .contains(
                        "5 value error figure-differs",
                        "2 - existing figure-known",
                        "7 breakdown error breakdown-unknown")
                .contains("7 value error number-unreadable", "7 place error missing");
        assertThat(again.get("bad").asInt()).isEqualTo(4);
        assertThat(web.get("/api/v1/official-figures?size=100").text()
                        + web.get("/statistik?area=17").text())
                .contains("Laporan Uji");
    }
}
