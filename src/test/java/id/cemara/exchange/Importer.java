package id.cemara.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Poll;
import id.cemara.Web;
import id.cemara.Web.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A client that imports tables through the API.
public final class Importer {

    private final Web web;
    private final String[] headers;
    private final String kind;

    public Importer(Web web, String username, String kind) {
        this.web = web;
        this.headers = web.bearer(username);
        this.kind = kind;
    }

    /// Uploads the table. Returns the import.
    public JsonNode send(String file) {
        return send(file.getBytes(StandardCharsets.UTF_8));
    }

    /// Uploads the table. Returns the import.
    public JsonNode send(byte[] file) {
        Answer answer = web.upload("/api/v1/imports", headers, "tabel.csv", file, "kind", kind);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    /// @param mode `good` or `all`
    public Answer commit(JsonNode made, String mode) {
        return web.json("POST", at(made) + "/commit", "{\"mode\":\"" + mode + "\"}", headers);
    }

    /// Waits for the background job, which must succeed. Returns the import.
    public JsonNode finished(JsonNode made) {
        Poll.until(() -> !List.of("queued", "running")
                .contains(get(made).get("job").get("state").asString()));
        JsonNode now = get(made);
        assertThat(now.get("job").get("state").asString()).as("%s", now).isEqualTo("done");
        return now;
    }

    public JsonNode get(JsonNode made) {
        return web.get(at(made), headers).json();
    }

    /// Every finding as line, column, severity and code.
    public List<String> findings(JsonNode made) {
        List<String> told = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    web.get(at(made) + "/findings?size=100" + cursor, headers).json();
            for (JsonNode finding : page.get("items")) {
                told.add("%d %s %s %s"
                        .formatted(
                                finding.get("line").asInt(),
                                finding.get("column").isNull()
                                        ? "-"
                                        : finding.get("column").asString(),
                                finding.get("severity").asString(),
                                finding.get("code").asString()));
            }
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        return told;
    }

    /// The URL of the import.
    public static String at(JsonNode made) {
        return "/api/v1/imports/" + made.get("id").asString();
    }
}
