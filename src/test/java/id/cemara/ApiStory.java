package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import id.cemara.Web.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Sends the examples of the API description. Only invented identifiers are replaced by real ones.
final class ApiStory {

    private static final String DOCUMENT = "https://cemara.example/api/v1/openapi.json";

    private final Web web;
    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Told> operations = new LinkedHashMap<>();
    private final Map<String, String> real = new HashMap<>();
    private final Set<String> told = new TreeSet<>();

    private record Told(String method, String path, JsonNode operation) {}

    ApiStory(Web web, JsonNode document) {
        this.web = web;
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(DOCUMENT, document.toString())));
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    var one = new Told(method.getKey(), path.getKey(), method.getValue());
                    operations.put(one.operation().get("operationId").asString(), one);
                }));
    }

    /// The ids of operations whose examples were sent.
    Set<String> told() {
        return Collections.unmodifiableSet(told);
    }

    /// The ids of all described operations.
    Set<String> operations() {
        return Collections.unmodifiableSet(new TreeSet<>(operations.keySet()));
    }

    /// Replaces the example's identifier by that real one from now on.
    String stand(String example, String identifier) {
        real.put(example, identifier);
        return identifier;
    }

    /// Sends the example and asserts that it succeeds as described.
    ///
    /// @param headers of the caller
    Answer tell(String id, String... headers) throws IOException {
        Answer answer = send(id, headers);
        Map.Entry<String, JsonNode> success = operation(id).operation().get("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .findFirst()
                .orElseThrow();
        assertThat(String.valueOf(answer.status()))
                .as("%s: %s", id, answer.text())
                .isEqualTo(success.getKey());
        for (Map.Entry<String, JsonNode> header :
                success.getValue().path("headers").properties()) {
            assertThat(answer.header(header.getKey()))
                    .as("%s of %s", header.getKey(), id)
                    .isNotEmpty();
        }
        fits(id, answer);
        return answer;
    }

    /// Sends the example; any answer is accepted.
    Answer send(String id, String... headers) throws IOException {
        told.add(id);
        Told one = operation(id);
        JsonNode operation = one.operation();
        String path = one.path();
        StringBuilder query = new StringBuilder();
        List<String> sent = new ArrayList<>(List.of(headers));
        for (JsonNode given : operation.path("parameters")) {
            JsonNode parameter = given.has("$ref") ? at(given.get("$ref").asString()) : given;
            String name = parameter.get("name").asString();
            JsonNode example = parameter.get("example");
            switch (parameter.get("in").asString()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(real(example.asString())));
                case "query" -> {
                    for (JsonNode value : example == null ? List.<JsonNode>of() : values(example)) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encoded(real(value.asString())));
                    }
                }
                case "header" -> {
                    switch (name) {
                        case "Idempotency-Key" ->
                            sent.addAll(List.of(name, UUID.randomUUID().toString()));
                        case "If-Match" -> sent.addAll(List.of(name, version(id, headers)));
                        default -> {}
                    }
                }
                default -> throw new IllegalStateException(parameter.toString());
            }
        }
        JsonNode content = operation.path("requestBody").path("content");
        String[] all = sent.toArray(String[]::new);
        if (content.has("multipart/form-data")) {
            String file = content.get("multipart/form-data")
                    .get("example")
                    .get("file")
                    .asString();
            return file.startsWith("(")
                    ? web.upload(path + query, all, "gambar.png", ApiDescriptionTests.picture(id.length()))
                    : web.upload(path + query, all, "tabel.csv", real(file).getBytes(StandardCharsets.UTF_8));
        }
        JsonNode example = content.path("application/json").get("example");
        if (!content.isMissingNode()) {
            assertThat(example).as("an example of the body of %s", id).isNotNull();
        }
        String body = example == null ? null : real(example.toString());
        return body == null && one.method().equals("get")
                ? web.get(path + query, all)
                : web.json(one.method().toUpperCase(Locale.ROOT), path + query, body, all);
    }

    /// The `ETag` for `If-Match`, requested where the description says.
    private String version(String id, String... headers) throws IOException {
        String seen = Objects.requireNonNull(
                ApiNotes.read().operation(id).seen(), () -> "what gives the version that " + id + " wants");
        assertThat(operation(seen).method()).as(seen).isEqualTo("get");
        String tag = tell(seen, headers).header("ETag");
        assertThat(tag).as("ETag of %s, for %s", seen, id).matches("\"\\d+\"");
        return tag;
    }

    /// Asserts that the answer matches its description.
    private void fits(String id, Answer answer) {
        if (answer.text().isEmpty() || !answer.header("Content-Type").startsWith("application/json")) {
            return;
        }
        Told one = operation(id);
        String pointer = "#/paths/"
                + one.path().replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
                + "/" + one.method() + "/responses/" + answer.status()
                + "/content/application~1json/schema";
        assertThat(schemas.getSchema(SchemaLocation.of(DOCUMENT + pointer)).validate(answer.json()))
                .as("the answer of %s: %s", id, answer.text())
                .isEmpty();
    }

    private Told operation(String id) {
        return Objects.requireNonNull(operations.get(id), id);
    }

    private JsonNode at(String reference) {
        return document.at(reference.substring(1));
    }

    private static Iterable<JsonNode> values(JsonNode example) {
        return example.isArray() ? example : List.of(example);
    }

    /// The example with real identifiers.
    String real(String example) {
        String text = example;
        for (Map.Entry<String, @Nullable String> entry : real.entrySet()) {
            text = text.replace(entry.getKey(), String.valueOf(entry.getValue()));
        }
        return text;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
