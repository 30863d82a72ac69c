package id.cemara.market.feedback;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.buying.Shopper;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Reviews: only of delivered orders, one for each product and order, answered by the group, hidden by an
/// office for a reason.
@WritingTest
class ReviewsTests {

    private static final String GROUP = "wanita-mandiri";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Orders orders;

    @Autowired
    private Reviews reviews;

    private Web web;
    private Shopper shopper;

    @BeforeEach
    void somebody_new() {
        web = Web.of(environment);
        shopper = new Shopper(web);
    }

    @Test
    void only_what_arrived_is_reviewed_and_only_once() throws SQLException {
        String code = bought("ulasan-satu");
        String page = "/pesanan/" + code;
        assertThat(shopper.post(page + "/ulasan", "product", "ulasan-satu", "stars", "5")
                        .status())
                .isEqualTo(409);
        deliver(code);
        assertThat(shopper.post(page + "/ulasan", "product", "ulasan-satu", "stars", "6", "words", "Hm")
                        .text())
                .contains("pilih 1 sampai 5 bintang", ">Hm</textarea>");
        assertThat(shopper.post(page + "/ulasan", "product", "bukan-ini", "stars", "5")
                        .status())
                .isEqualTo(404);
        assertThat(shopper.post(
                                page + "/ulasan",
                                "product",
                                "ulasan-satu",
                                "stars",
                                "4",
                                "words",
                                "Renyah.",
                                "showName",
                                "ya")
                        .status())
                .isEqualTo(302);
        assertThat(shopper.get(page).text()).contains("4 dari 5 bintang", "Renyah.");
        assertThat(shopper.post(page + "/ulasan", "product", "ulasan-satu", "stars", "1")
                        .status())
                .isEqualTo(409);
        assertThat(Rows.one(
                        database,
                        "select reviewer || stars || words from market.reviews r join market.products p"
                                + " on p.id = r.product_id where p.slug = 'ulasan-satu'"))
                .isEqualTo("Ani4Renyah.");
    }

    @Test
    void a_name_is_shown_only_when_the_buyer_agrees() throws SQLException {
        String code = bought("ulasan-dua");
        deliver(code);
        shopper.post("/pesanan/" + code + "/ulasan", "product", "ulasan-dua", "stars", "5");
        assertThat(Rows.one(
                        database,
                        "select coalesce(reviewer, '-') from market.reviews r join market.products p"
                                + " on p.id = r.product_id where p.slug = 'ulasan-dua'"))
                .isEqualTo("-");
        assertThat(Reviews.firstName("Ibu Ani Contoh")).isEqualTo("Ani");
        assertThat(Reviews.firstName("Hj. Siti Contoh")).isEqualTo("Siti");
        assertThat(Reviews.firstName("Budi")).isEqualTo("Budi");
        assertThat(Reviews.firstName("Ibu")).isEqualTo("Ibu");
    }

    @Test
    void the_group_answers_and_an_office_hides_for_a_reason() throws SQLException {
        String code = bought("ulasan-tiga");
        deliver(code);
        shopper.post("/pesanan/" + code + "/ulasan", "product", "ulasan-tiga", "stars", "1", "words", "Kasar sekali");
        String id = Rows.one(
                database,
                "select r.id from market.reviews r join market.products p on p.id = r.product_id"
                        + " where p.slug = 'ulasan-tiga'");
        String[] officer = web.session("petugas-lebong");
        assertThat(web.get("/kerja/ulasan", officer).text()).contains("Kasar sekali");
        assertThat(web.post("/kerja/ulasan/" + id + "/jawaban", "version=0&answer=", officer)
                        .status())
                .isEqualTo(422);
        assertThat(web.post("/kerja/ulasan/" + id + "/jawaban", "answer=Maaf%2C+kami+perbaiki.", officer)
                        .status())
                .isEqualTo(428);
        assertThat(web.post("/kerja/ulasan/" + id + "/jawaban", "version=0&answer=Maaf%2C+kami+perbaiki.", officer)
                        .status())
                .isEqualTo(302);
        assertThat(web.post("/kerja/ulasan/" + id + "/jawaban", "version=0&answer=Lain", officer)
                        .status())
                .isEqualTo(412);
        assertThat(shopper.get("/pesanan/" + code).text()).contains("Maaf, kami perbaiki.");
        assertThat(web.post("/kerja/ulasan/" + id + "/sembunyikan", "why=x", officer)
                        .status())
                .isEqualTo(403);
        assertThat(web.post("/kerja/ulasan/" + id + "/jawaban", "answer=x", web.session("petugas-seluma"))
                        .status())
                .isEqualTo(404);
        String[] office = web.session("lebong");
        assertThat(web.post("/kerja/ulasan/" + id + "/sembunyikan", "version=1&why=", office)
                        .status())
                .isEqualTo(422);
        assertThat(web.post("/kerja/ulasan/" + id + "/sembunyikan", "version=0&why=Menghina+orang", office)
                        .status())
                .isEqualTo(412);
        assertThat(web.post("/kerja/ulasan/" + id + "/sembunyikan", "version=1&why=Menghina+orang", office)
                        .status())
                .isEqualTo(302);
        assertThat(asNobody("select count(*) from market.reviews where id = '" + id + "'"))
                .isEqualTo("0");
        assertThat(Rows.one(
                        database,
                        "select reason from identity.audit_trail where subject = '" + id
                                + "' and action = 'review.hidden'"))
                .isEqualTo("Menghina orang");
        assertThat(web.post("/kerja/ulasan/" + id + "/tampilkan", "version=1", office)
                        .status())
                .isEqualTo(412);
        assertThat(web.post("/kerja/ulasan/" + id + "/tampilkan", "version=2", office)
                        .status())
                .isEqualTo(302);
        assertThat(asNobody("select count(*) from market.reviews where id = '" + id + "'"))
                .isEqualTo("1");
    }

