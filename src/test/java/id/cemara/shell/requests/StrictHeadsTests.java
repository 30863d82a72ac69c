package id.cemara.shell.requests;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Request heads that two servers could parse differently are refused.
@CemaraTest
class StrictHeadsTests {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    @LocalServerPort
    private int port;

    @Test
    void lines_end_with_carriage_return_and_line_feed() throws IOException {
        assertThat(statuses("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsExactly("200");
        for (String head : List.of(
                "GET /livez HTTP/1.1\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\n",
                "GET /livez HTTP/1.1\nHost: x\nConnection: close\n\n",
                "\nGET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\r\nX-One: a\n\n\r\nConnection: close\r\n\r\n",
                "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nX-One: a\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")) {
            assertThat(statuses(head)).as(head).containsExactly("400");
        }
    }

    @Test
    void a_header_does_not_go_on_in_the_next_line() throws IOException {
        for (String head : List.of(
                "GET /livez HTTP/1.1\r\nHost: x\r\nX-One: a\r\n b\r\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\r\nX-One: a\r\n\tb\r\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\r\nX-One:\r\n \r\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\n Host: x\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n \r\n\r\n")) {
            assertThat(statuses(head)).as(head).containsExactly("400");
        }
        assertThat(statuses("GET /livez HTTP/1.1\r\nHost: x\r\nX-One: a\r", "\n b\r\nConnection: close\r\n\r\n"))
                .as("in two parts")
                .containsExactly("400");
    }

    @Test
    void the_second_request_of_a_connection_is_read_like_the_first() throws IOException {
        String first = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(statuses(first + "GET /livez HTTP/1.1\r\nHost: x\r\nX-One: a\r\n b\r\nConnection: close\r\n\r\n"))
                .containsExactly("200", "400");
        assertThat(statuses(first + "GET /livez HTTP/1.1\r\nHost: x\nConnection: close\r\n\r\n"))
                .containsExactly("200", "400");
        assertThat(statuses(first + first + "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsExactly("200", "200", "200");
    }

    @Test
    void a_body_may_hold_what_a_head_may_not() throws IOException {
        String body = "{\n \"username\": \"nobody\",\n\t\"password\": \"wrong-as-can-be\"}";
        assertThat(statuses(
                        "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\nConnection: close\r\n\r\n" + body))
                .containsExactly("401");
    }

    /// The status of each answer until the server closes the connection.
    private List<String> statuses(String... parts) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            for (String part : parts) {
                socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
            }
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return STATUS.matcher(answers)
                    .results()
                    .map((MatchResult status) -> status.group(1))
                    .toList();
        }
    }
}
