package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web.Answer;
import id.cemara.platform.DatabaseAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/// Sends NIKs, family-card numbers and tokens through the application in valid and invalid requests.
/// Afterwards neither a dump of all tables, nor the logs of application and database server, nor the data
/// directory contains any of them, as text, hexadecimal or Base64.
@WritingTest
@ExtendWith(OutputCaptureExtension.class)
class NothingReadableTests {

    private static final String NIK = "1707045509910047";
    private static final String CHANGED_NIK = "1707046609920048";
    private static final String CARD = "1707040909090049";
    private static final String SHORT_NIK = "170704550991004";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private final List<String> secrets = new ArrayList<>();

    @Test
    void no_number_of_identity_and_no_token_is_left_where_somebody_could_read_it(CapturedOutput output)
            throws SQLException, IOException {
        secrets.addAll(List.of(NIK, CHANGED_NIK, CARD));
        use();

        List<String> found = new ArrayList<>();
        try (Connection owner = TestDatabases.asOwner(database)) {
            List<String> tables = tables(owner);
            assertThat(tables)
                    .contains(
                            "identity.audit_trail",
                            "platform.event_publication",
                            "platform.jobs",
                            "platform.scheduled_tasks",
                            "platform.idempotent_answers",
                            "platform.spring_session_attributes",
                            "exchange.imports");
            for (String table : tables) {
                var copy = new ByteArrayOutputStream();
                owner.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (select * from " + table + ") to stdout", copy);
                note(found, table, copy.toString(StandardCharsets.UTF_8));
            }
        }
        note(found, "the application's log", output.getAll());
        for (String folder : new String[] {"data", "cluster/logs"}) {
            Path directory = TestDatabases.folder().resolve(folder);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        note(found, folder, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_search_notices_what_it_looks_for() {
        secrets.add(NIK);
        List<String> found = new ArrayList<>();
        note(found, "text", "x" + NIK + "y");
        note(found, "hexadecimal", HexFormat.of().formatHex(NIK.getBytes(StandardCharsets.US_ASCII)));
        note(found, "Base64", Base64.getEncoder().encodeToString(NIK.getBytes(StandardCharsets.US_ASCII)));
        note(found, "nothing", "1707");
        assertThat(found).hasSize(3);
    }

    /// Uses every entry point for such a number or token, also with invalid requests.
    private void use() {
        Web web = Web.of(environment);
        String[] officer = web.bearer("petugas-lebong");
        String[] office = web.bearer("lebong");
        String[] session = web.session("petugas-lebong");
        secrets.add(officer[1].substring("Bearer ".length()));
        secrets.add(office[1].substring("Bearer ".length()));
        secrets.add(session[1].substring("SESSION=".length()));

        String[] withKey = {
            officer[0], officer[1], "Idempotency-Key", UUID.randomUUID().toString()
        };
        String group = created(web.json("POST", "/api/v1/groups", """
                {"name": "Tanpa Jejak", "village": "17.07.04.1003", "sector": "services"}
                """, officer), "number");
        String members = "/api/v1/groups/" + group + "/members";
        Answer added = web.json("POST", members, """
                {"name": "Rahma Contoh", "birthDate": "1991-09-15", "nik": "%s", "familyCard": "%s"}
                """.formatted(NIK, CARD), withKey);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        String member = added.json().get("member").get("id").asString();
        web.json("POST", members, "{\"name\": \"Lagi\", \"nik\": \"%s\"}".formatted(NIK), officer);
        web.json("POST", members, "{\"name\": \"Kurang\", \"nik\": \"%s\"}".formatted(SHORT_NIK), officer);
        web.json("POST", members, "{\"nik\": \"%s\"".formatted(NIK), officer);
        web.json(
                "PUT", members + "/" + member, """
                {"name": "Rahma Contoh", "nik": "%s"}
                """.formatted(CHANGED_NIK), officer[0], officer[1], "If-Match", "\"0\"");
        assertThat(web.json("POST", members + "/" + member + "/identity", "{\"reason\": \"Uji\"}", officer)
                        .text())
                .contains(CHANGED_NIK);
        web.get("/kelompok?q=" + NIK);
        web.get("/api/v1/groups/" + NIK);
        web.get("/tidak-ada/" + officer[1].substring("Bearer ".length()), officer);
        web.post("/kerja/kelompok/" + group + "/anggota", "name=&nik=" + NIK, session);
        imports(web, officer, group);
        Answer invited = web.json("POST", "/api/v1/accounts", """
                {"role": "FIELD_OFFICER", "username": "uji-jejak", "displayName": "Uji", "areas": ["17.07.01"]}
                """, office);
        String link = invited.json().get("link").asString();
        secrets.add(link.substring(link.lastIndexOf('/') + 1));
        web.get(link.substring(link.indexOf("/undangan/")));
    }

    private void imports(Web web, String[] officer, String group) {
        StringBuilder table = new StringBuilder("Nomor kelompok,Nama,NIK,No KK\n");
        for (int row = 0; row < 2_100; row++) {
            String nik = "17070412039%05d".formatted(row);
            table.append(group)
                    .append(",Orang ")
                    .append(row)
                    .append(',')
                    .append(nik)
                    .append(",\n");
            if (row < 20) {
                secrets.add(nik);
            }
        }
        table.append(group)
                .append(",Salah,")
                .append(SHORT_NIK)
                .append(',')
                .append(CARD)
                .append('\n');
        String id = created(
                web.upload(
                        "/api/v1/imports",
                        officer,
                        "anggota.csv",
                        table.toString().getBytes(StandardCharsets.UTF_8),
                        "kind",
                        "members"),
                "id");
        await(web, officer, id, "checked");
        web.json("POST", "/api/v1/imports/" + id + "/commit", "{\"mode\": \"good\"}", officer);
        // Reads the job's page while it may be running, and until it has ended.
        await(web, officer, id, "committed");
    }

    private static void await(Web web, String[] who, String id, String state) {
        Poll.until(() -> {
            String now =
                    web.get("/api/v1/imports/" + id, who).json().get("state").asString();
            assertThat(now).isIn("uploaded", "checked", state);
            return now.equals(state);
        });
    }

    private static String created(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get(field).asString();
    }

    private void note(List<String> found, String where, String text) {
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            if (text.contains(secret)
                    || text.contains(HexFormat.of().formatHex(bytes))
                    || text.contains(base64.substring(0, base64.length() - 1))) {
                found.add(where + " holds " + secret);
            }
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = owner.createStatement().executeQuery("""
                select quote_ident(schemaname) || '.' || quote_ident(tablename)
                  from pg_tables
                 where schemaname not in ('pg_catalog', 'information_schema')
                 order by 1
                """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }
}
