import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Uploads a table of members with one invalid row in a hundred, waits for the preview, imports the valid
/// rows, and uploads the same table again. Prints rows per second for each step and in total.
public class ImportBench {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String address;
    private final String token;

    private ImportBench(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /// @param arguments address, data directory with the sample, number of rows, the members' year of birth
    ///     (another year gives other members)
    public static void main(String[] arguments) throws Exception {
        String password = Files.readString(Path.of(arguments[1], "secrets", "sample-password"))
                .strip();
        var login = new ImportBench(arguments[0], "");
        String answer = login.send(
                "POST",
                "/api/v1/tokens",
                "application/json",
                "{\"username\":\"lebong\",\"password\":\"%s\"}"
                        .formatted(password)
                        .getBytes(StandardCharsets.UTF_8));
        new ImportBench(arguments[0], value(answer, "token"))
                .run(Integer.parseInt(arguments[2]), arguments.length > 3 ? arguments[3] : "85");
    }

    private void run(int rows, String year) throws Exception {
        byte[] file = table(rows, year);
        long begun = System.nanoTime();
        String id = upload(file);
        String checked = finished(id);
        long preview = System.nanoTime();
        send(
                "POST",
                "/api/v1/imports/" + id + "/commit",
                "application/json",
                "{\"mode\":\"good\"}".getBytes(StandardCharsets.UTF_8));
        String done = finished(id);
        long end = System.nanoTime();
        String again = finished(upload(file));
        print("preview", rows, preview - begun, value(checked, "good") + " good, " + value(checked, "bad") + " bad");
        print("taking in", rows, end - preview, value(done, "added") + " added");
        print("end to end", rows, end - begun, value(done, "state"));
        print("the same file again", rows, System.nanoTime() - end, value(again, "added") + " added");
    }

    private static void print(String step, int rows, long nanos, String told) {
        System.out.printf(
                Locale.ROOT, "%-20s %8.0f rows/s  %6.1f s   %s%n", step, rows / (nanos / 1e9), nanos / 1e9, told);
    }

    private static byte[] table(int rows, String year) {
        var file = new StringBuilder("Kelompok;Nama Anggota;NIK;Tanggal Lahir;No HP;Tanggal Masuk;No KK\n");
        for (int i = 1; i <= rows; i++) {
            int day = i / 9_999 % 28 + 1;
            int month = i / 9_999 / 28 % 12 + 1;
            String nik = i % 100 == 0 ? "1707" : "170704%02d%02d%s%04d".formatted(day + 40, month, year, i % 9_999 + 1);
            file.append("17.07-%04d;Anggota Rekaan %d;%s;%02d/%02d/19%s;0812%08d;1/2/2024;170704%010d%n"
                    .formatted(i % 60 + 1, i, nik, day, month, year, i, i / 3));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String upload(byte[] file) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes("--batas\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nmembers\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes("--batas\r\nContent-Disposition: form-data; name=\"file\"; filename=\"anggota.csv\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--batas--\r\n".getBytes(StandardCharsets.UTF_8));
        return value(send("POST", "/api/v1/imports", "multipart/form-data; boundary=batas", body.toByteArray()), "id");
    }

    private String finished(String id) throws Exception {
        while (true) {
            String answer = send("GET", "/api/v1/imports/" + id, "application/json", new byte[0]);
            String job = answer.substring(answer.indexOf("\"job\""));
            String state = job.contains("null") && !job.contains("state") ? "done" : value(job, "state");
            if (!state.equals("queued") && !state.equals("running")) {
                if (!state.equals("done")) {
                    throw new IllegalStateException(answer);
                }
                return answer;
            }
            Thread.sleep(50);
        }
    }

    private String send(String method, String path, String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " at " + path + ": " + answer.body());
        }
        return answer.body();
    }

    private static String value(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        return found.find() ? found.group(1) : "";
    }
}
