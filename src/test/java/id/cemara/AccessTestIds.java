package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web.Answer;
import id.cemara.platform.DatabaseAccess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/// Real things for the addresses of access.txt to be about, made as their keepers would make them.
final class AccessTestIds {

    private final Web web;
    private final String number;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private AccessTestIds(Web web, String number) {
        this.web = web;
        this.number = number;
    }

    /// Ids by a part of the address they belong to.
    static Map<String, String> of(Web web, DatabaseAccess database, String number) throws SQLException, IOException {
        var made = new AccessTestIds(web, number);
        made.account();
        made.permit();
        made.photo();
        made.assessment();
        made.draftOfAnImport();
        made.mergeAndCase(database);
        return made.ids;
    }

    private void account() {
        Answer invited = web.json("POST", "/api/v1/accounts", """
                {"role": "FIELD_OFFICER", "username": "uji-akses", "displayName": "Petugas Uji", "areas": ["17.07.03", "17.07.02"]}
                """, web.bearer("lebong"));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        ids.put("{username}", "uji-akses");
        JsonNode scopes = web.get("/api/v1/accounts/uji-akses/scopes", web.bearer("lebong"))
                .json()
                .get("items");
        ids.put("/scopes/{scope}", scopes.get(0).get("id").asString());
        ids.put("/cakupan/{scope}", scopes.get(1).get("id").asString());
    }

    private void permit() {
        Answer page = web.upload(
                "/kerja/kelompok/" + number + "/izin",
                web.session("petugas-lebong"),
                "nib.pdf",
                "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
                        .getBytes(StandardCharsets.US_ASCII),
                "kind",
                "nib",
                "number",
                "9120001234567");
        assertThat(page.status()).as(page.text()).isEqualTo(302);
        JsonNode permits = web.get("/api/v1/groups/" + number + "/permits", web.bearer("lebong"))
                .json()
                .get("items");
        String id = permits.get(0).get("id").asString();
        ids.put("/permits/", id);
        ids.put("/izin/", id);
    }

    private void photo() throws IOException {
        Answer answer = web.upload(
                "/api/v1/groups/" + number + "/photos",
                web.bearer("petugas-lebong"),
                "dapur.png",
                picture(64),
                "caption",
                "Dapur kelompok");
        String id = created(answer).get("id").asString();
        ids.put("/photos/", id);
        Answer another = web.upload(
                "/api/v1/groups/" + number + "/photos",
                web.bearer("petugas-lebong"),
                "meja.png",
                picture(65),
                "caption",
                "Meja kelompok");
        ids.put("/foto/", created(another).get("id").asString());
    }

    private static byte[] picture(int width) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, 48, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private void assessment() {
        String answers = Stream.of(
                        "organisation",
                        "capital",
                        "production",
                        "marketing",
                        "bookkeeping",
                        "licences",
                        "meetings",
                        "kb-participation")
                .map(criterion -> "{\"criterion\":\"" + criterion + "\",\"points\":1}")
                .collect(Collectors.joining(",", "{\"answers\":[", "]}"));
        Answer signed =
                web.json("POST", "/api/v1/groups/" + number + "/assessments", answers, web.bearer("petugas-lebong"));
        ids.put("/assessments/", created(signed).get("id").asString());
    }

    private void draftOfAnImport() {
        Answer answer = web.upload(
                "/api/v1/imports",
                web.bearer("petugas-lebong"),
                "anggota.csv",
                "Nomor kelompok,Nama\n%s,Rina Contoh\n".formatted(number).getBytes(StandardCharsets.UTF_8),
                "kind",
                "members");
        String id = created(answer).get("id").asString();
        ids.put("/imports/", id);
        ids.put("/impor/", id);
    }

    private void mergeAndCase(DatabaseAccess database) throws SQLException {
        String[] office = web.bearer("lebong");
        String one = group("Sumber Ganda Uji", office);
        String two = group("Sumber Ganda Uji Dua", office);
        Answer merged = web.json("POST", "/api/v1/merges", """
                {"from": "%s", "into": "%s", "reason": "Uji"}
                """.formatted(two, one), office);
        ids.put("/merges/", created(merged).get("id").asString());
        group("Wanita Mandiri", office);
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement().executeQuery("""
                        select c.id from registry.duplicate_cases c
                         where c.state = 'open' and c.area_code like '17.07%' order by c.id desc limit 1
                        """)) {
            assertThat(row.next()).as("a case in Lebong").isTrue();
            ids.put("/ganda/", row.getString(1));
        }
    }

    private String group(String name, String[] who) {
        Answer answer = web.json("POST", "/api/v1/groups?confirmed=true", """
                {"name": "%s", "village": "17.07.04.1003", "sector": "services"}
                """.formatted(name), who);
        return created(answer).get("number").asString();
    }

    private static JsonNode created(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }
}
