package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import id.cemara.Web.Answer;
import id.cemara.platform.DatabaseAccess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Validates `/api/v1/openapi.json` against OpenAPI's meta schema and against the application's behaviour.
/// Writes it to `target/openapi.json` for `./cemara lint-api`.
@WritingTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTests {

    private static final String NUMBER = "17.07-0012";
    private static final String ANOTHER_NUMBER = "17.07-0013";
    private static final String ID = "01990000-0000-7000-8000-000000000001";
    private static final String TERM = "01990000-0000-7000-8000-000000000002";
    private static final String SCOPE = "01990000-0000-7000-8000-000000000003";
    private static final String ORDER = "PESANAN1";
    private static final String PRODUCT = "keripik-contoh";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;
    private JsonNode document;
    private String[] lebong = {};
    private String[] seluma = {};
    private String[] officer = {};

    @BeforeAll
    void read() throws IOException {
        web = Web.of(environment);
        Answer answer = web.get("/api/v1/openapi.json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        document = answer.json();
        Files.writeString(Path.of("target/openapi.json"), answer.text());
        lebong = web.bearer("lebong");
        seluma = web.bearer("seluma");
        officer = web.bearer("petugas-lebong");
    }

    @Test
    void fits_the_meta_schema_of_openapi() throws IOException {
        String base = "https://spec.openapis.org/oas/3.1/";
        Map<String, String> known = Map.of(
                base + "schema/2021-09-28", resource("schema"),
                base + "dialect/base", resource("dialect"),
                base + "meta/base", resource("vocabulary"));
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(known))
                .getSchema(SchemaLocation.of(base + "schema/2021-09-28"));

        assertThat(schema.validate(document)).isEmpty();
        assertThat(schema.validate(without(document)))
                .as("a parameter without a schema")
                .isNotEmpty();
    }

    @Test
    void every_parameter_and_operation_is_described_once_and_nothing_else_is() {
        Set<String> ids = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        ApiNotes notes = ApiNotes.read();
        each((address, operation) -> {
            String id = operation.get("operationId").asString();
            assertThat(ids.add(id)).as("%s twice", id).isTrue();
            assertThat(notes.operation(id).seen() != null)
                    .as("whether %s names a version", id)
                    .isEqualTo(operation.path("parameters").toString().contains("/IfMatch"));
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.has("name")) {
                    String name = parameter.get("name").asString();
                    assertThat(notes.parameter(id, name))
                            .as("%s of %s", name, id)
                            .isNotNull();
                    used.add(notes.parameters().containsKey(id + "." + name) ? id + "." + name : name);
                }
            }
        });
        used.addAll(Set.of("size", "cursor", "If-Match", "Idempotency-Key"));

        assertThat(notes.operations().keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(notes.parameters().keySet()).containsExactlyInAnyOrderElementsOf(used);
        Set<String> tags = new TreeSet<>();
        document.get("tags").forEach(tag -> {
            assertThat(tags.add(tag.get("name").asString())).as("%s", tag).isTrue();
            assertThat(tag.get("description").asString()).as("%s", tag).isNotBlank();
        });
    }

    @Test
    void says_of_the_same_operations_as_the_access_table_that_anybody_may_ask() throws IOException {
        Set<String> open = new TreeSet<>();
        each((address, operation) -> {
            boolean isOpen = operation.get("security").isEmpty();
            boolean isOfAnOrder = operation.get("security").toString().contains("orderToken");
            if (isOpen || isOfAnOrder) {
                open.add(address);
            }
        });
        Set<String> told = new TreeSet<>();
        AccessTests.rows().filter(row -> row.isApi() && row.isPublic()).forEach(row -> told.add(row.toString()));

        assertThat(open).isEqualTo(told);
    }

    @Test
    void every_example_is_answered_as_it_is_described() throws IOException {
        var story = new ApiStory(web, document);
        story.stand("a-long-password", TestDatabases.PASSWORD);
        String token = story.tell("makeToken").json().get("token").asString();
        story.tell("revokeToken", "Authorization", "Bearer " + token);
        figures(story);
        String number = group(story);
        members(story);
        story.stand(NUMBER, number);
        papers(story);
        orders(story, destinationAndShop(story));
        imports(story);
        duplicates(story);
        moves(story);
        accounts(story);

        assertThat(story.told()).isEqualTo(story.operations());
    }

    private void figures(ApiStory story) throws IOException {
        for (String open : new String[] {
            "listAreas",
            "getArea",
            "getStatistics",
            "listOfficialFigures",
            "listReconciliations",
            "listGroups",
            "listProducts",
            "getAssessmentRubric"
        }) {
            story.tell(open);
        }
    }

    /// Registers, verifies and changes a group.
    private String group(ApiStory story) throws IOException {
        Answer registered = story.tell("registerGroup", officer);
        String number = story.stand(NUMBER, registered.json().get("number").asString());
        story.tell("listGroupRecords", officer);
        story.tell("reviewGroup", lebong);
        story.tell("getGroup");
        story.tell("listReviews", lebong);
        story.tell("listDuplicates", lebong);
        story.tell("changeGroup", officer);
        String[] changes = new String[2];
        int found = 0;
        story.tell("listPublicChanges", lebong);
        for (JsonNode change :
                web.get("/api/v1/public-changes?size=100", lebong).json().get("items")) {
            if (change.get("group").asString().equals(number) && found < 2) {
                changes[found++] = change.get("id").asString();
            }
        }
        story.stand(ID, Objects.requireNonNull(changes[0]));
        story.tell("confirmPublicChange", lebong);
        story.stand(ID, Objects.requireNonNull(changes[1]));
        story.tell("reversePublicChange", lebong);
        story.tell("setStatus", officer);
        story.tell("correctDay", officer);
        story.tell("listAudit", lebong);
        return number;
    }

    private void members(ApiStory story) throws IOException {
        story.stand(ID, made(story.tell("addMember", officer)));
        story.tell("listMembers", officer);
        story.tell("changeMember", officer);
        story.tell("setFamilyPlanning", officer);
        story.tell("getFamilyPlanning", officer);
        story.tell("showIdentity", officer);
        JsonNode terms = story.tell("beginTerm", officer).json().get("items");
        story.stand(TERM, terms.get(0).get("id").asString());
        story.tell("listOfficers", officer);
        story.tell("changeTerm", officer);
        String members = "/api/v1/groups/" + number(story) + "/members";
        Answer another =
                web.json("POST", members, "{\"name\": \"Sari Contoh\", \"joinedOn\": \"2021-01-04\"}", officer);
        story.stand(ID, made(another));
        story.tell("endMembership", officer);
        story.tell("takeBackDeparture", officer);
    }

    private void papers(ApiStory story) throws IOException {
        story.stand(ID, made(story.tell("addGroupPhoto", officer)));
        story.tell("listGroupPhotos");
        story.tell("describeGroupPhoto", officer);
        story.tell("removeGroupPhoto", officer);

        story.stand(ID, made(story.tell("addGroupPermit", officer)));
        story.tell("listGroupPermits", officer);
        story.tell("correctGroupPermit", officer);
        story.tell("withdrawGroupPermit", officer);

        story.stand(ID, made(story.tell("signGroupAssessment", officer)));
        story.tell("getGroupAssessment", officer);
    }

    /// Payment destinations and shop settings.
    ///
    /// @return the id of the verified account
    private String destinationAndShop(ApiStory story) throws IOException {
        String[] one = {made(story.tell("sendGroupPaymentDestination", officer))};
        story.stand(ID, one[0]);
        story.tell("listWaitingPaymentDestinations", lebong);
        story.tell("listGroupPaymentDestinations", officer);
        story.tell("verifyGroupPaymentDestination", lebong);
        Answer another = web.json("POST", "/api/v1/groups/" + number(story) + "/payment-destinations", """
                {"kind": "account", "bank": "Bank Contoh", "number": "0000999999", "holder": "Orang Lain"}
                """, officer);
        story.stand(ID, made(another));
        story.tell("rejectGroupPaymentDestination", lebong);
        Poll.until(() ->
                web.get("/api/v1/groups/" + number(story) + "/shop", officer).status() == 200);
        story.tell("changeGroupShop", officer);
        return one[0];
    }

    /// Creates, orders and pauses a product.
    private void orders(ApiStory story, String account) throws IOException {
        Answer created = story.tell("createProduct", officer);
        String slug = story.stand(PRODUCT, created.json().get("slug").asString());
        story.tell("getProduct");
        story.tell("countStock", officer);
        story.stand(ID, made(story.tell("addProductPhoto", officer)));
        story.tell("changeProductPhoto", officer);
        story.tell("removeProductPhoto", officer);

        JsonNode order = story.tell("placeOrders").json().get("orders").get(0);
        story.stand(ORDER, order.get("code").asString());
        String[] buyer = {"X-Order-Token", order.get("token").asString()};
        story.tell("listOrders", officer);
        assertThat(story.send("openPaymentPage", buyer).status())
                .as("no provider here")
                .isEqualTo(503);
        assertThat(story.send("takeMidtransNotification").status())
                .as("no provider here")
                .isEqualTo(503);
        story.tell("takeOrderStep", buyer);

        story.tell("restProduct", officer);
        story.tell("changeProduct", officer);
        story.tell("publishProduct", officer);
        web.delete("/api/v1/products/" + slug + "/published", officer);
        story.stand(ID, account);
        story.tell("withdrawGroupPaymentDestination", officer);
    }

    private void imports(ApiStory story) throws IOException {
        story.stand(ID, made(story.tell("startImport", officer)));
        story.tell("listImports", officer);
        story.tell("getImport", officer);
        story.tell("chooseImportColumns", officer);
        story.tell("listImportFindings", officer);
        story.tell("commitImport", officer);
        story.stand(ID, made(story.send("startImport", officer)));
        story.tell("cancelImport", officer);
    }

    private void duplicates(ApiStory story) throws IOException {
        String kept = number(story);
        story.stand(NUMBER, register("Seruni Contoh Satu"));
        story.stand(ANOTHER_NUMBER, register("Seruni Contoh Dua"));
        story.stand(ID, made(story.tell("mergeGroups", lebong)));
        story.tell("getMerge", lebong);
        story.tell("undoMerge", lebong);
        story.stand(NUMBER, kept);
    }

    /// Withdraws, refuses and finally accepts a move.
    private void moves(ApiStory story) throws IOException {
        for (String decision : new String[] {"withdrawMove", "refuseMove", "acceptMove"}) {
            story.stand(ID, made(story.tell("proposeMove", lebong)));
            story.tell("listMoves", seluma);
            String[] decider = decision.equals("withdrawMove") ? lebong : seluma;
            story.tell(decision, decider);
        }
    }

    private void accounts(ApiStory story) throws IOException {
        story.tell("inviteAccount", lebong);
        story.stand("petugas-contoh", "petugas-baru");
        story.tell("listAccounts", lebong);
        story.tell("getAccount", lebong);
        story.tell("addScope", lebong);
        JsonNode scopes = story.tell("listScopes", lebong).json().get("items");
        story.stand(SCOPE, scopes.get(0).get("id").asString());
        story.tell("endScope", lebong);
        story.tell("makeLink", lebong);
        Rows.run(database, """
                insert into identity.passkeys (credential_id, account_id, public_key, signature_count, uv_initialized,
                                               backup_eligible, backup_state, transports, label, created_at, last_used_at)
                select uuid_send(gen_random_uuid()), id, '\\x00', 0, true, false, false, '', 'Ponsel', now(), now()
                  from identity.accounts where username = 'petugas-baru'
                """);
        JsonNode keys = story.tell("listPasskeys", lebong).json().get("items");
        story.stand("kunci-contoh", keys.get(0).get("id").asString());
        story.tell("removePasskey", lebong);
        story.tell("disableAccount", lebong);
        story.tell("enableAccount", lebong);
        Answer other = web.json("POST", "/api/v1/accounts", """
                {"role": "FIELD_OFFICER", "username": "petugas-pengganti", "displayName": "Petugas Lain",
                 "areas": ["17.07.10"]}
                """, lebong);
        assertThat(other.status()).as(other.text()).isEqualTo(201);
        story.tell("handOver", lebong);
    }

    private String register(String name) {
        Answer answer = web.json("POST", "/api/v1/groups?confirmed=true", """
                {"name": "%s", "village": "17.07.04.1003", "sector": "services"}
                """.formatted(name), lebong);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("number").asString();
    }

    private static String number(ApiStory story) {
        return story.real(NUMBER);
    }

    private static String made(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.header("Location").replaceAll(".*/", "");
    }

    /// A small picture, at least that wide, so that two differ.
    static byte[] picture(int wider) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64 + wider, 48, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private interface OperationReader {
        void read(String address, JsonNode operation);
    }

    private void each(OperationReader reader) {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> reader.read(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
    }

    private static JsonNode without(JsonNode document) {
        JsonNode copy = document.deepCopy();
        for (JsonNode parameter : copy.at("/paths/~1api~1v1~1products/get/parameters")) {
            if (parameter instanceof ObjectNode node) {
                node.remove("schema");
            }
        }
        return copy;
    }

    private static String resource(String name) throws IOException {
        try (var in = ApiDescriptionTests.class.getResourceAsStream("/openapi-3.1/" + name + ".json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
