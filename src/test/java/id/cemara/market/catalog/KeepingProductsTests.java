package id.cemara.market.catalog;

import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// From a photo and a price to a product on sale, by the group, its field officer, and the API.
@WritingTest
class KeepingProductsTests {

    /// Wanita Mandiri; in the sample it has a halal certificate.
    private static final String GROUP = "17.07-0012";

    private static final String PAGE = "/kerja/kelompok/" + GROUP + "/produk";
    private static int number;

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess access;

    private Web web;
    private String[] officer;
    private String name = "";

    @BeforeEach
    void prepare() {
        web = Web.of(environment);
        officer = web.session("petugas-lebong");
        number++;
        name = "Keripik Uji " + (char) ('A' + number) + (char) ('A' + number);
    }

    @Test
    void a_product_is_made_in_one_form_with_its_photo_and_is_in_the_market() throws IOException {
        Answer sent = web.uploadAs(
                "photo",
                PAGE,
                officer,
                "foto.png",
                picture(),
                "name",
                name,
                "price",
                "Rp12.500",
                "unit",
                "bungkus 200 g",
                "category",
                "snacks",
                "halal",
                "certified",
                "onHand",
                "20",
                "publish",
                "yes");
        assertThat(sent.status()).as(sent.text()).isEqualTo(302);
        assertThat(sent.header("Location")).endsWith("?kabar=shown");
        String slug = slugOf(sent);
        String page = web.get(PAGE + "/" + slug + "?kabar=shown", officer).text();
        assertThat(page)
                .contains("Sudah tampil di pasar", name, "12.500", "/kecil\" alt=\"" + name + "\"")
                .doesNotContain("/pasar/gambar/pouch-");
        Answer photo =
                web.upload(PAGE + "/" + slug + "/foto", officer, "foto.png", picture(80), "alt", "Keripik di piring");
        assertThat(photo.status()).isEqualTo(302);
        String kept = web.get(PAGE + "/" + slug, officer).text();
        assertThat(kept).contains("alt=\"Keripik di piring\"");
        String id = Rows.one(
                access,
                "select id from market.product_photos where alt = 'Keripik di piring' order by id desc limit 1");
        Answer tooLong = web.post(PAGE + "/" + slug + "/foto/" + id, "alt=" + "x".repeat(201), officer);
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text()).contains("x".repeat(201), "value=\"" + name + "\"");
        String hash = Rows.one(
                access,
                "select hash from market.product_photos where alt = 'Keripik di piring' order by id desc limit 1");
        assertThat(web.get("/berkas/" + hash).status()).isEqualTo(200);
        web.post(PAGE + "/" + slug + "/istirahat", "", officer);
        assertThat(web.get("/berkas/" + hash).status()).isEqualTo(404);
    }

    @Test
    void photos_sent_at_once_are_never_more_than_a_product_has_room_for() throws IOException {
        String photos = "/api/v1/products/" + made("{}").get("slug").asString() + "/photos";
        String[] lebong = web.bearer("lebong");
        for (int i = 0; i < 7; i++) {
            assertThat(web.upload(photos, lebong, "foto.png", picture(100 + i)).status())
                    .isEqualTo(201);
        }
        List<CompletableFuture<Integer>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] picture = picture(120 + i);
            sent.add(CompletableFuture.supplyAsync(
                    () -> web.upload(photos, lebong, "foto.png", picture).status()));
        }
        assertThat(sent.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @Test
    void what_was_typed_is_still_there_and_everything_wrong_is_beside_its_field() {
        Answer sent = web.post(
                PAGE, "name=" + name.replace(' ', '+') + "&price=mahal&unit=&category=snacks&onHand=banyak", officer);
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.text()).contains("value=\"" + name + "\"", "value=\"mahal\"", "price-salah", "unit-salah");
    }

    @Test
    void a_product_never_gets_an_address_of_the_market_itself() {
        Answer made = web.postJson("/api/v1/products", body("").replace(name, "Saran"), web.bearer("lebong"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("slug").asString()).isEqualTo("saran-wanita-mandiri");
    }

    @Test
    void food_without_a_word_about_halal_stays_a_draft_and_is_told_what_to_do() {
        Answer sent = web.post(
                PAGE,
                "name=" + name.replace(' ', '+') + "&price=9000&unit=bungkus&category=snacks&publish=yes",
                officer);
        assertThat(sent.status()).isEqualTo(302);
        String slug = slugOf(sent);
        assertThat(web.get(PAGE + "/" + slug, officer).text())
                .contains(
                        "Satu hal lagi sebelum bisa tampil",
                        "Konsep",
                        "bersertifikat halal atau tidak halal",
                        "Label kemasan",
                        "dijawab Dinkes kabupaten/kota atau BPOM");
        Answer refused = web.json("PUT", "/api/v1/products/" + slug + "/published", "{}", web.bearer("lebong"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("type").asString()).endsWith("product-not-ready");
        assertThat(refused.json().get("missing").get(0).asString()).isEqualTo("halal");
    }

    @Test
    void the_second_of_two_editors_is_told_and_the_address_stays() {
        JsonNode made = made("{}");
        String slug = made.get("slug").asString();
        String change = body(", \"price\": 13000").replace(name, name + " baru");
        String[] lebong = web.bearer("lebong");
        assertThat(web.json("PUT", "/api/v1/products/" + slug, change, lebong).status())
                .isEqualTo(428);
        Answer kept = web.get("/api/v1/products/" + slug + "/record", lebong);
        assertThat(kept.header("ETag")).isEqualTo("\"0\"");
        Answer first =
                web.json("PUT", "/api/v1/products/" + slug, change, with(lebong, "If-Match", kept.header("ETag")));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.json().get("slug").asString()).isEqualTo(slug);
        assertThat(first.json().get("price").asLong()).isEqualTo(13_000);
        assertThat(web.json("PUT", "/api/v1/products/" + slug, change, with(lebong, "If-Match", "\"0\""))
                        .status())
                .isEqualTo(412);
        Answer page = web.post(PAGE + "/" + slug, "version=0&name=Lain&price=1&unit=x&category=crafts", officer);
        assertThat(page.status()).isEqualTo(412);
        assertThat(page.text()).contains("value=\"Lain\"");
    }

    @Test
    void the_same_key_makes_one_product_and_the_same_name_is_one_product() {
        String[] lebong =
                with(web.bearer("lebong"), "Idempotency-Key", UUID.randomUUID().toString());
        Answer one = web.postJson("/api/v1/products", body(""), lebong);
        Answer two = web.postJson("/api/v1/products", body(""), lebong);
        assertThat(one.status()).as(one.text()).isEqualTo(201);
        assertThat(two.text()).isEqualTo(one.text());
        Answer again = web.postJson("/api/v1/products", body(""), web.bearer("lebong"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("product").asString())
                .isEqualTo(one.json().get("slug").asString());
        assertThat(web.postJson("/api/v1/products", body("").replace(name, name + " lain"), lebong)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_double_press_makes_one_product_and_the_same_name_with_other_facts_is_told() throws Exception {
        String form = "name=" + name.replace(' ', '+') + "&price=9000&unit=lembar&category=crafts&onHand=3";
        var pressed = java.util.stream.Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> web.post(PAGE, form, officer)))
                .limit(4)
                .toList();
        java.util.Set<String> made = new java.util.HashSet<>();
        for (var press : pressed) {
            assertThat(press.get().status()).as(press.get().text()).isEqualTo(302);
            made.add(slugOf(press.get()));
        }
        assertThat(made).hasSize(1);
        assertThat(Rows.one(access, "select count(*) from market.products where name = '" + name + "'"))
                .isEqualTo("1");
        Answer other = web.post(PAGE, form.replace("9000", "9500"), officer);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text())
                .contains("href=\"" + PAGE + "/" + made.iterator().next() + "\"", "value=\"9500\"");
    }

    @Test
    void a_halal_number_that_ended_keeps_nobody_from_mending_a_price() {
        String slug = made(", \"published\": true").get("slug").asString();
        String until = Rows.one(
                access, "select coalesce(halal_until::text, '') from market.sellers where number = '" + GROUP + "'");
        Rows.run(access, "update market.sellers set halal_until = '2026-11-01' where number = '" + GROUP + "'");
        try {
            String[] lebong = with(web.bearer("lebong"), "If-Match", "\"1\"");
            Answer changed = web.json("PUT", "/api/v1/products/" + slug, body(", \"price\": 13000"), lebong);
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            assertThat(changed.json().get("state").asString()).isEqualTo("published");
            assertThat(web.get("/pasar?q=" + name.replace(" ", "+") + "&halal=true")
                            .text())
                    .doesNotContain("/pasar/" + slug + "\"");
            lebong = with(web.bearer("lebong"), "If-Match", "\"2\"");
            Answer worse = web.json("PUT", "/api/v1/products/" + slug, body("").replace("certified", "none"), lebong);
            assertThat(worse.status()).isEqualTo(409);
            assertThat(worse.json().get("missing").get(0).asString()).isEqualTo("halal");
            assertThat(web.get("/kerja", officer).text()).contains("/kerja/produk?state=lapsed");
            assertThat(web.get("/kerja/produk?state=lapsed&q=" + name.replace(" ", "+"), officer)
                            .text())
                    .contains(slug, "Nomor halal tidak berlaku");
        } finally {
            Rows.run(
                    access,
                    "update market.sellers set halal_until = nullif('" + until + "', '')::date where number = '" + GROUP
                            + "'");
        }
    }

    @Test
    void what_a_group_may_show_is_asked_of_who_knows_it_not_of_a_copy_that_comes_later() {
        String slug = made("{}").get("slug").asString();
        String halal =
                Rows.one(access, "select coalesce(halal, '') from market.sellers where number = '" + GROUP + "'");
        Rows.run(access, "update market.sellers set is_open = false, halal = null where number = '" + GROUP + "'");
        try {
            Answer published = web.json("PUT", "/api/v1/products/" + slug + "/published", "{}", web.bearer("lebong"));
            assertThat(published.status()).as(published.text()).isEqualTo(200);
            assertThat(web.get(PAGE + "/" + slug, officer).text())
                    .contains("sebentar lagi")
                    .doesNotContain("belum terverifikasi", "belum disahkan");
        } finally {
            Rows.run(
                    access,
                    "update market.sellers set is_open = true, halal = nullif('" + halal + "', '') where number = '"
                            + GROUP + "'");
        }
        assertThat(web.get("/pasar/" + slug).text()).contains(name);
    }

    @Test
    void a_group_keeps_products_from_the_moment_it_is_registered() throws SQLException {
        try (Connection owner = TestDatabases.asOwner(access)) {
            aGroup("uji-baru-saja")
                    .numbered("17.07-9901")
                    .in("17.07.04.1003")
                    .asDraft()
                    .insert(owner);
        }
        assertThat(Rows.one(access, "select count(*) from market.sellers where number = '17.07-9901'"))
                .isEqualTo("0");
        Answer made = web.postJson("/api/v1/products", body("").replace(GROUP, "17.07-9901"), web.bearer("lebong"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void stock_is_counted_from_the_list_and_batches_say_what_has_ended() {
        JsonNode made = made("{}");
        String slug = made.get("slug").asString();
        Answer counted = web.post(PAGE + "/" + slug + "/stok", "onHand=30&version=1&dari=kelompok", officer);
        assertThat(counted.status()).as(counted.text()).isEqualTo(302);
        assertThat(counted.header("Location")).endsWith(PAGE + "?kabar=counted");
        assertThat(web.post(PAGE + "/" + slug + "/stok", "onHand=-1", officer).status())
                .isEqualTo(422);
        for (String batch : List.of(
                "code=A1&madeOn=2026-09-01&expiresOn=2026-11-01&quantity=20",
                "code=A2&madeOn=2026-11-20&expiresOn=2026-12-01&quantity=20")) {
            assertThat(web.post(PAGE + "/" + slug + "/produksi", batch, officer).status())
                    .isEqualTo(302);
        }
        assertThat(web.post(
                                PAGE + "/" + slug + "/produksi",
                                "code=A2&madeOn=2026-11-20&expiresOn=2026-12-01&quantity=1",
                                officer)
                        .status())
                .isEqualTo(409);
        assertThat(web.get(PAGE + "/" + slug, officer).text())
                .contains("10 dari 20", "lewat tanggal, jangan dijual", "20 dari 20");
        assertThat(web.get(PAGE + "?q=" + name.replace(' ', '+'), officer).text())
                .contains("Ada yang lewat tanggal", slug);
        Rows.run(
                access,
                "update market.products set state = 'published', published_at = now() where slug = '" + slug + "'");
        assertThat(web.get("/kerja", officer).text()).contains("/kerja/produk?state=ended");
        assertThat(web.get("/kerja/produk?state=ended&q=" + name.replace(" ", "+"), officer)
                        .text())
                .contains(slug);
        String ended = Rows.one(
                access,
                "select b.id from market.batches b join market.products p on p.id = b.product_id"
                        + " where b.code = 'A1' and p.slug = '" + slug + "'");
        String batches = PAGE + "/" + slug + "/produksi";
        assertThat(web.post(batches + "/" + ended + "/hapus", "", web.session("petugas-seluma"))
                        .status())
                .isEqualTo(404);
        assertThat(web.post(batches + "/" + ended + "/hapus", "", officer).status())
                .isEqualTo(302);
        assertThat(web.get(PAGE + "/" + slug, officer).text()).doesNotContain("jangan dijual");
        assertThat(web.post(batches, "code=A1&madeOn=2006-09-01&expiresOn=2126-11-01&quantity=20", officer)
                        .text())
                .contains("madeOn-salah", "expiresOn-salah", "tahun yang benar");
        assertThat(web.post(batches, "code=A1&madeOn=2026-09-01&expiresOn=2026-11-01&quantity=20", officer)
                        .status())
                .as("its code is free again")
                .isEqualTo(302);
        String label = web.get(PAGE + "/" + slug, officer).text();
        assertThat(label).contains("Tanggal produksi", "20 November 2026", "Wanita Mandiri, ");
        web.post(PAGE + "/" + slug + "/stok", "onHand=20", officer);
        assertThat(web.get(PAGE + "/" + slug, officer).text()).doesNotContain("jangan dijual");
    }

    @Test
    void the_next_kabupaten_gets_nothing_and_who_only_looks_changes_nothing() {
        JsonNode made = made(", \"published\": true");
        String slug = made.get("slug").asString();
        String[] seluma = web.session("petugas-seluma");
        assertThat(web.get(PAGE + "/" + slug, seluma).status()).isEqualTo(404);
        assertThat(web.get(PAGE, seluma).status()).isEqualTo(404);
        assertThat(web.post(PAGE + "/" + slug + "/istirahat", "", seluma).status())
                .isEqualTo(404);
        assertThat(web.get("/kerja/produk?q=" + name.replace(" ", "+"), seluma).text())
                .doesNotContain(slug);
        assertThat(web.json("DELETE", "/api/v1/products/" + slug + "/published", null, web.bearer("seluma"))
                        .status())
                .isEqualTo(404);
        assertThat(web.postJson("/api/v1/products", body(""), web.bearer("cemara-indah"))
                        .status())
                .isEqualTo(404);
        assertThat(web.json("PUT", "/api/v1/products/" + slug + "/published", "{}", web.bearer("provinsi"))
                        .status())
                .isEqualTo(403);
        assertThat(web.get(PAGE + "/" + slug, web.session("provinsi")).status()).isEqualTo(200);
        // The number of another group in the address answers 404.
        assertThat(web.get("/kerja/kelompok/17.07-0001/produk/" + slug, officer).status())
                .isEqualTo(404);
    }

    @Test
    void each_step_is_in_the_audit_trail() throws Exception {
        JsonNode made = made("{}");
        String slug = made.get("slug").asString();
        String[] lebong = web.bearer("lebong");
        assertThat(web.json("PUT", "/api/v1/products/" + slug + "/published", "{}", lebong)
                        .status())
                .isEqualTo(200);
        assertThat(web.json("PUT", "/api/v1/products/" + slug + "/published", "{}", lebong)
                        .status())
                .isEqualTo(200);
        assertThat(web.json("DELETE", "/api/v1/products/" + slug + "/published", null, lebong)
                        .status())
                .isEqualTo(200);
        assertThat(Rows.one(
                        access,
                        "select string_agg(action, ' ' order by happened_at, id) from identity.audit_trail where subject ="
                                + " (select id from market.products where slug = '" + slug + "')"))
                .isEqualTo("product.created product.published product.rested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\u200b", "\\u0002", "\\u000b", "\\u202e"})
    void a_description_with_what_cannot_be_seen_is_refused(String escaped) {
        Answer answer = web.postJson(
                "/api/v1/products", body(", \"description\": \"Enak " + escaped + " sekali\""), web.bearer("lebong"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors")).singleElement().satisfies(error -> {
            assertThat(error.get("field").asString()).isEqualTo("description");
            assertThat(error.get("code").asString()).isEqualTo("no-control");
        });
    }

    @Test
    void the_table_downloads_without_a_formula() {
        String slug = made("{}").get("slug").asString();
        web.json(
                "PUT",
                "/api/v1/products/" + slug,
                body("").replace(name, "=1+1 " + name),
                with(web.bearer("lebong"), "If-Match", "\"0\""));
        String csv = web.get(PAGE + "?format=csv", officer).text();
        assertThat(csv).contains("=1+1 " + name).doesNotContainPattern("(?m)(^|,|\")=1\\+1");
        assertThat(web.get("/kerja/produk?format=xlsx", officer).status()).isEqualTo(200);
    }

    private JsonNode made(String more) {
        Answer answer = web.postJson("/api/v1/products", body(more.equals("{}") ? "" : more), web.bearer("lebong"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private String body(String more) {
        String price = more.contains("price") ? "" : ", \"price\": 12500";
        return """
                {"group": "%s", "name": "%s", "unit": "bungkus", "category": "snacks", "halal": "certified",
                 "onHand": 5%s%s}
                """.formatted(GROUP, name, price, more);
    }

    private static String slugOf(Answer redirect) {
        return redirect.header("Location").replaceAll(".*/produk/", "").replaceAll("[?#].*", "");
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private static byte[] picture() throws IOException {
        return picture(70);
    }

    private static byte[] picture(int width) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, 52, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }
}