    @Test
    void the_database_itself_takes_no_review_of_what_did_not_arrive_and_no_hiding_by_a_group() throws SQLException {
        String code = bought("ulasan-empat");
        String hash = Rows.one(database, "select token_hash from market.orders where code = '" + code + "'");
        try (Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            app.createStatement().execute("select set_config('cemara.holder', '" + hash + "', true)");
            assertThatThrownBy(() -> app.createStatement().execute("""
                            insert into market.reviews (id, order_id, product_id, group_id, area_code, token_hash,
                                                        stars, written_at)
                            select gen_random_uuid(), o.id, l.product_id, o.group_id, o.area_code, o.token_hash, 5, now()
                              from market.orders o join market.order_lines l on l.order_id = o.id
                             where o.code = '%s'
                            """.formatted(code)))
                    .hasMessageContaining("row-level security");
        }
        deliver(code);
        shopper.post("/pesanan/" + code + "/ulasan", "product", "ulasan-empat", "stars", "2");
        try (Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            app.createStatement()
                    .execute("select set_config('cemara.areas', '17.07.04', true),"
                            + " set_config('cemara.role', 'FIELD_OFFICER', true)");
            assertThatThrownBy(() -> app.createStatement()
                            .execute("update market.reviews set hidden_at = now(), hidden_why = 'x' where stars = 2"))
                    .hasMessageContaining("hidden by an office alone");
        }
    }

    @Test
    void a_review_counts_only_while_its_order_stands() throws SQLException {
        Actor office = Actors.of(Role.FIELD_OFFICER, "17.07.04");
        String undone = bought("ulasan-lima");
        List<String> returned =
                List.of(new Shopper(web).buys("ulasan-lima", GROUP, 1), new Shopper(web).buys("ulasan-lima", GROUP, 2));
        List<String> all = List.of(undone, returned.getFirst(), returned.getLast());
        for (String code : all) {
            deliver(code);
            review(code, "ulasan-lima", "Bintang lima " + code);
        }
        assertThat(rating("ulasan-lima")).isEqualTo("15 of 3");
        assertThat(web.get("/pasar/ulasan-lima").text()).contains("Bintang lima " + undone);
        CurrentActor.run(office, () -> {
            orders.take(undone, OrderStep.UNDO, StepDetails.NONE);
            returned.forEach(code -> orders.take(code, OrderStep.RETURN, StepDetails.because("tidak jadi")));
        });
        assertThat(rating("ulasan-lima")).isEmpty();
        assertThat(web.get("/pasar/ulasan-lima").text()).doesNotContain("Bintang lima", "aggregateRating");
        assertThat(asNobody("select count(*) from market.reviews r join market.products p on p.id = r.product_id"
                        + " where p.slug = 'ulasan-lima'"))
                .isEqualTo("0");
        assertThat(web.get("/kerja/ulasan", web.session("petugas-lebong")).text())
                .contains("Bintang lima " + undone, "tidak dihitung");
        CurrentActor.run(office, () -> orders.take(undone, OrderStep.DELIVER, StepDetails.NONE));
        assertThat(rating("ulasan-lima")).isEqualTo("5 of 1");
        assertThat(web.get("/pasar/ulasan-lima").text())
                .contains("Bintang lima " + undone)
                .doesNotContain("Bintang lima " + returned.getFirst());
    }

