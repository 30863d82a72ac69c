package id.cemara.payment;

import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.TestDatabases;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Payments to a group in Lebong, by a buyer who holds a token, and by who answers for the group.
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
        assertThat(payments.methodsOf(group)).containsExactlyInAnyOrder(PaymentMethod.QRIS, PaymentMethod.TRANSFER);
        PaymentView opened = open("ABCD0001", PaymentMethod.QRIS, 75_000);
        assertThat(opened.status()).isEqualTo(PaymentStatus.NONE);
        assertThat(opened.amount()).isEqualTo(75_000);
        assertThat(opened.qris()).contains("540575000", "0508ABCD0001").doesNotContain("010211");
        assertThat(opened.nmid()).isEqualTo("ID0000000000000");
        assertThat(open("ABCD0001", PaymentMethod.QRIS, 75_000)).isEqualTo(opened);
        assertThatThrownBy(() -> open("ABCD0002", PaymentMethod.QRIS, 10_000_001))
                .hasMessageContaining("QrisAmountTooLarge");
        assertThatThrownBy(() -> open("ABCD0003", PaymentMethod.GATEWAY, 1000))
                .hasMessageContaining("MethodNotOffered");
    }

    @Test
    void open_transfers_never_end_in_the_same_three_digits() {
        Set<Long> ends = new HashSet<>();
        for (int i = 0; i < 999; i++) {
            long due = i < 600 ? 10_000 + i % 7 * 333 : 10_000;
            if (i == 998 && !ends.contains(0L)) {
                break; // 10,000 and a code from 1 to 999 never ends in 000
            }
            PaymentView opened = open("TT%06d".formatted(i), PaymentMethod.TRANSFER, due);
            assertThat(opened.amount() - due).isBetween(1L, 999L);
            assertThat(ends.add(opened.amount() % 1000)).isTrue();
        }
        assertThatThrownBy(() -> {
                    open("TT002000", PaymentMethod.TRANSFER, 10_000);
                    open("TT002001", PaymentMethod.TRANSFER, 10_000);
                })
                .hasMessageContaining("TransferAmountsTaken");
        CurrentActor.run(BUYER, () -> payments.close("TT000005"));
        PaymentView again = open("TT001000", PaymentMethod.TRANSFER, 10_500);
        assertThat(again.amount() - again.due()).isBetween(1L, 999L);
    }

    @Test
    void nothing_is_paid_by_the_buyers_word() throws SQLException {
        open("ABCD0001", PaymentMethod.QRIS, 75_000);
        PaymentView claimed = as(BUYER, () -> payments.claim("ABCD0001", "Sudah saya bayar", null));
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
        as(BUYER, () -> payments.claim("ABCD0001", null, null));
        PaymentView paid = as(OFFICER, () -> payments.confirm("ABCD0001", null));
        assertThat(paid.status()).isEqualTo(PaymentStatus.CONFIRMED);
        assertThat(paid.confirmedAt()).isNotNull();
        assertThat(paid.account()).as("nothing more is to be paid").isNull();
        assertThat(as(OFFICER, () -> payments.confirm("ABCD0001", null)).version())
                .isEqualTo(paid.version());
        refused(BUYER, () -> payments.claim("ABCD0001", null, null), "PaymentSettled");
        refused(OFFICER, () -> payments.takeBack("ABCD0001", " "), "required");
        PaymentView back = as(OFFICER, () -> payments.takeBack("ABCD0001", "Salah lihat mutasi"));
        assertThat(back.status()).isEqualTo(PaymentStatus.CLAIMED);
        assertThat(back.account()).isEqualTo(new BankAccount("Bank Contoh", "0001234567", "Nama Contoh"));
        refused(OFFICER, () -> payments.refund("ABCD0001", "Batal"), "PaymentNotConfirmed");
        as(OFFICER, () -> payments.confirm("ABCD0001", "Uang masuk pagi ini"));
        assertThat(as(OFFICER, () -> payments.refund("ABCD0001", "Barang habis"))
                        .status())
                .isEqualTo(PaymentStatus.REFUNDED);
        List<PaymentChange> changes = as(BUYER, () -> payments.changesOf("ABCD0001"));
        assertThat(changes)
                .extracting(PaymentChange::step)
                .containsExactly("opened", "claimed", "confirmed", "taken-back", "confirmed", "refunded");
        assertThat(changes)
                .extracting(PaymentChange::byWhom)
                .containsExactly("buyer", "buyer", "office", "office", "office", "office");
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
    void a_providers_word_is_monotone_and_names_the_amount() {
        open("ABCD0001", PaymentMethod.COD, 75_000);
        Actor provider = new Actor.System("gateway", List.of(Actor.EVERYWHERE));
        var paid = new ProviderWord("contoh", ProviderWord.Outcome.PAID, 75_000);
        refused(
                provider,
                () -> payments.providerSays("ABCD0001", new ProviderWord("contoh", paid.outcome(), 74_999)),
                "OtherAmount");
        int version =
                as(provider, () -> payments.providerSays("ABCD0001", paid)).version();
        assertThat(as(provider, () -> payments.providerSays("ABCD0001", paid)).version())
                .isEqualTo(version);
        refused(OFFICER, () -> payments.takeBack("ABCD0001", "Tidak jadi"), "ConfirmedByProvider");
        as(
                provider,
                () -> payments.providerSays(
                        "ABCD0001", new ProviderWord("contoh", ProviderWord.Outcome.REFUNDED, 75_000)));
        assertThat(as(provider, () -> payments.providerSays("ABCD0001", paid)).status())
                .isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void buyers_at_the_same_moment_get_different_amounts() throws Exception {
        try (var buyers = java.util.concurrent.Executors.newFixedThreadPool(6)) {
            var chance = new java.util.SplittableRandom(7);
            List<java.util.concurrent.Callable<PaymentView>> orders = new java.util.ArrayList<>();
            for (int i = 0; i < 120; i++) {
                String reference = "PP%06d".formatted(i);
                long due = chance.nextLong(1_000, 1_000_000);
                orders.add(() -> open(reference, PaymentMethod.TRANSFER, due));
            }
            Set<Long> ends = new HashSet<>();
            for (var order : buyers.invokeAll(orders)) {
                PaymentView opened = order.get();
                assertThat(opened.amount() - opened.due()).isBetween(1L, 999L);
                assertThat(ends.add(opened.amount() % 1000)).isTrue();
            }
        }
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
    }

    @Test
    void a_receipt_is_for_the_buyer_the_group_and_who_answers_for_it() {
        open("ABCD0001", PaymentMethod.QRIS, 75_000);
        byte[] receipt = "%PDF-1.4\n%%EOF\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        PaymentView claimed =
                as(BUYER, () -> payments.claim("ABCD0001", null, () -> new java.io.ByteArrayInputStream(receipt)));
        UUID claim = claimed.claims().getFirst().id();
        assertThat(claimed.claims().getFirst().hasPicture()).isTrue();
        assertThat(as(BUYER, () -> payments.picture("ABCD0001", claim)).mediaType())
                .isEqualTo("application/pdf");
        assertThat(as(OFFICER, () -> payments.picture("ABCD0001", claim)).extension())
                .isEqualTo(".pdf");
        for (Actor nobody : List.of(STRANGER, OFFICER_OF_SELUMA, Actor.ANONYMOUS)) {
            refused(nobody, () -> payments.picture("ABCD0001", claim), "NotFound");
        }
        for (int i = 0; i < 9; i++) {
            as(BUYER, () -> payments.claim("ABCD0001", null, null));
        }
        refused(BUYER, () -> payments.claim("ABCD0001", null, null), "TooManyClaims");
        refused(BUYER, () -> payments.claim("ABCD0001", "x".repeat(501), null), "too-long");
    }

    @Test
    void only_a_code_that_was_issued_for_a_payment_still_to_be_made_is_drawn() {
        String payload = java.util.Objects.requireNonNull(
                open("ABCD0001", PaymentMethod.QRIS, 75_000).qris());
        assertThat(as(BUYER, () -> images.svg(payload))).startsWith("<svg");
        assertThat(as(BUYER, () -> images.png(payload)).length).isBetween(300, 20_000);
        refused(STRANGER, () -> images.svg(payload), "NotFound");
        for (String other : List.of(Vectors.B, Vectors.STATIC, Vectors.DYNAMIC, "https://contoh.example")) {
            refused(BUYER, () -> images.svg(other), "NotFound");
        }
        as(OFFICER, () -> payments.confirm("ABCD0001", null));
        refused(BUYER, () -> images.svg(payload), "NotFound");
    }

    private PaymentView open(String reference, PaymentMethod method, long amount) {
        return as(
                BUYER,
                () -> payments.open(
                        new PaymentRequest(UUID.randomUUID(), reference, group, AREA, method, amount, TOKEN, null)));
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
