package id.cemara.shell;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Redirects lead only to pages of this application, whatever the request contains.
@CemaraTest
class WhereRedirectsLeadTests {

    @Autowired
    private Environment environment;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /kerja HTTP/1.1\r\nHost: evil.example\r\n",
                "GET /kerja/akun?q=a HTTP/1.1\r\nHost: evil.example\r\n",
                "POST /bahasa HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 11\r\nOrigin: OWN\r\n",
                "POST /keluar HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nOrigin: OWN\r\n"
            })
    void the_host_that_a_caller_names_is_in_no_redirect(String head) throws IOException {
        String answer = raw(head.replace("OWN", web.address()) + "Connection: close\r\n\r\nlanguage=en");
        assertThat(answer).startsWith("HTTP/1.1 302").doesNotContain("evil.example");
        assertThat(answer.lines().filter(line -> line.startsWith("Location: ")))
                .singleElement()
                .asString()
                .startsWith("Location: /");
    }

    @ParameterizedTest
    @CsvSource({
        "/kelompok?q=kopi, /kelompok?q=kopi",
        "/wilayah/17.07, /wilayah/17.07",
        "/{x}, /",
        "/kelompok?q={x}, /",
        "/kelompok#${7*7}, /",
        "/🌲, /",
        "/kelompok?q=🌲, /",
        "//evil.example, /",
        "/\\evil.example, /",
        "https://evil.example/, /",
        "/kelompok?q=%, /",
        "/tidak/ada, /",
        "/api/v1/groups, /",
        // Addresses that accept only forms: the page above them.
        "/masuk/gagal, /masuk",
        "/kerja/kelompok/17.07-0001/izin/x/cabut, /kerja/kelompok/17.07-0001/izin/x"
    })
    void a_language_is_chosen_and_leads_to_a_page(String back, String page) {
        var chosen = choose(back);
        assertThat(chosen.status()).as(back).isEqualTo(302);
        assertThat(chosen.header("Location")).as(back).isEqualTo(page);
    }

    @Test
    void an_address_longer_than_any_of_ours_is_not_gone_to() {
        var chosen = choose("/kelompok?q=" + "a".repeat(20_000));
        assertThat(chosen.status()).isEqualTo(302);
        assertThat(chosen.header("Location")).isEqualTo("/");
    }

    @Test
    void only_a_form_logs_out() {
        String[] session = web.session("lebong");
        assertThat(web.get("/keluar", session).status()).isEqualTo(404);
        assertThat(web.get("/kerja", session).status()).isEqualTo(200);
        assertThat(web.post("/keluar", "", session).status()).isEqualTo(302);
        assertThat(web.get("/kerja", session).status()).isEqualTo(302);
    }

    static String[] jsonAddresses() {
        return new String[] {"/api/v1/tokens", "/api/v1/accounts", "/api/v1/groups", "/api/v1/orders"};
    }

    @ParameterizedTest
    @MethodSource("jsonAddresses")
    void a_body_of_any_type_is_of_none(String path) {
        String[] headers = web.bearer("lebong");
        for (String type : new String[] {"application/*", "*/*", "application/*+json"}) {
            var answer = web.sends("POST", path, type, "{}", headers);
            assertThat(answer.status()).as(type).isEqualTo(415);
            assertThat(answer.json().get("type").asString()).isEqualTo("urn:cemara:problem:http-415");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/groups/%25",
                "/api/v1/groups/%ff",
                "/api/v1/groups/%2e%2e/x",
                "/api/v1/../v1/groups//",
                "/api/v1/areas/a%00b",
                "/api/v1/areas;a=b/x"
            })
    void what_cannot_be_read_below_the_api_is_told_to_a_program(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"type\":\"urn:cemara:problem:http-400\"", "\"status\":400", "tidak dapat dibaca");
    }

    @Test
    void an_address_without_a_query_and_one_with_the_query_null_are_two_pages() {
        assertThat(web.get("/kelompok?null").text()).contains("name=\"back\" value=\"/kelompok?null\"");
        assertThat(web.get("/kelompok").text()).contains("name=\"back\" value=\"/kelompok\"");
        assertThat(web.get("/?null").text()).contains("name=\"back\" value=\"/?null\"");
        assertThat(web.get("/").text()).contains("name=\"back\" value=\"/\"");
    }

    private Web.Answer choose(String back) {
        return web.post(
                "/bahasa",
                "language=id&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8),
                "Origin",
                web.address());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", web.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