    @Test
    void money_that_went_back_alone_takes_no_review_away() throws SQLException {
        String code = bought("ulasan-enam");
        deliver(code);
        review(code, "ulasan-enam", "Tengik");
        CurrentActor.run(Actors.of(Role.FIELD_OFFICER, "17.07.04"), () -> {
            orders.take(code, OrderStep.CONFIRM_PAYMENT, StepDetails.NONE);
            orders.take(code, OrderStep.REFUND, StepDetails.because("tengik"));
        });
        assertThat(rating("ulasan-enam")).isEqualTo("5 of 1");
    }

    @Test
    void a_group_does_not_review_itself() throws SQLException {
        String code = bought("ulasan-tujuh");
        deliver(code);
        String phone = "(select phone from market.order_buyers b join market.orders o on o.id = b.order_id"
                + " where o.code = '" + code + "')";
        String group = "(select group_id from market.orders where code = '" + code + "')";
        // Phone numbers of the group: its contact's, a member's, its shop's.
        for (String[] change : new String[][] {
            {"registry.group_private", "contact_phone", "group_id = " + group},
            {
                "registry.members",
                "phone",
                "membership_id = (select m.id from registry.memberships m where m.group_id = " + group
                        + " and m.left_on is null order by m.id limit 1)"
            },
            {"market.shops", "whatsapp", "group_id = " + group}
        }) {
            String was = Rows.one(
                    database, "select coalesce(max(" + change[1] + "), '') from " + change[0] + " where " + change[2]);
            Rows.run(database, "update " + change[0] + " set " + change[1] + " = " + phone + " where " + change[2]);
            assertOwnReview(code, "ulasan-tujuh", shopper, change[0]);
            Rows.run(
                    database,
                    "update " + change[0] + " set " + change[1] + " = nullif('" + was + "', '') where " + change[2]);
        }
        review(code, "ulasan-tujuh", "Dari pembeli");
        // The account that acted on the order, and the browser of an officer who has logged out since.
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct("ulasan-delapan").of("cemara-indah").insert(owner);
        }
        String own = shopper.buys("ulasan-delapan", "cemara-indah", 1);
        CurrentActor.run(Actors.of(Role.DISTRICT_OFFICE, "17"), () -> {
            orders.take(own, OrderStep.CONFIRM, StepDetails.NONE);
            orders.take(own, OrderStep.DELIVER, StepDetails.NONE);
        });
        String session = web.session("cemara-indah")[1];
        shopper.set("SESSION", session.substring("SESSION=".length()), "/");
        assertOwnReview(own, "ulasan-delapan", shopper, "account");
        assertThat(shopper.cookie(SellerDevices.NAME, "/")).isEmpty();
        shopper.get("/kerja");
        assertThat(shopper.cookie(SellerDevices.NAME, "/")).isNotEmpty();
        shopper.set("SESSION", "", "/");
        assertOwnReview(own, "ulasan-delapan", shopper, "browser");
        assertThat(rating("ulasan-delapan")).isEmpty();
    }

    private void assertOwnReview(String code, String product, Shopper buyer, String because) {
        Web.Answer answer =
                buyer.post("/pesanan/" + code + "/ulasan", "product", product, "stars", "5", "words", "Hebat");
        assertThat(answer.status()).as(because).isEqualTo(409);
        assertThat(answer.text()).as(because).contains("Ulasan ini tampaknya dari", ">Hebat</textarea>");
    }

    /// Writes a review as the holder of the order's token, from any browser.
    private void review(String code, String product, String words) {
        String hash = Rows.one(database, "select token_hash from market.orders where code = '" + code + "'");
        CurrentActor.run(
                new Actor.Holder(List.of(hash)), () -> reviews.write(code, product, "5", words, false, order -> false));
    }

    private String rating(String product) {
        return Rows.one(
                database,
                "select coalesce(max(r.stars_sum || ' of ' || r.reviews), '') from market.ratings r"
                        + " join market.products p on p.id = r.product_id where p.slug = '" + product + "'");
    }

    private String bought(String product) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct(product).of("wanita-mandiri").insert(owner);
        }
        return shopper.buys(product, GROUP, 1);
    }

    private void deliver(String code) {
        CurrentActor.run(Actors.of(Role.FIELD_OFFICER, "17.07.04"), () -> {
            orders.take(code, OrderStep.CONFIRM, StepDetails.NONE);
            orders.take(code, OrderStep.DELIVER, StepDetails.NONE);
        });
    }

    private String asNobody(String query) throws SQLException {
        try (Connection app = TestDatabases.asApp(database);
                ResultSet row = app.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
