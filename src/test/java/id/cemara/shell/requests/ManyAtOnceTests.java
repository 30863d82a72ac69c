package id.cemara.shell.requests;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Poll;
import id.cemara.Web;
import id.cemara.shell.requests.RequestsAtWork.Lane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Under any number of concurrent and slow clients, each is served or refused with a retry, and the server
/// recovers afterwards.
@CemaraTest
class ManyAtOnceTests {

    @Autowired
    private Environment environment;

    @Autowired
    private RequestsAtWork atWork;

    private final List<Lane> taken = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @AfterEach
    void go() throws IOException {
        give();
        for (Socket socket : sockets) {
            socket.close();
        }
        assertThat(web.get("/").status()).isEqualTo(200);
        assertThat(web.get("/api/v1/groups").status()).isEqualTo(200);
    }

    @Test
    void who_gets_no_turn_is_told_so_in_both_languages_and_the_others_keep_theirs() {
        take(Lane.PAGES);
        var answer = web.get("/pasar");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text())
                .contains("<main id=\"isi\">", "belum sempat dilayani", "there was no time for this request");

        assertThat(web.get("/livez").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(web.get("/readyz").status()).isEqualTo(200);
        assertThat(web.get("/masuk").status()).isEqualTo(200);
        assertThat(web.get("/kerja", web.session("lebong")).status()).isEqualTo(200);
        assertThat(web.get("/api/v1/groups", web.bearer("lebong")).status()).isEqualTo(200);
    }

    @Test
    void a_program_gets_it_as_a_problem() {
        take(Lane.API);
        var answer = web.get("/api/v1/groups");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:cemara:problem:busy");
        assertThat(answer.json().get("retryAfter").asInt()).isEqualTo(5);
        assertThat(web.get("/").status()).isEqualTo(200);
    }

    @Test
    void liveness_is_said_while_nothing_else_has_a_turn() {
        for (Lane lane : Lane.values()) {
            take(lane);
        }
        assertThat(web.get("/livez").status()).isEqualTo(200);
        assertThat(web.get("/readyz").status()).isEqualTo(503);
    }

    @Test
    void of_three_hundred_at_once_each_is_served_or_told_to_come_back() throws Exception {
        take(Lane.PAGES);
        assertThat(threeHundredAtOnce()).as("while others have every turn").containsOnly(503);
        give();
        assertThat(threeHundredAtOnce()).isSubsetOf(200, 503);
    }

    private Set<Integer> threeHundredAtOnce() throws Exception {
        List<Callable<Web.Answer>> callers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String path = i % 2 == 0 ? "/" : "/pasar";
            callers.add(() -> web.get(path));
        }
        Set<Integer> statuses = new TreeSet<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Web.Answer> answer : executor.invokeAll(callers)) {
                boolean isTold = answer.get().header("Retry-After").equals("5");
                assertThat(answer.get().status()).isEqualTo(isTold ? 503 : 200);
                statuses.add(answer.get().status());
            }
        }
        return statuses;
    }

    @Test
    void senders_of_a_byte_take_no_turn_from_who_logs_in() throws IOException {
        for (int i = 0; i < 150; i++) {
            open("POST /masuk HTTP/1.1\r\nHost: localhost\r\nOrigin: " + web.address()
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nu");
        }
        assertThat(web.get("/kerja", web.session("lebong")).status()).isEqualTo(200);
    }

    @Test
    void of_too_many_unfinished_requests_the_oldest_are_ended() throws IOException {
        for (int i = 0; i < BoundedProtocol.MOST_HEADS + 20; i++) {
            open("GET / HTTP/1.1\r\nHost: ");
            if (i < 20) {
                web.get("/livez"); // so that the server reads these before the others
            }
        }
        List<Socket> oldest = sockets.subList(0, 20);
        Poll.until(() -> ended(oldest) == 20);
        assertThat(ended(sockets)).isEqualTo(20);
    }

    private static long ended(List<Socket> sockets) {
        return sockets.stream().filter(ManyAtOnceTests::isEnded).count();
    }

    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_body_without_a_length_is_read_up_to_a_bound() throws IOException {
        for (String address : List.of("/api/v1/tokens", "/masuk/kunci")) {
            Socket socket = open("POST " + address + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + web.address()
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
            String text = "x".repeat(0x100000);
            String body =
                    "d\r\n{\"username\":\"\r\n" + ("100000\r\n" + text + "\r\n").repeat(12) + "2\r\n\"}\r\n0\r\n\r\n";
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket)).as(address).contains(" 413 ").contains("1.024 KB");
        }
    }

    private void take(Lane lane) {
        for (int turn = 0; turn < lane.atOnce(); turn++) {
            assertThat(atWork.enter(lane)).isTrue();
            taken.add(lane);
        }
    }

    private void give() {
        taken.forEach(atWork::leave);
        taken.clear();
    }

    private Socket open(String begin) throws IOException {
        Socket socket = new Socket("127.0.0.1", web.port());
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            // The server closed the connection with unread bytes.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
