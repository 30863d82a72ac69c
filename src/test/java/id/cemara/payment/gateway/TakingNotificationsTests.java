package id.cemara.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.Payments;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.FieldEncryption;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Midtrans notifications for payments to Wanita Mandiri in Lebong, and an office's checks of inconsistent
/// ones.
@MidtransTest
@ExtendWith(OutputCaptureExtension.class)
class TakingNotificationsTests {

    private static final String PATH = "/api/v1/payments/midtrans/notifications";
    private static final Actor OFFICER = Actors.of(Role.FIELD_OFFICER, "17.07");
    private static final String LOOKS = "/kerja/gerbang-bayar";

    @Autowired
    private Payments payments;

    @Autowired
    private Inbox inbox;

    @Autowired
    private GatewayActor gateway;

    @Autowired
    private FieldEncryption encryption;

    @Autowired
    private JdbcClient db;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Environment environment;

    private TestPayments owed;
    private Web web;

    @BeforeEach
    void wanita_mandiri_is_paid() {
        owed = new TestPayments(payments, db, gateway, "17.07-0012");
        web = Web.of(environment);
    }

    @Test
    void a_payment_is_paid_by_the_providers_word_once_however_often_it_comes() {
        owed.open("TAKE0001", 75_000);
        String paid = TestNotification.of("TAKE0001", 75_000).json();
        for (int i = 0; i < 5; i++) {
            var answer = web.postJson(PATH, paid);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.text()).isEmpty();
        }
        assertThat(owed.of("TAKE0001").status()).isEqualTo(PaymentStatus.CONFIRMED);
        assertThat(owed.ending("TAKE0001"))
                .isEqualTo("confirmed | settled | f | f | f | opened,confirmed | settlement counted");
    }

    @Test
    void what_a_provider_says_is_not_taken_back_by_the_group_whichever_word_came_first() {
        owed.open("TAKE0011", 75_000);
        as(OFFICER, () -> payments.confirm("TAKE0011", null));
        TestNotification.of("TAKE0011", 75_000).to(inbox);
        owed.open("TAKE0012", 75_000);
        TestNotification.of("TAKE0012", 75_000).to(inbox);
        as(OFFICER, () -> payments.confirm("TAKE0012", null));
        for (String reference : List.of("TAKE0011", "TAKE0012")) {
            assertThatThrownBy(() -> as(OFFICER, () -> payments.takeBack(reference, "Salah pencet")))
                    .as(reference)
                    .hasMessageContaining("PaymentConfirmedByProvider");
            assertThat(owed.of(reference).status()).isEqualTo(PaymentStatus.CONFIRMED);
        }
        owed.open("TAKE0013", 75_000);
        TestNotification.of("TAKE0013", 75_000).said("pending", "201").to(inbox);
        as(OFFICER, () -> payments.confirm("TAKE0013", null));
        assertThat(as(OFFICER, () -> payments.takeBack("TAKE0013", "Salah pencet"))
                        .status())
                .isEqualTo(PaymentStatus.NONE);
        TestNotification.of("TAKE0013", 75_000).to(inbox);
        assertThat(owed.of("TAKE0013").status()).isEqualTo(PaymentStatus.CONFIRMED);
    }

    @Test
    void the_one_too_many_of_two_payments_goes_back_and_the_order_stays_paid() {
        String[][] orders = {{"s1", "s2", "r2"}, {"r2", "s2", "s1"}, {"s2", "r2", "s1"}, {"r2", "s1", "s2"}};
        for (int i = 0; i < orders.length; i++) {
            String reference = "TWCE000" + i;
            owed.open(reference, 75_000);
            for (String word : orders[i]) {
                TestNotification sent = TestNotification.of(reference, 75_000).transaction("t" + word.charAt(1));
                (word.startsWith("r") ? sent.said("refund", "200") : sent).to(inbox);
            }
            assertThat(owed.of(reference).status()).as(reference).isEqualTo(PaymentStatus.CONFIRMED);
            assertThat(owed.of(reference).refundedAt()).as(reference).isNull();
            TestNotification.of(reference, 75_000)
                    .transaction("t1")
                    .said("refund", "200")
                    .to(inbox);
            assertThat(owed.of(reference).status()).as(reference).isEqualTo(PaymentStatus.REFUNDED);
        }
    }

    @Test
    void what_the_group_gave_back_stays_back() {
        owed.open("TAKE0014", 75_000);
        TestNotification.of("TAKE0014", 75_000).transaction("t1").to(inbox);
        as(OFFICER, () -> payments.refund("TAKE0014", "Barang habis"));
        TestNotification.of("TAKE0014", 75_000).transaction("t2").to(inbox);
        assertThat(owed.of("TAKE0014").status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(looksOf("TAKE0014")).as("paid twice").isEqualTo("1");
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        return CurrentActor.call(actor, work::get);
    }

    @Test
    void what_comes_before_the_payment_waits_for_it() {
        assertThat(web.postJson(PATH, TestNotification.of("TAKE0002", 75_000).json())
                        .status())
                .isEqualTo(204);
        assertThat(waiting("TAKE0002")).isEqualTo("1");
        owed.open("TAKE0002", 75_000);
        id.cemara.Poll.until(() -> owed.of("TAKE0002").status() == PaymentStatus.CONFIRMED);
        assertThat(waiting("TAKE0002")).isEqualTo("0");
    }

    @Test
    void the_longest_words_are_kept_too() {
        owed.open("TAKE0015", 75_000);
        String longest = "x".repeat(40);
        assertThat(web.postJson(
                                PATH,
                                TestNotification.of("TAKE0015", 75_000)
                                        .said(longest, "200")
                                        .fraud(longest)
                                        .json())
                        .status())
                .isEqualTo(204);
        assertThat(owed.ending("TAKE0015")).contains("unknown-word " + longest);
    }

    @Test
    void what_could_not_be_added_up_is_added_up_later() {
        owed.open("TAKE0003", 75_000);
        // Stored, but the process was killed before processing it.
        gateway.inTransaction(() -> db.sql("""
                insert into payment.gateway_events (provider, fingerprint, source, reference, order_id, transaction_id,
                       said, word, amount, currency, received_at)
                values ('midtrans', sha256('TAKE0003'), 'push', 'TAKE0003', 'TAKE0003', 't1', 'settlement', 'settled',
                        '75000.00', 'IDR', now())
                """).update());
        assertThat(owed.of("TAKE0003").status()).isEqualTo(PaymentStatus.NONE);
        new UnprocessedMessages(inbox).run();
        assertThat(owed.of("TAKE0003").status()).isEqualTo(PaymentStatus.CONFIRMED);
        new UnprocessedMessages(inbox).run();
        assertThat(owed.ending("TAKE0003")).contains("| opened,confirmed |");
    }

    @Test
    void two_nodes_that_get_the_same_at_once_make_one_of_it() throws Exception {
        for (int i = 0; i < 20; i++) {
            String reference = "TWN%05d".formatted(i);
            owed.open(reference, 75_000);
            String paid = TestNotification.of(reference, 75_000).json();
            var start = new CyclicBarrier(2);
            try (var nodes = Executors.newFixedThreadPool(2)) {
                Future<Integer> one = nodes.submit(() -> {
                    start.await();
                    return web.postJson(PATH, paid).status();
                });
                Future<Integer> two = nodes.submit(() -> {
                    start.await();
                    return web.postJson(PATH, paid).status();
                });
                assertThat(one.get()).isEqualTo(204);
                assertThat(two.get()).isEqualTo(204);
            }
            assertThat(owed.ending(reference))
                    .isEqualTo("confirmed | settled | f | f | f | opened,confirmed | settlement counted");
        }
    }

    @Test
    void what_is_not_signed_with_our_key_or_is_no_message_is_not_kept(CapturedOutput output) {
        owed.open("TAKE0004", 75_000);
        String paid = TestNotification.of("TAKE0004", 75_000).json();
        var forged = web.postJson(PATH, paid.replace("75000.00", "75000.01"));
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.json().get("title").asString()).isEqualTo("wrong-signature");
        assertThat(web.postJson(PATH, "{}").status()).isEqualTo(400);
        assertThat(web.postJson(PATH, "bukan json").status()).isEqualTo(400);
        assertThat(web.postJson(PATH, "").status()).isEqualTo(400);
        assertThat(web.postJson(PATH, "{\"a\":\"" + "x".repeat(70_000) + "\"}").status())
                .isEqualTo(413);
        assertThat(web.get(PATH).status()).isEqualTo(405);
        assertThat(owed.of("TAKE0004").status()).isEqualTo(PaymentStatus.NONE);
        assertThat(owed.one(String.class, "select count(*) from payment.gateway_events where reference = 'TAKE0004'"))
                .isEqualTo("0");
        assertThat(output.getAll()).doesNotContain(TestNotification.KEY, "Nama Contoh Pembeli");
    }

    @Test
    void another_amount_or_currency_is_kept_and_looked_at_and_pays_nothing() {
        owed.open("TAKE0005", 75_000);
        for (String amount : new String[] {"7500.00", "75000.50", "750000.00"}) {
            assertThat(web.postJson(
                                    PATH,
                                    TestNotification.of("TAKE0005", 0)
                                            .amount(amount)
                                            .json())
                            .status())
                    .isEqualTo(204);
        }
        assertThat(web.postJson(
                                PATH,
                                TestNotification.of("TAKE0005", 75_000)
                                        .with("currency", "USD")
                                        .json())
                        .status())
                .isEqualTo(204);
        assertThat(owed.of("TAKE0005").status()).isEqualTo(PaymentStatus.NONE);
        assertThat(owed.one(
                        String.class,
                        "select string_agg(decision, ',' order by decision) from payment.gateway_events"
                                + " where reference = 'TAKE0005'"))
                .isEqualTo("wrong-amount,wrong-amount,wrong-amount,wrong-currency");

        String[] office = web.session("lebong");
        assertThat(web.get("/kerja", office).text()).contains("kabar penyedia pembayaran perlu dicek");
        assertThat(web.get(LOOKS, office).text())
                .contains("TAKE0005", "Jumlah yang disebut penyedia berbeda", "Wanita Mandiri");
        assertThat(web.get(LOOKS, web.session("seluma")).text()).doesNotContain("TAKE0005");
        assertThat(web.get(LOOKS, web.session("petugas-lebong")).status()).isEqualTo(403);
        String id = owed.one(
                String.class,
                "select id::text from payment.gateway_looks where reference = 'TAKE0005' order by event_id limit 1");
        assertThat(web.get(LOOKS + "/" + id, office).text()).contains("IDR 7500.00", "Rp75.000", "halaman penyedia");
        assertThat(web.get(LOOKS + "/" + id, web.session("seluma")).status()).isEqualTo(404);

        assertThat(web.post(LOOKS + "/" + id + "/selesai", "why=", office).status())
                .isEqualTo(422);
        assertThat(web.post(LOOKS + "/" + id + "/selesai", "why=Uang+sudah+dikembalikan", office)
                        .status())
                .isEqualTo(302);
        assertThat(web.post(LOOKS + "/" + id + "/selesai", "why=Lagi", office).status())
                .isEqualTo(409);
        assertThat(web.get("/api/v1/audit?action=payment.gateway-looked", web.bearer("lebong"))
                        .text())
                .contains("Uang sudah dikembalikan");
    }

    @Test
    void what_failed_after_it_was_paid_stays_paid_and_is_looked_at() {
        owed.open("TAKE0006", 75_000);
        web.postJson(PATH, TestNotification.of("TAKE0006", 75_000).json());
        web.postJson(
                PATH,
                TestNotification.of("TAKE0006", 75_000).said("deny", "202").json());
        assertThat(owed.of("TAKE0006").status()).isEqualTo(PaymentStatus.CONFIRMED);
        assertThat(owed.ending("TAKE0006")).contains("failed-after-success -");
        assertThat(web.get(LOOKS, web.session("lebong")).text())
                .contains("TAKE0006", "lalu penyedia menyebutnya gagal");
    }

    @Test
    void a_group_cannot_take_back_what_a_provider_confirmed() {
        owed.open("TAKE0007", 75_000);
        TestNotification.of("TAKE0007", 75_000).to(inbox);
        assertThatThrownBy(() -> CurrentActor.run(
                        Actors.of(Role.DISTRICT_OFFICE, "17.07"), () -> payments.takeBack("TAKE0007", "salah")))
                .hasMessageContaining("PaymentConfirmedByProvider");
    }

    @Test
    void an_order_still_unknown_after_a_day_is_for_those_who_see_all() throws SQLException {
        web.postJson(PATH, TestNotification.of("toko-lain-17", 10_000).json());
        inbox.noteUnknownOrders();
        assertThat(looksOf("toko-lain-17")).isEqualTo("0");
        try (Connection owner = TestDatabases.asOwner(database)) {
            owner.createStatement()
                    .execute("update payment.gateway_events set received_at = received_at - interval '2 days'"
                            + " where reference = 'toko-lain-17'");
        }
        inbox.noteUnknownOrders();
        inbox.noteUnknownOrders();
        assertThat(looksOf("toko-lain-17")).isEqualTo("1");
        assertThat(web.get(LOOKS, web.session("nasional")).text()).contains("toko-lain-17", "belum diketahui");
        assertThat(web.get(LOOKS, web.session("provinsi")).text()).doesNotContain("toko-lain-17");
    }

    @Test
    void nobody_but_the_system_reads_messages_or_writes_any() throws SQLException {
        owed.open("TAKE0008", 75_000);
        TestNotification.of("TAKE0008", 75_000).to(inbox);
        assertThat(asApp("DISTRICT_OFFICE", "17.07", "select count(*) from payment.gateway_events"))
                .isNotEqualTo("0");
        assertThat(asApp("DISTRICT_OFFICE", "17.05", "select count(*) from payment.gateway_events"))
                .isEqualTo("0");
        assertThat(asApp("NATIONAL_OFFICE", "*", "select count(*) from payment.gateway_bodies"))
                .isEqualTo("0");
        assertThatThrownBy(() -> asApp("NATIONAL_OFFICE", "*", """
                        insert into payment.gateway_events (provider, fingerprint, source, reference, order_id,
                               transaction_id, said, word, amount, currency, received_at)
                        values ('midtrans', sha256('x'), 'push', 'TAKE0009', 'TAKE0009', '', 'settlement', 'settled',
                                '1.00', 'IDR', now()) returning 1
                        """)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> asApp("NATIONAL_OFFICE", "*", """
                        delete from payment.gateway_events returning 1
                        """)).isInstanceOf(SQLException.class);

        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement().executeQuery("""
                        select b.body, encode(e.fingerprint, 'hex')
                          from payment.gateway_bodies b
                          join payment.gateway_events e on e.id = b.event_id
                         where e.reference = 'TAKE0008'
                        """)) {
            row.next();
            byte[] kept = row.getBytes(1);
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Nama Contoh", "TAKE0008");
            assertThat(encryption.decrypt(kept, "payment.gateway_bodies:" + row.getString(2)))
                    .isEqualTo(TestNotification.of("TAKE0008", 75_000).json());
        }
    }

    @Test
    void bodies_are_destroyed_after_a_year_and_what_they_said_stays() throws SQLException {
        owed.open("TAKE0010", 75_000);
        TestNotification.of("TAKE0010", 75_000).to(inbox);
        try (Connection owner = TestDatabases.asOwner(database)) {
            owner.createStatement()
                    .execute(
                            "update payment.gateway_bodies set received_at = received_at - interval '366 days'"
                                    + " where event_id in (select id from payment.gateway_events where reference = 'TAKE0010')");
        }
        inbox.forgetBodies();
        assertThat(owed.one(String.class, """
                select count(*) || ' ' || count(b.event_id)
                  from payment.gateway_events e
                  left join payment.gateway_bodies b on b.event_id = e.id
                 where e.reference = 'TAKE0010'
                """)).isEqualTo("1 0");
    }

    private String waiting(String reference) {
        return owed.one(
                String.class,
                "select count(*) from payment.gateway_events where decision = 'waiting' and reference = '" + reference
                        + "'");
    }

    private String looksOf(String reference) {
        return owed.one(
                String.class, "select count(*) from payment.gateway_looks where reference = '" + reference + "'");
    }

    private String asApp(String role, String areas, String sql) throws SQLException {
        try (Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            try (var scope = app.prepareStatement(
                    "select set_config('cemara.role', ?, true), set_config('cemara.areas', ?, true)")) {
                scope.setString(1, role);
                scope.setString(2, areas);
                scope.execute();
            }
            try (var statement = app.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            } finally {
                app.rollback();
            }
        }
    }
}
