package id.cemara.registry.photos;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.files.Multipart;
import id.cemara.files.TestPictures;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Pictures on a group's page, from the form to `/berkas`. Wanita Mandiri lies in Lebong and is verified.
@WritingTest
class GroupPhotosTests {

    private static final String GROUP = "17.07-0012";
    private static final String PAGE = "/kerja/kelompok/" + GROUP + "/foto";
    private static final String API = "/api/v1/groups/" + GROUP + "/photos";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Settings settings;

    private Web web;

    @BeforeEach
    void no_pictures_yet() throws SQLException {
        web = Web.of(environment);
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute("delete from registry.group_photos");
        }
    }

    @Test
    void a_picture_goes_from_the_form_to_the_public_page_and_off_it_again() {
        String[] officer = web.session("petugas-lebong");
        assertThat(web.get(PAGE, officer).text()).contains("Belum ada foto.");

        var sent = Multipart.post(
                web.address() + PAGE,
                Map.of("caption", "Ibu-ibu membungkus keripik", "takenOn", "2026-11-20", "agreed", "yes"),
                "../../etc/passwd.png",
                TestPictures.redAndBlue("png", 2000, 1000),
                officer);
        assertThat(sent.statusCode()).isEqualTo(302);

        var photo = web.get(API).json().get("items").get(0);
        assertThat(photo.get("caption").asString()).isEqualTo("Ibu-ibu membungkus keripik");
        assertThat(photo.get("width").asInt()).isEqualTo(1600);
        var file = web.get(photo.get("url").asString());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(file.headers("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
        assertThat(file.headers("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(file.headers("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(file.header("Content-Disposition")).startsWith("inline");
        assertThat(web.get("/kelompok/wanita-mandiri").text())
                .contains(
                        "alt=\"Ibu-ibu membungkus keripik\"",
                        photo.get("thumbnailUrl").asString());

        String id = photo.get("id").asString();
        assertThat(web.get(PAGE + "/" + id + "/kecil", officer).status()).isEqualTo(200);
        assertThat(web.post(PAGE + "/" + id + "/hapus", "", officer).status()).isEqualTo(302);
        assertThat(web.get(API).json().get("items").size()).isZero();
        assertThat(web.get(photo.get("url").asString()).status()).isEqualTo(404);
    }

    @Test
    void what_is_refused_is_said_beside_the_file_and_stored_nowhere() throws IOException {
        String[] officer = web.session("petugas-lebong");
        var before = stored();
        Map<String, String> fields = Map.of("caption", "Keripik kami", "agreed", "yes");

        for (var refused : Map.of(
                        "bukan foto JPG atau PNG",
                        "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
                        "Foto ini terlalu besar: 10.000 x 10.000 titik",
                        TestPictures.emptyPng(10_000, 10_000))
                .entrySet()) {
            var answer = Multipart.post(web.address() + PAGE, fields, "foto.png", refused.getValue(), officer);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains(refused.getKey(), "value=\"Keripik kami\"");
        }
        var tooLarge = Multipart.post(web.address() + PAGE, fields, "foto.png", new byte[16 << 20], officer);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("lebih dari 15 MB");
        var huge = Multipart.post(web.address() + PAGE, fields, "foto.png", new byte[32 << 20], officer);
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("Kiriman ini terlalu besar").doesNotContain("Exception");
        var alone = Multipart.post(
                web.address() + PAGE,
                Map.of("caption", " "),
                "foto.png",
                TestPictures.redAndBlue("png", 9, 9),
                officer);
        assertThat(alone.body()).contains("pastikan dulu semua orang di foto sudah setuju");

        assertThat(stored()).isEqualTo(before);
        assertThat(web.get(API).json().get("items").size()).isZero();
    }

    @Test
    void only_who_answers_for_the_group_changes_its_pictures() {
        byte[] picture = TestPictures.redAndBlue("jpeg", 30, 20);
        Map<String, String> fields = Map.of("caption", "Foto");
        assertThat(add(fields, picture, "Accept", "application/json").statusCode())
                .isEqualTo(401);
        assertThat(add(fields, picture, web.bearer("petugas-seluma")).statusCode())
                .isEqualTo(404);
        assertThat(add(fields, picture, web.bearer("cemara-indah")).statusCode())
                .isEqualTo(404);
        assertThat(add(fields, picture, web.bearer("provinsi")).statusCode()).isEqualTo(403);
        assertThat(web.get(PAGE, web.session("petugas-seluma")).status()).isEqualTo(404);

        var added = add(fields, picture, web.bearer("lebong"));
        assertThat(added.statusCode()).isEqualTo(201);
        String address = added.headers().firstValue("Location").orElseThrow();
        String etag = added.headers().firstValue("ETag").orElseThrow();
        // Idempotent: the same picture is stored once.
        assertThat(add(fields, picture, web.bearer("lebong")).headers().firstValue("Location"))
                .contains(address);

        String change = "{\"caption\":\"Foto baru\",\"position\":7}";
        assertThat(web.json("PUT", address, change, web.bearer("lebong")).status())
                .isEqualTo(428);
        assertThat(web.json("PUT", address, change, with(web.bearer("petugas-seluma"), "If-Match", etag))
                        .status())
                .isEqualTo(404);
        assertThat(web.json("PUT", address, change, with(web.bearer("lebong"), "If-Match", etag))
                        .status())
                .isEqualTo(200);
        assertThat(web.json("PUT", address, change, with(web.bearer("lebong"), "If-Match", etag))
                        .status())
                .isEqualTo(412);
        assertThat(web.json("DELETE", address, null, web.bearer("petugas-seluma"))
                        .status())
                .isEqualTo(404);
        assertThat(web.json("DELETE", address, null, web.bearer("petugas-lebong"))
                        .status())
                .isEqualTo(204);
    }

    private java.net.http.HttpResponse<String> add(Map<String, String> fields, byte[] file, String... headers) {
        return Multipart.post(web.address() + API, fields, "foto.jpg", file, headers);
    }

    static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    private TreeSet<Path> stored() throws IOException {
        Path folder = Files.createDirectories(settings.data().resolve("files"));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }
}
