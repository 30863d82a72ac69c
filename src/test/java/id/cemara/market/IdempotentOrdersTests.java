package id.cemara.market;

import static id.cemara.market.AProduct.aProduct;
import static id.cemara.market.Shopping.json;
import static id.cemara.market.Shopping.phone;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.market.ordering.Orders;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// A checkout that is sent again because the answer got lost places its orders only once.
@WritingTest
class IdempotentOrdersTests {

    private static final String PATH = "/api/v1/orders";
    private static final String KEY = "Idempotency-Key";

    @Autowired
    private Orders orders;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Environment environment;

    private Web web;
    private Shopping shopping;

    @BeforeEach
    void open() {
        web = Web.of(environment);
        shopping = new Shopping(orders, database);
    }

    @Test
    void the_same_key_and_body_get_the_same_answer_and_make_one_order() throws SQLException {
        AProduct product = aProduct("kunci-sama");
        shopping.insert(product);
        String body = json(phone(), "cod", "kunci-sama", 2);
        Answer first = web.postJson(PATH, body, KEY, "kunci-a-1");
        Answer second = web.postJson(PATH, body, KEY, "kunci-a-1");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(shopping.shelf(product)).isEqualTo("2 of 10");
        assertThat(web.postJson(PATH, body).status()).isEqualTo(201);
        assertThat(shopping.shelf(product)).isEqualTo("4 of 10");
    }

    @Test
    void thirty_at_the_same_moment_are_one() throws Exception {
        AProduct product = aProduct("kunci-serentak");
        shopping.insert(product);
        String body = json(phone(), "cod", "kunci-serentak", 1);
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            tries.add(() -> web.postJson(PATH, body, KEY, "kunci-b-1").text());
        }
        try (var executor = Executors.newFixedThreadPool(15)) {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : executor.invokeAll(tries)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(30).containsOnly(answers.getFirst());
        }
        assertThat(shopping.shelf(product)).isEqualTo("1 of 10");
    }

    @Test
    void the_same_key_with_another_body_is_refused() throws SQLException {
        AProduct product = aProduct("kunci-lain");
        shopping.insert(product);
        String phone = phone();
        web.postJson(PATH, json(phone, "cod", "kunci-lain", 1), KEY, "kunci-c-1");
        Answer other = web.postJson(PATH, json(phone, "cod", "kunci-lain", 2), KEY, "kunci-c-1");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("title").asString()).isEqualTo("key-reused");
        assertThat(shopping.shelf(product)).isEqualTo("1 of 10");
    }

    @Test
    void another_buyers_key_leaks_nothing() throws SQLException {
        shopping.insert(aProduct("kunci-orang"));
        String phone = phone();
        Answer own = web.postJson(PATH, json(phone, "cod", "kunci-orang", 1), KEY, "kunci-d-1");
        String code = own.json().get("orders").get(0).get("code").asString();
        String token = own.json().get("orders").get(0).get("token").asString();
        Answer other = web.postJson(PATH, json(phone(), "cod", "kunci-orang", 1), KEY, "kunci-d-1");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).doesNotContain(code, token, phone, phone.substring(3), "Ibu Contoh");
        // Nor for another address, or with a log-in.
        assertThat(web.json(
                                "POST",
                                "/api/v1/groups",
                                "{}",
                                "Idempotency-Key",
                                "kunci-d-1",
                                web.bearer("lebong")[0],
                                web.bearer("lebong")[1])
                        .text())
                .doesNotContain(code, token);
    }

    @Test
    void an_unusable_key_is_refused() throws SQLException {
        AProduct product = aProduct("kunci-panjang");
        shopping.insert(product);
        String body = json(phone(), "cod", "kunci-panjang", 1);
        for (String key : List.of("k".repeat(1_000), "k".repeat(201), "dua kata")) {
            Answer answer = web.postJson(PATH, body, KEY, key);
            assertThat(answer.status()).as(key).isEqualTo(400);
            assertThat(answer.json().get("parameter").asString()).isEqualTo(KEY);
        }
        assertThat(shopping.shelf(product)).isEqualTo("0 of 10");
        assertThat(web.postJson(PATH, body, KEY, "k".repeat(200)).status()).isEqualTo(201);
    }

    @Test
    void a_failed_try_may_be_repeated_also_corrected() throws SQLException {
        AProduct product = aProduct("kunci-gagal").onHand(2);
        shopping.insert(product);
        String phone = phone();
        assertThat(web.postJson(PATH, json(phone, "cod", "kunci-gagal", 3), KEY, "kunci-e-1")
                        .status())
                .isEqualTo(409);
        assertThat(web.postJson(PATH, json(phone, "cod", "kunci-gagal", 0), KEY, "kunci-e-1")
                        .status())
                .isEqualTo(422);
        assertThat(web.postJson(PATH, json(phone, "cod", "kunci-gagal", 2), KEY, "kunci-e-1")
                        .status())
                .isEqualTo(201);
        assertThat(shopping.shelf(product)).isEqualTo("2 of 2");
    }

    @Test
    void neither_token_nor_key_nor_answer_is_in_the_database_in_clear() throws SQLException {
        shopping.insert(aProduct("kunci-rahasia"));
        Answer answer = web.postJson(PATH, json(phone(), "cod", "kunci-rahasia", 1), KEY, "kunci-yang-rahasia-1");
        String token = answer.json().get("orders").get(0).get("token").asString();
        for (String secret : List.of(token, "kunci-yang-rahasia-1")) {
            assertThat(Rows.all(database, """
                    select t.name
                      from (select format('%%I.%%I', schemaname, tablename) as name
                              from pg_tables where schemaname !~ '^pg_|information_schema') t
                     where xpath_exists('/table/row',
                             query_to_xml(format('select 1 from %%s as t where t::text like ''%%%%%%s%%%%'' limit 1',
                                                 t.name, '%s'), false, false, ''))
                    """.formatted(secret))).as(secret).isEmpty();
        }
    }
}
