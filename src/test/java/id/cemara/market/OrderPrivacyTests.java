package id.cemara.market;

import static id.cemara.market.AProduct.aProduct;
import static id.cemara.market.Shopping.json;
import static id.cemara.market.Shopping.phone;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.Orders;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// An order is visible to the holder of its token, its group, and staff in scope. Everybody else gets 404
/// and learns nothing from it.
@WritingTest
@ExtendWith(OutputCaptureExtension.class)
class OrderPrivacyTests {

    private static final String NAME = "Sariwati Uji Rahasia";

    @Autowired
    private Orders orders;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Environment environment;

    private Web web;
    private Shopping shopping;
    private String phone;
    private String code;
    private String token;

    @BeforeEach
    void somebody_has_ordered() throws SQLException {
        web = Web.of(environment);
        shopping = new Shopping(orders, database);
        phone = phone();
        shopping.insert(aProduct("rahasia-" + phone.substring(1)));
        JsonNode order = placed(phone);
        code = order.get("code").asString();
        token = order.get("token").asString();
    }

    @Test
    void whoever_has_no_business_with_it_gets_404_and_none_of_it() {
        String another = placed(phone()).get("token").asString();
        String path = "/api/v1/orders/" + code;
        List<String[]> strangers = List.of(
                new String[] {},
                token("x".repeat(43)),
                token(another),
                token(token + "A"),
                token(token.toLowerCase(java.util.Locale.ROOT)),
                token(OrderTokens.hash(token)),
                token("-"),
                token("z".repeat(5_000)),
                web.bearer("seluma"),
                web.bearer("petugas-seluma"),
                web.bearer("cemara-indah"),
                web.bearer("admin"));
        for (String[] stranger : strangers) {
            Answer asked = web.get(path, stranger);
            assertThat(asked.status()).isEqualTo(404);
            assertNothing(asked);
            Answer tried = web.postJson(path + "/steps/cancel", "{\"why\":\"uji\"}", stranger);
            assertThat(tried.status()).isEqualTo(404);
            assertNothing(tried);
        }
        // The same answer as for an order that never existed.
        assertThat(web.get(path).json().get("title"))
                .isEqualTo(web.get("/api/v1/orders/ZZZZZZZZ").json().get("title"));
        assertThat(web.get("/api/v1/orders").status()).isEqualTo(401);
        for (String account : List.of("seluma", "petugas-seluma", "cemara-indah")) {
            Answer list = web.get("/api/v1/orders?size=100", web.bearer(account));
            assertNothing(list);
            assertThat(list.text()).doesNotContain(code);
        }
        assertThat(web.get("/api/v1/orders", web.bearer("admin")).status()).isEqualTo(403);
        assertThat(web.get("/api/v1/orders", token(token)).status()).isEqualTo(401);
    }

    @Test
    void its_buyer_and_staff_in_scope_see_it_and_the_trail_keeps_who_of_the_staff_did() throws SQLException {
        String path = "/api/v1/orders/" + code;
        assertThat(web.get(path, token(token)).json().get("buyer").get("name").asString())
                .isEqualTo(NAME);
        for (String account : List.of("lebong", "petugas-lebong", "provinsi", "nasional")) {
            assertThat(web.get(path, web.bearer(account)).status()).as(account).isEqualTo(200);
        }
        assertThat(web.get("/api/v1/orders/" + code.toLowerCase(java.util.Locale.ROOT), token(token))
                        .status())
                .isEqualTo(200);
        assertThat(web.get("/api/v1/orders?size=100&q=" + NAME.replace(' ', '+'), web.bearer("lebong"))
                        .text())
                .contains(code);
        assertThat(shopping.one("""
                select string_agg(t.actor || ' ' || t.action, ', ' order by t.id)
                  from identity.audit_trail t
                  join market.orders o on o.id = t.subject
                 where o.code = '%s'
                """.formatted(code)))
                .isEqualTo("lebong order.read, petugas-lebong order.read, provinsi order.read, nasional order.read, "
                        + "lebong order.listed");
        assertThat(web.get("/api/v1/orders?size=100&q=s%C3%A1riwati%2C+UJ%27I", web.bearer("lebong"))
                        .text())
                .as("found by any spelling")
                .contains(code);
        // A provincial office may only look.
        assertThat(web.postJson(path + "/steps/confirm", "{}", web.bearer("provinsi"))
                        .status())
                .isEqualTo(403);
        assertThat(web.postJson(path + "/steps/confirm", "{}", web.bearer("petugas-lebong"))
                        .status())
                .isEqualTo(428);
        assertThat(web.postJson(path + "/steps/confirm", "{}", token(token)).status())
                .isEqualTo(428);
        assertThat(web.postJson(path + "/steps/confirm", "{}", seen(path, web.bearer("petugas-lebong")))
                        .status())
                .isEqualTo(200);
        assertThat(web.postJson(path + "/steps/undo", "{}", seen(path, web.bearer("lebong")))
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("placed");
        assertThat(web.postJson(path + "/steps/nonsense", "{}", token(token)).status())
                .isEqualTo(404);
    }

    @Test
    void a_right_token_costs_nothing_however_often_it_comes_and_wrong_ones_do_not_lock_it_out() {
        String[] neighbour = {"X-Order-Token", token, "X-Forwarded-For", "10.0.6.1"};
        for (int turn = 0; turn < 50; turn++) {
            assertThat(web.get("/api/v1/orders/" + code, neighbour).status()).isEqualTo(200);
        }
        List<Integer> wrong = new ArrayList<>();
        for (int turn = 0; turn < 50; turn++) {
            String[] guess = {"X-Order-Token", "%043d".formatted(turn), "X-Forwarded-For", "10.0.6.1"};
            wrong.add(web.get("/api/v1/orders/" + code, guess).status());
        }
        assertThat(wrong).contains(404, 429);
        assertThat(web.get("/api/v1/orders/" + code, neighbour).status()).isEqualTo(200);
        assertThat(web.get("/pesanan/" + code, "Cookie", "cemara-order=" + token, "X-Forwarded-For", "10.0.6.1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tokens_and_buyers_are_in_no_log(CapturedOutput output) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel("id.cemara", LogLevel.TRACE);
        try {
            String number = phone();
            JsonNode order = placed(number);
            String path = "/api/v1/orders/" + order.get("code").asString();
            String own = order.get("token").asString();
            web.get(path, token(own));
            web.get(path + "?token=" + own);
            web.postJson(path + "/steps/cancel", "{\"why\":\"berubah pikiran saja\"}", seen(path, token(own)));
            web.postJson(path + "/steps/send", "{}", seen(path, token(own)));
            web.get("/tidak-ada/" + own);
            assertThat(output.getAll()).doesNotContain(own, NAME, number, number.substring(1), "berubah pikiran saja");
        } finally {
            logging.setLogLevel("id.cemara", LogLevel.INFO);
        }
    }

    /// Adds the order's version, as these readers see it, to their headers.
    private String[] seen(String path, String[] who) {
        return new String[] {who[0], who[1], "If-Match", web.get(path, who).header("ETag")};
    }

    private JsonNode placed(String buyersPhone) {
        Answer answer = web.postJson(
                "/api/v1/orders",
                json(buyersPhone, "cod", "rahasia-" + phone.substring(1), 1).replace("Ibu Contoh", NAME));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("orders").get(0);
    }

    private void assertNothing(Answer answer) {
        assertThat(answer.text()).doesNotContain(NAME, phone, phone.substring(3), token);
    }

    private static String[] token(String value) {
        return new String[] {"X-Order-Token", value};
    }
}
