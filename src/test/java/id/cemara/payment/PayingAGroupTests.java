package id.cemara.payment;

import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Payments to a group in Lebong, by a buyer with a token and by the people responsible for the group.
@WritingTest
class PayingAGroupTests {

    private static final String TOKEN = "a".repeat(64);
    private static final String OTHER_TOKEN = "b".repeat(64);
    private static final Actor BUYER = new Actor.Holder(List.of(TOKEN));
    private static final Actor STRANGER = new Actor.Holder(List.of(OTHER_TOKEN));
    private static final Actor OFFICER = Actors.of(Role.FIELD_OFFICER, "17.07");
    private static final Actor OFFICER_OF_SELUMA = Actors.of(Role.FIELD_OFFICER, "17.05");
    private static final String AREA = "17.07.04.1003";

    @Autowired
    private Payments payments;

    @Autowired
    private PaymentClaims claims;

    @Autowired
    private QrisImages images;

    @Autowired
    private DatabaseAccess database;

    private UUID group;

    @BeforeEach
    void a_group_with_a_checked_code_and_account() throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            group = aGroup("uji-dibayar").in(AREA).insertIfMissing(owner);
        }
        asOwner("""
                insert into payment.destinations (id, group_id, area_code, kind, payload, merchant_name, nmid, city, bank,
                       number, holder, state, sent_at, sent_by, sent_by_name, checked_at, checked_by, checked_by_name)
                select gen_random_uuid(), '%1$s', '%2$s', kind, payload, name, nmid, 'LEBONG', bank, number, holder,
                       'verified', now(), gen_random_uuid(), 'contoh', now(), gen_random_uuid(), 'contoh'
                  from (values ('qris', '%3$s', 'UPPKS CONTOH', 'ID0000000000000', null, null, null),
                               ('account', null, null, null, 'Bank Contoh', '0001234567', 'Nama Contoh'))
                       as d (kind, payload, name, nmid, bank, number, holder)
                """.formatted(group, AREA, Vectors.STATIC));
    }

    @AfterEach
    void nothing_stays() throws SQLException {
        asOwner("""
                delete from payment.payment_claims where group_id = '%1$s';
                delete from payment.payment_changes where group_id = '%1$s';
                delete from payment.payments where group_id = '%1$s';
                delete from payment.destinations where group_id = '%1$s';
                """.formatted(group));
    }

    @Test
    void a_code_with_amount_and_reference_is_made_from_the_groups_own() {
        assertThat(payments.methodsOf(new GroupId(group)))
                .containsExactlyInAnyOrder(PaymentMethod.QRIS, PaymentMethod.TRANSFER);
        PaymentView opened = open("ABCD0001", PaymentMethod.QRIS, 75_000);
        assertThat(opened.status()).isEqualTo(PaymentStatus.NONE);
        assertThat(opened.amount()).isEqualTo(new Money(75_000));
        assertThat(opened.qris()).contains("540575000", "0508ABCD0001").doesNotContain("010211");
        assertThat(opened.nmid()).isEqualTo("ID0000000000000");
        assertThat(open("ABCD0001", PaymentMethod.QRIS, 75_000)).isEqualTo(opened);
        assertThatThrownBy(() -> open("ABCD0002", PaymentMethod.QRIS, 10_000_001))
                .hasMessageContaining("QrisAmountTooLarge");
        assertThatThrownBy(() -> open("ABCD0003", PaymentMethod.GATEWAY, 1000))
                .hasMessageContaining("PaymentMethodNotOffered");
    }

    @Test
    void open_transfers_never_end_in_the_same_three_digits() {
        Set<Long> ends = new HashSet<>();
        for (int i = 0; i < 999; i++) {
            long due = i < 600 ? 10_000 + i % 7 * 333 : 10_000;
            if (i == 998 && !ends.contains(0L)) {
                break; // 10,000 plus a code from 1 to 999 never ends in 000
            }
            PaymentView opened = open("TT%06d".formatted(i), PaymentMethod.TRANSFER, due);
            assertThat(opened.amount().rupiah() - due).isBetween(1L, 999L);
            assertThat(ends.add(opened.amount().rupiah() % 1000)).isTrue();
        }
        assertThatThrownBy(() -> {
                    open("TT002000", PaymentMethod.TRANSFER, 10_000);
                    open("TT002001", PaymentMethod.TRANSFER, 10_000);
                })
                .hasMessageContaining("TransferAmountsTaken");
        CurrentActor.run(BUYER, () -> payments.close("TT000005"));
        PaymentView again = open("TT001000", PaymentMethod.TRANSFER, 10_500);
        assertThat(again.amount().rupiah() - again.due().rupiah()).isBetween(1L, 999L);
    }

    @Test
    void nothing_is_paid_by_the_buyers_word() throws SQLException {
        open("ABCD0001", PaymentMethod.QRIS, 75_000);
        PaymentView claimed = as(BUYER, () -> claims.claim("ABCD0001", "Sudah saya bayar", null));
        assertThat(claimed.status()).isEqualTo(PaymentStatus.CLAIMED);
        assertThat(claimed.claims()).hasSize(1);
        refused(BUYER, () -> payments.confirm("ABCD0001", null), "LogInNeeded");
        refused(OFFICER_OF_SELUMA, () -> payments.confirm("ABCD0001", null), "NotFound");
        refused(Actors.of(Role.PROVINCIAL_OFFICE, "17"), () -> payments.confirm("ABCD0001", null), "NotAllowed");

        try (Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            try (var statement = app.createStatement()) {
                statement.execute("select set_config('cemara.holder', '" + TOKEN + "', true)");
                assertThatThrownBy(() -> statement.executeUpdate("""
                                update payment.payments
                                   set status = 'confirmed', confirmed_at = now(), confirmed_by = 'group'
                                 where reference = 'ABCD0001'
                                """))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("row-level security");
                app.rollback();
                assertThatThrownBy(() -> statement.executeUpdate("update payment.payments set amount = 1"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void the_groups_word_counts_is_taken_back_and_refunded_and_all_of_it_is_written_down() {
        open("ABCD0001", PaymentMethod.TRANSFER, 75_000);
        as(BUYER, () -> claims.claim("ABCD0001", null, null));
        PaymentView paid = as(OFFICER, () -> payments.confirm("ABCD0001", null));
        assertThat(paid.status()).isEqualTo(PaymentStatus.CONFIRMED);
        assertThat(paid.confirmedAt()).isNotNull();
        assertThat(paid.account()).as("nothing more is to be paid").isNull();
        assertThat(as(OFFICER, () -> payments.confirm("ABCD0001", null)).version())
                .isEqualTo(paid.version());
        refused(BUYER, () -> claims.claim("ABCD0001", null, null), "PaymentSettled");
        refused(OFFICER, () -> payments.takeBack("ABCD0001", " "), "required");
        PaymentView back = as(OFFICER, () -> payments.takeBack("ABCD0001", "Salah lihat mutasi"));
        assertThat(back.status()).isEqualTo(PaymentStatus.CLAIMED);
        assertThat(back.account()).isEqualTo(new BankAccount("Bank Contoh", "0001234567", "Nama Contoh"));
        refused(OFFICER, () -> payments.refund("ABCD0001", "Batal"), "PaymentNotConfirmed");
        as(OFFICER, () -> payments.confirm("ABCD0001", "Uang masuk pagi ini"));
        assertThat(as(OFFICER, () -> payments.refund("ABCD0001", "Barang habis"))
                        .status())
                .isEqualTo(PaymentStatus.REFUNDED);
        assertThat(Rows.all(database, """
                select c.step || ' by ' || c.by_whom
                  from payment.payment_changes c
                  join payment.payments p on p.id = c.payment_id
                 where p.reference = 'ABCD0001'
                 order by c.id
                """))
                .containsExactly(
                        "opened by buyer",
                        "claimed by buyer",
                        "confirmed by office",
                        "taken-back by office",
                        "confirmed by office",
                        "refunded by office");
    }

    @Test
    void only_who_holds_the_token_the_group_and_who_answers_for_it_see_a_payment() {
        open("ABCD0001", PaymentMethod.TRANSFER, 75_000);
        assertThat(as(BUYER, () -> payments.of("ABCD0001")).account()).isNotNull();
        assertThat(as(OFFICER, () -> payments.of("ABCD0001")).account()).isNotNull();
        for (Actor nobody : List.of(STRANGER, OFFICER_OF_SELUMA, Actor.ANONYMOUS)) {
            refused(nobody, () -> payments.of("ABCD0001"), "NotFound");
            assertThat(as(nobody, () -> payments.of(List.of("ABCD0001")))).isEqualTo(Map.of());
        }
    }

    @Test
    void a_providers_word_counts_once_and_names_the_amount() {
        open("ABCD0001", PaymentMethod.COD, 75_000);
        Actor provider = new Actor.System("gateway", List.of(Actor.EVERYWHERE));
        var paid = new ProviderReport("contoh", ProviderReport.Outcome.PAID, new Money(75_000));
        refused(
                provider,
                () -> payments.providerSays(
                        "ABCD0001", new ProviderReport("contoh", paid.outcome(), new Money(74_999))),
                "PaymentOtherAmount");
        int version =
                as(provider, () -> payments.providerSays("ABCD0001", paid)).version();
        assertThat(as(provider, () -> payments.providerSays("ABCD0001", paid)).version())
                .isEqualTo(version);
        refused(OFFICER, () -> payments.takeBack("ABCD0001", "Tidak jadi"), "PaymentConfirmedByProvider");
        as(
                provider,
                () -> payments.providerSays(
                        "ABCD0001", new ProviderReport("contoh", ProviderReport.Outcome.REFUNDED, new Money(75_000))));
        PaymentView again = as(provider, () -> payments.providerSays("ABCD0001", paid));
        assertThat(again.status()).as("another try was paid as well").isEqualTo(PaymentStatus.CONFIRMED);
        assertThat(again.refundedAt()).isNull();
        as(OFFICER, () -> payments.refund("ABCD0001", "Barang habis"));
        assertThat(as(provider, () -> payments.providerSays("ABCD0001", paid)).status())
                .as("what the group gave back stays back")
                .isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void buyers_at_the_same_moment_get_different_amounts() throws Exception {
        // Nine hundred codes are taken, so that many concurrent transfers find the same free one next.
        asOwner("""
                insert into payment.payments (id, reference, group_id, area_code, token_hash, method, due, amount,
                       holds_amount, opened_at)
                select gen_random_uuid(), 'FV' || lpad(n::text, 6, '0'), '%s', '%s', '%s', 'transfer', 10000, 10000 + n,
                       true, now()
                  from generate_series(1, 900) n
                """.formatted(group, AREA, TOKEN));
        try (var buyers = Executors.newFixedThreadPool(8)) {
            List<Callable<PaymentView>> orders = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                String reference = "PP%06d".formatted(i);
                orders.add(() -> open(reference, PaymentMethod.TRANSFER, 10_000));
            }
            Set<Long> amounts = new HashSet<>();
            for (var order : buyers.invokeAll(orders)) {
                assertThat(order.get().amount().rupiah()).isBetween(10_901L, 10_999L);
                assertThat(amounts.add(order.get().amount().rupiah())).isTrue();
            }
        }
    }

    @Test
    void whatever_becomes_of_transfers_the_open_ones_end_differently() {
        var chance = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            String reference = "QQ%06d".formatted(chance.nextInt(60));
            long due = chance.nextLong(1_000, 1_010);
            try {
                switch (chance.nextInt(6)) {
                    case 0 -> CurrentActor.run(BUYER, () -> payments.close(reference));
                    case 1 -> CurrentActor.run(BUYER, () -> payments.reopen(reference));
                    case 2 -> as(OFFICER, () -> payments.confirm(reference, null));
                    case 3 -> as(OFFICER, () -> payments.takeBack(reference, "Salah pencet"));
                    case 4 -> as(BUYER, () -> claims.claim(reference, null, null));
                    default -> {
                        PaymentView opened = open(reference, PaymentMethod.TRANSFER, due);
                        assertThat(opened.amount().rupiah() - opened.due().rupiah())
                                .isBetween(1L, 999L);
                    }
                }
            } catch (Refused expected) {
                // Not open yet, not allowed now, or its digits are taken.
            }
            List<Long> ends = CurrentActor.call(BUYER, () -> open()).stream()
                    .map(payment -> payment.amount().rupiah() % 1000)
                    .toList();
            assertThat(ends).as("after step " + i).doesNotHaveDuplicates();
        }
    }

    private List<PaymentView> open() {
        List<String> references =
                IntStream.range(0, 60).mapToObj("QQ%06d"::formatted).toList();
        return payments.of(references).values().stream()
                .filter(payment -> payment.account() != null)
                .toList();
    }

    @Test
    void an_order_that_goes_on_keeps_its_amount_unless_another_has_it() {
        PaymentView first = open("ABCD0001", PaymentMethod.TRANSFER, 75_000);
        CurrentActor.run(BUYER, () -> payments.close("ABCD0001"));
        assertThat(as(BUYER, () -> payments.of("ABCD0001")).account()).isNull();
        CurrentActor.run(BUYER, () -> payments.reopen("ABCD0001"));
        PaymentView again = as(BUYER, () -> payments.of("ABCD0001"));
        assertThat(again.amount()).isEqualTo(first.amount());
        assertThat(again.account()).isNotNull();

        CurrentActor.run(BUYER, () -> payments.close("ABCD0001"));
        assertThat(asStranger(first.amount()).amount()).isEqualTo(first.amount());
        refused(
                BUYER,
                () -> {
                    payments.reopen("ABCD0001");
                },
                "TransferAmountTaken");
        assertThat(as(BUYER, () -> payments.of("ABCD0001")).account()).isNull();
    }

    @Test
    void an_order_that_ended_keeps_no_digits_from_others() {
        PaymentView first = open("ABCD0001", PaymentMethod.TRANSFER, 75_000);
        CurrentActor.run(BUYER, () -> payments.close("ABCD0001"));
        as(OFFICER, () -> payments.confirm("ABCD0001", "Masuk terlambat"));
        as(OFFICER, () -> payments.takeBack("ABCD0001", "Salah lihat mutasi"));
        assertThat(asStranger(first.amount()).amount()).isEqualTo(first.amount());
    }

    @Test
    void a_word_is_not_taken_back_while_another_has_the_digits() {
        PaymentView first = open("ABCD0001", PaymentMethod.TRANSFER, 75_000);
        as(OFFICER, () -> payments.confirm("ABCD0001", null));
        PaymentView other = asStranger(first.amount());
        assertThat(other.amount()).isEqualTo(first.amount());
        refused(OFFICER, () -> payments.takeBack("ABCD0001", "Salah lihat mutasi"), "TransferAmountTaken");
        CurrentActor.run(STRANGER, () -> payments.close(other.reference()));
        assertThat(as(OFFICER, () -> payments.takeBack("ABCD0001", "Salah lihat mutasi"))
                        .account())
                .isNotNull();
    }

    /// Another buyer's transfer of that amount, if its digits are free: the reference is chosen so that the
    /// search for a code begins at 1.
    private PaymentView asStranger(Money amount) {
        String reference = IntStream.range(0, 1_000_000)
                .mapToObj("RR%06d"::formatted)
                .filter(text -> Math.floorMod(text.hashCode(), 999) == 0)
                .findFirst()
                .orElseThrow();
        return as(
                STRANGER,
                () -> payments.open(new PaymentRequest(
                        UUID.randomUUID(),
                        reference,
                        new GroupId(group),
                        AREA,
                        PaymentMethod.TRANSFER,
                        amount.minus(new Money(1)),
                        OTHER_TOKEN,
                        null)));
    }

    @Test
    void words_of_the_same_moment_come_one_after_the_other() throws Exception {
        open("ABCD0001", PaymentMethod.QRIS, 75_000);
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement();
                var two = Executors.newFixedThreadPool(2)) {
            owner.setAutoCommit(false);
            statement.execute("select 1 from payment.payments where reference = 'ABCD0001' for update");
            Callable<PaymentView> press = () -> as(OFFICER, () -> payments.confirm("ABCD0001", null));
            var first = two.submit(press);
            var second = two.submit(press);
            Poll.until(() -> waiting(statement) >= 2);
            owner.commit();
            assertThat(first.get().status()).isEqualTo(PaymentStatus.CONFIRMED);
            assertThat(second.get().status()).isEqualTo(PaymentStatus.CONFIRMED);
        }
    }

    @Test
    void what_was_withdrawn_at_this_moment_is_not_offered() throws Exception {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement();
                var one = Executors.newSingleThreadExecutor()) {
            owner.setAutoCommit(false);
            statement.execute("lock table payment.payments in share mode");
            statement.execute("update payment.destinations set state = 'withdrawn' where group_id = '" + group + "'");
            var opened = one.submit(() -> open("ABCD0001", PaymentMethod.QRIS, 75_000));
            Poll.until(() -> waiting(statement) >= 1);
            owner.commit();
            assertThatThrownBy(opened::get).hasMessageContaining("PaymentMethodNotOffered");
        }
    }

    /// The number of sessions that wait for a lock.
    private static int waiting(Statement statement) {
        try (ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_receipt_is_for_the_buyer_the_group_and_who_answers_for_it() {
        open("ABCD0001", PaymentMethod.QRIS, 75_000);
        byte[] receipt = "%PDF-1.4\n%%EOF\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        PaymentView claimed =
                as(BUYER, () -> claims.claim("ABCD0001", null, () -> new java.io.ByteArrayInputStream(receipt)));
        UUID claim = claimed.claims().getFirst().id();
        assertThat(claimed.claims().getFirst().hasPicture()).isTrue();
        assertThat(as(BUYER, () -> claims.picture("ABCD0001", claim)).mediaType())
                .isEqualTo("application/pdf");
        assertThat(as(OFFICER, () -> claims.picture("ABCD0001", claim)).extension())
                .isEqualTo(".pdf");
        for (Actor nobody : List.of(STRANGER, OFFICER_OF_SELUMA, Actor.ANONYMOUS)) {
            refused(nobody, () -> claims.picture("ABCD0001", claim), "NotFound");
        }
        refused(Actors.of(Role.PROVINCIAL_OFFICE, "17"), () -> claims.picture("ABCD0001", claim), "NotAllowed");
        for (int i = 0; i < 9; i++) {
            as(BUYER, () -> claims.claim("ABCD0001", null, null));
        }
        refused(BUYER, () -> claims.claim("ABCD0001", null, null), "TooManyPaymentClaims");
        refused(BUYER, () -> claims.claim("ABCD0001", "x".repeat(501), null), "too-long");
    }

    @Test
    void only_a_code_that_was_issued_for_a_payment_still_to_be_made_is_drawn() {
        String payload = java.util.Objects.requireNonNull(
                open("ABCD0001", PaymentMethod.QRIS, 75_000).qris());
        assertThat(as(BUYER, () -> images.code(payload)).svg()).startsWith("<svg");
        assertThat(as(BUYER, () -> images.png(payload)).length).isBetween(300, 20_000);
        refused(STRANGER, () -> images.code(payload), "NotFound");
        for (String other : List.of(Vectors.B, Vectors.STATIC, Vectors.DYNAMIC, "https://contoh.example")) {
            refused(BUYER, () -> images.code(other), "NotFound");
        }
        as(OFFICER, () -> payments.confirm("ABCD0001", null));
        refused(BUYER, () -> images.code(payload), "NotFound");
    }

    private PaymentView open(String reference, PaymentMethod method, long amount) {
        return as(
                BUYER,
                () -> payments.open(new PaymentRequest(
                        UUID.randomUUID(),
                        reference,
                        new GroupId(group),
                        AREA,
                        method,
                        new Money(amount),
                        TOKEN,
                        null)));
    }

    private static <T> T as(Actor actor, java.util.function.Supplier<T> work) {
        return CurrentActor.call(actor, work::get);
    }

    private static void refused(Actor actor, ThrowingCallable work, String because) {
        assertThatThrownBy(() -> CurrentActor.call(actor, () -> {
                    try {
                        work.call();
                    } catch (Throwable e) {
                        throw (RuntimeException) e;
                    }
                    return true;
                }))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(because);
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
