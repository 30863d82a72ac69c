package id.cemara;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web.Answer;
import id.cemara.market.AProduct;
import id.cemara.market.buying.Shopper;
import id.cemara.payment.Vectors;
import id.cemara.platform.DatabaseAccess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/// Creates the objects that the addresses in access.txt refer to, as the responsible roles would.
final class AccessTestIds {

    private final Web web;
    private final String number;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private AccessTestIds(Web web, String number) {
        this.web = web;
        this.number = number;
    }

    /// Ids by the part of the address that precedes them.
    static Map<String, String> of(Web web, DatabaseAccess database, String number) throws SQLException, IOException {
        var made = new AccessTestIds(web, number);
        made.account();
        made.permit();
        made.product();
        made.photo();
        made.assessment();
        made.draftOfAnImport();
        made.mergeAndCase(database);
        made.move();
        made.providerWord(database);
        made.complaintAndReview(database);
        made.order(database);
        made.product(database);
        made.payment(database);
        return made.ids;
    }

    private void account() {
        Answer invited = web.json("POST", "/api/v1/accounts", """
                {"role": "FIELD_OFFICER", "username": "uji-akses", "displayName": "Petugas Uji", "areas": ["17.07.03", "17.07.02"]}
                """, web.bearer("lebong"));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        ids.put("{username}", "uji-akses");
        JsonNode scopes = web.get("/api/v1/accounts/uji-akses/scopes", web.bearer("lebong"))
                .json()
                .get("items");
        ids.put("/scopes/{scope}", scopes.get(0).get("id").asString());
        ids.put("/cakupan/{scope}", scopes.get(1).get("id").asString());
    }

    private void permit() {
        Answer page = web.upload(
                "/kerja/kelompok/" + number + "/izin",
                web.session("petugas-lebong"),
                "nib.pdf",
                "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
                        .getBytes(StandardCharsets.US_ASCII),
                "kind",
                "nib",
                "number",
                "9120001234567");
        assertThat(page.status()).as(page.text()).isEqualTo(302);
        JsonNode permits = web.get("/api/v1/groups/" + number + "/permits", web.bearer("lebong"))
                .json()
                .get("items");
        JsonNode withFile = permits.get(0);
        for (JsonNode permit : permits) {
            if (permit.get("hasFile").asBoolean()) {
                withFile = permit;
                break;
            }
        }
        String id = withFile.get("id").asString();
        ids.put("/permits/", id);
        ids.put("/izin/", id);
    }

    /// Registered before the group's photos, because the longer part of an address must match first.
    private void product() throws IOException {
        String[] officer = web.bearer("petugas-lebong");
        Answer answer = web.json("POST", "/api/v1/products", """
                {"group": "%s", "name": "Tikar Uji Akses", "unit": "lembar", "price": 50000, "category": "crafts",
                 "onHand": 3, "published": true}
                """.formatted(number), officer);
        String slug = created(answer).get("slug").asString();
        String photos = "/api/v1/products/" + slug + "/photos";
        ids.put(
                "/products/{slug}/photos/",
                created(web.upload(photos, officer, "tikar.png", picture(66)))
                        .get("id")
                        .asString());
        // Deleting an unknown batch is idempotent, so any id serves.
        ids.put("/produk/{slug}/produksi/", "018f0000-0000-7000-8000-000000000001");
        ids.put(
                "/produk/{slug}/foto/",
                created(web.upload(photos, officer, "tikar2.png", picture(67)))
                        .get("id")
                        .asString());
        // Registered after the ids of its photos, because the first match wins.
        ids.put("/produk/{slug}", slug);
        ids.put("/api/v1/products/{slug}", slug);
    }

    private void photo() throws IOException {
        Answer answer = web.upload(
                "/api/v1/groups/" + number + "/photos",
                web.bearer("petugas-lebong"),
                "dapur.png",
                picture(64),
                "caption",
                "Dapur kelompok");
        String id = created(answer).get("id").asString();
        ids.put("/photos/", id);
        Answer another = web.upload(
                "/api/v1/groups/" + number + "/photos",
                web.bearer("petugas-lebong"),
                "meja.png",
                picture(65),
                "caption",
                "Meja kelompok");
        ids.put("/foto/", created(another).get("id").asString());
    }

