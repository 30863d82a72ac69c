package id.cemara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Cross-site request forgery: forms sent by a foreign page in the reader's name.
@CemaraTest
class ForeignFormsTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"https://contoh.id", "null", "http://localhost", "http://localhost.contoh.id:8080", ""})
    void a_form_from_elsewhere_is_refused(String origin) throws Exception {
        assertThat(post("/bahasa", origin).statusCode()).isEqualTo(403);
        assertThat(post("/masuk", origin).statusCode()).isEqualTo(403);
        assertThat(post("/keluar", origin).statusCode()).isEqualTo(403);
    }

    @Test
    void a_form_that_names_no_origin_is_refused_with_a_sentence() throws Exception {
        HttpResponse<String> answer = post("/bahasa", null);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Muat ulang halamannya");
    }

    @Test
    void our_own_form_is_taken() throws Exception {
        assertThat(post("/bahasa", "http://localhost:" + port).statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> post(String path, @org.jspecify.annotations.Nullable String origin) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("language=en&back=/"));
        if (origin != null) {
            request.header("Origin", origin);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
