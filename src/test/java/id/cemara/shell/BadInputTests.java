package id.cemara.shell;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Invalid addresses and parameters get a clear answer, never a server error or a stack trace.
@CemaraTest
class BadInputTests {

    @Autowired
    private Environment environment;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/areas?parent=99, parent",
        "/api/v1/areas?parent=17.1, parent",
        "/api/v1/areas?size=0, size",
        "/api/v1/areas?size=10000, size",
        "/api/v1/areas?size=-1, size",
        "/api/v1/areas?cursor=xx, cursor",
        "/api/v1/areas?cursor=%25%25, cursor",
        "/api/v1/areas?q=%00, q",
        "/api/v1/groups?area=99.99, area",
        "/api/v1/groups?area=lebong, area",
        "/api/v1/groups?sector=mining, sector",
        "/api/v1/groups?stage=9, stage",
        "/api/v1/groups?status=happy, status",
        "/api/v1/groups?size=0, size",
        "/api/v1/groups?size=10000, size",
        "/api/v1/groups?size=99999999999999999999, size",
        "/api/v1/groups?cursor=broken, cursor",
        "/api/v1/groups?cursor=YQpiCmM, cursor",
        "/api/v1/groups?q=a%00b, q",
        "/api/v1/groups?q=cemara&cursor=YQpiCmM, cursor",
        "/api/v1/statistics/groups?by=colour, by",
        "/api/v1/statistics/groups?by=area%2Carea, by",
        "/api/v1/statistics/groups?by=area%2Csector%2Cstage, by",
        "/api/v1/statistics/groups?by=%2C, by",
        "/api/v1/statistics/groups?area=17.99, area",
        "/api/v1/statistics/groups?asOf=yesterday, asOf",
        "/api/v1/statistics/groups?asOf=2020-02-30, asOf",
        "/api/v1/statistics/groups?asOf=99999-01-01, asOf",
        "/api/v1/official-figures?source=none, source",
        "/api/v1/official-figures?cursor=!, cursor",
        "/api/v1/reconciliations?size=101, size"
    })
    void a_parameter_that_cannot_be_used_is_named(String path, String parameter) {
        var answer = web.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("parameter").asString()).isEqualTo(parameter);
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:cemara:problem:invalid-parameter");
        assertHarmless(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/kelompok?area=99",
                "/kelompok?sector=x",
                "/kelompok?cursor=zz",
                "/kelompok?format=pdf",
                "/statistik?asOf=x",
                "/statistik?area=1",
                "/statistik?table=x&format=csv",
                "/wilayah?q=%01"
            })
    void a_page_says_it_in_words(String path) {
        var answer = web.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("belum bisa dipakai", "<main id=\"isi\">");
        assertHarmless(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%25",
                "_",
                "%27",
                "%22",
                "%27%20or%201%3D1--",
                "%5C",
                "%26%20%7C%20%21",
                "%3A%2A",
                "%F0%9F%8C%B2",
                "%3Cscript%3E",
                "%28%28%28",
                "%E2%80%8B",
                "UPPKS",
                "kelompok%20uppka"
            })
    void a_search_for_anything_is_answered_with_a_list(String q) {
        for (String path : new String[] {"/api/v1/groups?q=", "/api/v1/areas?q="}) {
            var answer = web.get(path + q);
            assertThat(answer.status()).as(path + q).isEqualTo(200);
            assertThat(answer.json().has("items")).isTrue();
        }
        var page = web.get("/kelompok?q=" + q);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("<script>");
    }

    /// Each of these characters normalises to eighteen.
    @Test
    void a_text_that_becomes_long_when_it_is_compared_is_refused_by_name() {
        String q = "%EF%B7%BA".repeat(200);
        for (String path : new String[] {
            "/api/v1/groups?q=",
            "/api/v1/areas?q=",
            "/api/v1/products?q=",
            "/wilayah?q=",
            "/kelompok?q=",
            "/pasar?q=",
            "/cari?q="
        }) {
            assertThat(web.get(path + q).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void a_moment_that_no_database_keeps_is_no_cursor() {
        String cursor = "cursor=" + encoded("+999999999-01-01T00:00:00Z\n018f0000-0000-7000-8000-000000000001");
        String[] lebong = web.bearer("lebong");
        for (String path : new String[] {
            "/api/v1/moves?",
            "/api/v1/public-changes?state=open&",
            "/api/v1/orders?",
            "/api/v1/payment-destinations?",
            "/api/v1/groups/17.07-0012/reviews?"
        }) {
            assertThat(web.get(path + cursor, lebong).status()).as(path).isEqualTo(400);
        }
        String day = "cursor=" + encoded("+999999999-01-01\n018f0000-0000-7000-8000-000000000001");
        assertThat(web.get("/kerja/izin?" + day, web.session("lebong")).status())
                .as("permits")
                .isEqualTo(400);
        String term = "cursor=" + encoded("\n1\n+999999999-01-01\n018f0000-0000-7000-8000-000000000001");
        assertThat(web.get("/api/v1/groups/17.07-0012/officers?" + term, lebong).status())
                .as("terms of office")
                .isEqualTo(400);
    }

    private static String encoded(String cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_header_with_a_control_character_is_refused() throws IOException {
        try (var socket = new Socket("127.0.0.1", Integer.parseInt(web.address().replaceAll(".*:", "")))) {
            socket.getOutputStream()
                    .write(("GET /api/v1/orders/KAS5Z5ZC HTTP/1.1\r\nHost: localhost\r\nX-Order-Token: \u0090\r\n"
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void a_text_of_ten_thousand_characters_is_refused_by_name() {
        String q = "a".repeat(10_000);
        for (String path : new String[] {"/api/v1/groups?q=", "/api/v1/areas?q="}) {
            var answer = web.get(path + q);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("parameter").asString()).isEqualTo("q");
        }
        assertThat(web.get("/kelompok?q=" + q).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere", "/api/v1/nowhere", "/api/v1/groups/17.07-9999", "/api/v1/groups/x", "/api/v1/areas/99",
                "/api/v1/areas/x", "/api/v1/statistics/wealth", "/kelompok/nobody", "/wilayah/99", "/aset/x.css",
                "/aset/cemara.0000000000000000.css", "/actuator", "/actuator/env", "/swagger-ui.html", "/berkas/x"
            })
    void an_address_that_does_not_exist_is_not_found(String path) {
        var answer = web.get(path);
        assertThat(answer.status()).as(path).isEqualTo(404);
        assertHarmless(answer);
    }

    @Test
    void what_the_container_refuses_gets_a_plain_sentence() throws IOException {
        assertThat(raw("GET /<> HTTP/1.1\r\nHost: localhost\r\n\r\n")).contains(" 400 ", "tidak dapat dibaca");
        assertThat(raw("GET /%2e%2e/%2e%2e/etc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ")
                .doesNotContain("Tomcat", "Exception");
        assertThat(raw("GET /kelompok;a=b//x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ", "tidak dapat dibaca");
        assertThat(raw("GET /kelompok?q=" + "a".repeat(31_000)
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ", "belum bisa dipakai");
        assertThat(raw("GET /api/v1/groups?q=% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ", "\"parameter\":\"q\"");
        assertThat(raw("GET /kelompok?q=" + "a".repeat(60_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 400 ", "tidak dapat dibaca")
                .doesNotContain("Tomcat", "Exception");
    }

    @Test
    void a_method_or_a_form_that_is_not_known_is_refused_in_words() {
        assertThat(web.post("/api/v1/groups", "a=b").status()).isEqualTo(415);
        assertThat(web.post("/api/v1/areas", "a=b").status()).isEqualTo(405);
        assertThat(web.get("/api/v1/groups", "Accept", "image/png").status()).isEqualTo(406);
        assertThat(web.post("/bahasa", "language=en").status()).isEqualTo(403);
        assertThat(web.post("/bahasa", "language=en", "Origin", "null").status())
                .isEqualTo(403);
        assertThat(web.post("/bahasa", "language=en", "Origin", "http://evil.example")
                        .status())
                .isEqualTo(403);
        var own = web.post("/bahasa", "language=en&back=//evil.example", "Origin", web.address());
        assertThat(own.status()).isEqualTo(302);
        assertThat(own.header("Location")).endsWith("/").doesNotContain("evil");
    }

    private static void assertHarmless(Web.Answer answer) {
        assertThat(answer.text())
                .doesNotContain("Exception", "\tat ", "org.springframework", "PSQL", "Tomcat/", "select ");
        assertThat(answer.header("Server")).isEmpty();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", web.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new java.io.ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            try {
                for (int read; (read = socket.getInputStream().read(buffer)) > 0; ) {
                    answer.write(buffer, 0, read);
                    if (answer.toString(StandardCharsets.UTF_8).contains("try again.")) {
                        break;
                    }
                }
            } catch (IOException e) {
                // The container closes the connection after input that it cannot parse.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