    private void product(DatabaseAccess database) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            ids.put(
                    "/products/{slug}",
                    AProduct.aProduct("barang-uji-akses").of("wanita-mandiri").insert(owner));
        }
    }

    private static byte[] picture(int width) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, 48, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private void assessment() {
        String answers = Stream.of(
                        "organisation",
                        "capital",
                        "production",
                        "marketing",
                        "bookkeeping",
                        "licences",
                        "meetings",
                        "kb-participation")
                .map(criterion -> "{\"criterion\":\"" + criterion + "\",\"points\":1}")
                .collect(Collectors.joining(",", "{\"answers\":[", "]}"));
        String path = "/api/v1/groups/" + number + "/assessments";
        String[] officer = web.bearer("petugas-lebong");
        String seen = web.get(path, officer).header("ETag");
        Answer signed = web.json("POST", path, answers, officer[0], officer[1], "If-Match", seen);
        ids.put("/assessments/", created(signed).get("id").asString());
    }

    private void draftOfAnImport() {
        Answer answer = web.upload(
                "/api/v1/imports",
                web.bearer("petugas-lebong"),
                "anggota.csv",
                "Nomor kelompok,Nama\n%s,Rina Contoh\n".formatted(number).getBytes(StandardCharsets.UTF_8),
                "kind",
                "members");
        String id = created(answer).get("id").asString();
        ids.put("/imports/", id);
        ids.put("/impor/", id);
    }

    /// A buyer's complaint and review of an order of the group. Some of their actions can be done only
    /// once.
    private void complaintAndReview(DatabaseAccess database) throws SQLException {
        var buyer = new Shopper(web);
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct("barang-uji-keluhan").of("wanita-mandiri").insert(owner);
            String code = buyer.buys("barang-uji-keluhan", "wanita-mandiri", 1);
            buyer.post("/pesanan/" + code + "/keluhan", "about", "other", "words", "Uji akses");
            owner.setAutoCommit(false);
            owner.createStatement()
                    .execute("select market.use_reserved(id) from market.orders where code = '" + code + "'");
            owner.createStatement()
                    .execute("update market.orders set status = 'delivered', expires_at = null where code = '" + code
                            + "'");
            owner.commit();
            buyer.post("/pesanan/" + code + "/ulasan", "product", "barang-uji-keluhan", "stars", "5");
            ids.put("/keluhan/", idOf(owner, "complaints", code));
            ids.put("/ulasan/", idOf(owner, "reviews", code));
            ids.put("/{deed}", "balas");
        }
    }

    private static String idOf(Connection owner, String table, String code) throws SQLException {
        try (ResultSet row = owner.createStatement()
                .executeQuery("select x.id from market." + table
                        + " x join market.orders o on o.id = x.order_id where o.code = '" + code + "'")) {
            assertThat(row.next()).as("%s of %s", table, code).isTrue();
            return row.getString(1);
        }
    }

    private void mergeAndCase(DatabaseAccess database) throws SQLException {
        String[] office = web.bearer("lebong");
        String one = group("Sumber Ganda Uji", office);
        String two = group("Sumber Ganda Uji Dua", office);
        Answer merged = web.json("POST", "/api/v1/merges", """
                {"from": "%s", "fromVersion": 0, "into": "%s", "intoVersion": 0, "reason": "Uji"}
                """.formatted(two, one), office);
        ids.put("/merges/", created(merged).get("id").asString());
        group("Wanita Mandiri", office);
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement().executeQuery("""
                        select c.id from registry.duplicate_cases c
                         where c.state = 'open' and c.area_code like '17.07%' order by c.id desc limit 1
                        """)) {
            assertThat(row.next()).as("a case in Lebong").isTrue();
            ids.put("/ganda/", row.getString(1));
        }
    }

    /// A group in Lebong with a pending move to Seluma.
    private void move() {
        String[] office = web.bearer("lebong");
        String moving = group("Pindah Uji Akses", office);
        String path = "/api/v1/groups/" + moving;
        Answer verified = web.json(
                "POST",
                path + "/reviews?confirmed=true",
                "{\"step\": \"verified\"}",
                office[0],
                office[1],
                "If-Match",
                "\"0\"");
        Answer proposed = web.json(
                "POST",
                path + "/moves",
                "{\"village\": \"17.05.04.2001\", \"reason\": \"Uji\"}",
                office[0],
                office[1],
                "If-Match",
                verified.header("ETag"));
        String id = created(proposed).get("id").asString();
        String[] officer = web.bearer("petugas-lebong");
        Answer changed =
                web.json("PUT", path + "/record", """
                {"name": "Pindah Uji Akses Baru", "village": "17.07.04.1003", "sector": "services"}
                """, officer[0], officer[1], "If-Match", verified.header("ETag"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        for (JsonNode change :
                web.get("/api/v1/public-changes?size=100", office).json().get("items")) {
            if (change.get("group").asString().equals(moving)) {
                ids.put("/public-changes/", change.get("id").asString());
                ids.put("/perubahan/", change.get("id").asString());
            }
        }
        ids.put("/moves/", id);
        ids.put("/kerja/pindah/", id);
    }

    private void payment(DatabaseAccess database) throws SQLException {
        Answer sent = web.json(
                "POST",
                "/api/v1/groups/" + number + "/payment-destinations",
                """
                {"kind": "qris", "code": "%s"}
                """.formatted(Vectors.STATIC),
                web.bearer("petugas-lebong"));
        String id = created(sent).get("id").asString();
        ids.put("/payment-destinations/", id);
        ids.put("/pembayaran/", id);
        ids.put("{reference}", "AKSES001");
        String claim = "00000000-0000-7000-8000-00000000ab01";
        ids.put("{claim}", claim);
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute("""
                    insert into payment.payments (id, reference, group_id, area_code, method, due, amount, holds_amount,
                                                  opened_at)
                    select gen_random_uuid(), 'AKSES001', g.id, g.area_code, 'cod', 1000, 1000, false, now()
                      from registry.business_groups g where g.number = '%1$s';
                    insert into payment.payment_claims (id, payment_id, group_id, area_code, claimed_at, by_whom,
                                                        file_hash, file_type)
                    select '%2$s', p.id, p.group_id, p.area_code, now(), 'buyer', x.file_hash, x.file_type
                      from payment.payments p
                      join permit.permit_private x on x.group_id = p.group_id and x.file_hash is not null
                     where p.reference = 'AKSES001'
                     limit 1
                    """.formatted(number, claim));
        }
    }

    /// A provider message that an office must check.
    private void providerWord(DatabaseAccess database) throws SQLException {
        String id = "00000000-0000-7000-8000-0000000000a1";
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute("""
                    insert into payment.gateway_looks (id, kind, reference, noted_at, group_id, area_code)
                    select '%s', 'paid-twice', 'VJ1AKSES', now(), id, area_code
                      from registry.business_groups where number = '%s'
                    """.formatted(id, number));
        }
        ids.put("/gerbang-bayar/", id);
    }

    /// An order of the group, claimed as paid by transfer, with a receipt.
    private void order(DatabaseAccess database) throws SQLException, IOException {
        String product;
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            product = AProduct.aProduct("uji-akses-pesanan")
                    .of("wanita-mandiri")
                    .onHand(50)
                    .insert(owner);
            statement.execute("""
                    insert into payment.destinations (id, group_id, area_code, kind, bank, number, holder, state, sent_at,
                           sent_by, sent_by_name, checked_at, checked_by, checked_by_name)
                    select gen_random_uuid(), g.id, g.area_code, 'account', 'Bank Contoh', '00001234567', 'Uji', 'verified',
                           now(), gen_random_uuid(), 'Uji', now(), gen_random_uuid(), 'Uji'
                      from registry.business_groups g
                     where g.number = '%s'
                       and not exists (select 1 from payment.destinations d
                                        where d.group_id = g.id and d.kind = 'account' and d.state = 'verified')
                    """.formatted(number));
        }
        JsonNode order = created(web.postJson("/api/v1/orders", """
                {"lines":[{"product":"%s","quantity":1}],"buyer":{"name":"Pembeli Uji","phone":"+6281234567890"},
                 "delivery":{"method":"pickup"},"payment":"transfer"}
                """.formatted(product)))
                .get("orders")
                .get(0);
        String code = order.get("code").asString();
        String[] buyer = {"Cookie", "cemara-order=" + order.get("token").asString(), "Origin", web.address()};
        Answer claimed = web.upload("/pesanan/" + code + "/bayar", buyer, "bukti.png", picture(66), "note", "Sudah");
        assertThat(claimed.status()).as(claimed.text()).isEqualTo(302);
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement()
                        .executeQuery(
                                "select c.id from payment.payment_claims c join payment.payments p on p.id = c.payment_id"
                                        + " where p.reference = '" + code + "'")) {
            assertThat(row.next()).as("a claim").isTrue();
            ids.put("/kerja/pesanan/{code}/bukti/{claim}", row.getString(1));
        }
        ids.put("/kerja/pesanan/{code}", code);
        ids.put("/kerja/pesanan/{code}/langkah/{step}", "confirm-payment");
    }

    private String group(String name, String[] who) {
        Answer answer = web.json("POST", "/api/v1/groups?confirmed=true", """
                {"name": "%s", "village": "17.07.04.1003", "sector": "services"}
                """.formatted(name), who);
        return created(answer).get("number").asString();
    }

    private static JsonNode created(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }
}
