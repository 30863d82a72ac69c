package id.cemara.payment.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static id.cemara.payment.gateway.MidtransTest.MIDTRANS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import id.cemara.Actors;
import id.cemara.payment.GatewayNotes;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentRequest;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.Payments;
import id.cemara.platform.PublicAddress;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A buyer pays on Midtrans' page, with recorded answers.
@MidtransTest
@ExtendWith(OutputCaptureExtension.class)
class PayingOnAPageTests {

    private static final String SNAP = "/snap/v1/transactions";
    private static final String PAGE =
            "https://app.sandbox.midtrans.com/snap/v4/redirection/00000000-0000-4000-8000-0000000000aa";

    @Autowired
    private MidtransGateway midtrans;

    @Autowired
    private MidtransSettings settings;

    @Autowired
    private MidtransClient client;

    @Autowired
    private GroupsInScope groups;

    @Autowired
    private PublicAddress address;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Payments payments;

    @Autowired
    private GatewayNotes notes;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private GatewayActor gateway;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Clock clock;

    private TestPayments owed;

    @BeforeEach
    void midtrans_answers() {
        MIDTRANS.resetAll();
        MIDTRANS.stubFor(post(SNAP).willReturn(json(201, "snap-created.json")));
        MIDTRANS.stubFor(get(urlMatching("/v2/.*/status")).willReturn(json(200, "status-unknown.json")));
        owed = new TestPayments(payments, db, gateway, "17.07-0012");
    }

    @Test
    void only_the_groups_whose_account_it_is_are_paid_so() {
        assertThat(payments.methodsOf(new GroupId(owed.group()))).contains(PaymentMethod.GATEWAY);
        UUID another = owed.one(UUID.class, "select id from registry.business_groups where number = '17.05-0001'");
        assertThat(payments.methodsOf(new GroupId(another))).doesNotContain(PaymentMethod.GATEWAY);
    }

    @Test
    void the_page_is_asked_for_once_and_nothing_of_the_buyer_is_sent() {
        owed.open("PAGE0001", 75_000, clock.instant().plus(Duration.ofHours(2)));
        assertThat(open("PAGE0001")).isEqualTo(PAGE);
        assertThat(open("PAGE0001")).isEqualTo(PAGE);
        MIDTRANS.verify(
                1,
                postRequestedFor(urlEqualTo(SNAP))
                        .withBasicAuth(
                                new com.github.tomakehurst.wiremock.client.BasicCredentials(TestNotification.KEY, ""))
                        .withRequestBody(equalToJson("""
                                {"transaction_details": {"order_id": "PAGE0001", "gross_amount": 75000},
                                 "callbacks": {"finish": "${json-unit.any-string}"},
                                 "expiry": {"unit": "minutes", "duration": "${json-unit.any-number}"}}
                                """)));
        var note = CurrentActor.call(TestPayments.BUYER, () -> notes.of("PAGE0001"))
                .orElseThrow();
        assertThat(note.redirect()).isEqualTo(PAGE);
        assertThat(note.sentence()).isEqualTo("payment.gateway.note.none");
        assertThat(note.needsLook()).isFalse();
    }

    @Test
    void the_provider_is_never_called_within_a_transaction() {
        owed.open("PAGE0002", 75_000);
        assertThatThrownBy(() -> CurrentActor.call(
                        TestPayments.BUYER, () -> transaction.execute(status -> midtrans.open("PAGE0002"))))
                .isInstanceOf(IllegalStateException.class);
        MIDTRANS.verify(0, postRequestedFor(urlEqualTo(SNAP)));
    }

    @Test
    void a_stranger_gets_no_page() {
        owed.open("PAGE0003", 75_000);
        var stranger = new Actor.Holder(java.util.List.of("b".repeat(64)));
        assertThatThrownBy(() -> CurrentActor.call(stranger, () -> midtrans.open("PAGE0003")))
                .hasMessageContaining("NotFound");
        assertThat(CurrentActor.call(stranger, () -> notes.of("PAGE0003"))).isEmpty();
        open("PAGE0003");
        assertThat(CurrentActor.call(stranger, () -> notes.of("PAGE0003"))).isEmpty();
        assertThat(CurrentActor.call(Actors.of(Role.FIELD_OFFICER, "17.05"), () -> notes.of("PAGE0003")))
                .isEmpty();
        assertThat(CurrentActor.call(Actors.of(Role.FIELD_OFFICER, "17.07"), () -> notes.of("PAGE0003")))
                .isPresent();
    }

    @Test
    void a_silent_or_refusing_provider_is_said_and_tried_again(CapturedOutput output) {
        owed.open("PAGE0004", 75_000);
        MIDTRANS.stubFor(post(SNAP).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        refused("PAGE0004", "GatewayUnreachable");
        MIDTRANS.stubFor(post(SNAP).willReturn(json(201, "snap-created.json").withFixedDelay(5000)));
        refused("PAGE0004", "GatewayUnreachable");
        MIDTRANS.stubFor(post(SNAP).willReturn(json(401, "snap-unauthorized.json")));
        refused("PAGE0004", "GatewayUnreachable");
        MIDTRANS.stubFor(post(SNAP).willReturn(aResponse().withStatus(502).withBody("<html>Bad gateway</html>")));
        refused("PAGE0004", "GatewayUnreachable");
        MIDTRANS.stubFor(post(SNAP).willReturn(json(201, "snap-elsewhere.json")));
        refused("PAGE0004", "GatewayUnreachable");
        MIDTRANS.stubFor(post(SNAP).willReturn(json(201, "snap-created.json")));
        assertThat(open("PAGE0004")).isEqualTo(PAGE);
        assertThat(owed.of("PAGE0004").status()).isEqualTo(PaymentStatus.NONE);
        assertThat(output.getAll()).contains("PAGE0004").doesNotContain(TestNotification.KEY, "redirection/0000");
    }

    @Test
    void after_a_failed_try_the_next_has_a_number_of_its_own_and_pays_the_same_order() {
        owed.open("PAGE0005", 75_000);
        open("PAGE0005");
        TestNotification.of("PAGE0005", 75_000)
                .said("expire", "202")
                .transaction("t1")
                .to(inbox);
        assertThat(CurrentActor.call(TestPayments.BUYER, () -> notes.of("PAGE0005"))
                        .orElseThrow()
                        .sentence())
                .isEqualTo("payment.gateway.note.failed");
        open("PAGE0005");
        MIDTRANS.verify(
                1,
                postRequestedFor(urlEqualTo(SNAP))
                        .withRequestBody(matchingJsonPath("$.transaction_details[?(@.order_id == 'PAGE0005-2')]")));
        TestNotification.of("PAGE0005-2", 75_000).transaction("t2").to(inbox);
        assertThat(owed.of("PAGE0005").status()).isEqualTo(PaymentStatus.CONFIRMED);
        assertThat(owed.ending("PAGE0005")).doesNotContain("failed-after-success");
        refused("PAGE0005", "NothingToPay");
    }

    @Test
    void a_number_that_is_used_up_is_followed_by_another() {
        owed.open("PAGE0006", 75_000);
        MIDTRANS.stubFor(post(SNAP)
                .withRequestBody(matchingJsonPath("$.transaction_details[?(@.order_id == 'PAGE0006')]"))
                .willReturn(json(400, "snap-order-id-used.json")));
        assertThat(open("PAGE0006")).isEqualTo(PAGE);
        assertThat(owed.one(
                        String.class,
                        "select string_agg(order_id, ',') from payment.gateway_openings where reference = 'PAGE0006'"))
                .isEqualTo("PAGE0006-2");
    }

    @Test
    void however_many_numbers_are_used_up_a_free_one_is_found() {
        owed.open("PAGE0009", 75_000);
        MIDTRANS.stubFor(post(SNAP)
                .withRequestBody(matchingJsonPath("$.transaction_details[?(@.order_id =~ /PAGE0009(-[23])?/)]"))
                .willReturn(json(400, "snap-order-id-used.json")));
        assertThat(open("PAGE0009")).isEqualTo(PAGE);
        assertThat(owed.one(
                        String.class,
                        "select string_agg(order_id, ',') from payment.gateway_openings where reference = 'PAGE0009'"))
                .isEqualTo("PAGE0009-4");
    }

    @Test
    void a_double_press_opens_one_page() {
        owed.open("PAGE0010", 75_000);
        MIDTRANS.stubFor(post(SNAP)
                .withRequestBody(matchingJsonPath("$.transaction_details[?(@.order_id == 'PAGE0010')]"))
                .willReturn(json(400, "snap-order-id-used.json")));
        // The first request gets the number, and stores its page before the second learns that the number
        // is used up.
        var isKept = new AtomicBoolean();
        MIDTRANS.addMockServiceRequestListener((request, answer) -> {
            if (request.getBodyAsString().contains("PAGE0010") && !isKept.getAndSet(true)) {
                gateway.inTransaction(() -> db.sql("""
                        insert into payment.gateway_openings (provider, order_id, reference, attempt, redirect, opened_at,
                               open_until, group_id, area_code, token_hash)
                        select 'midtrans', reference, reference, 1, 'https://app.sandbox.midtrans.com/pertama', now(),
                               now() + interval '1 day', group_id, area_code, token_hash
                          from payment.payments
                         where reference = 'PAGE0010'
                        """).update());
            }
        });
        assertThat(open("PAGE0010")).isEqualTo("https://app.sandbox.midtrans.com/pertama");
        MIDTRANS.verify(
                0,
                postRequestedFor(urlEqualTo(SNAP))
                        .withRequestBody(matchingJsonPath("$.transaction_details[?(@.order_id == 'PAGE0010-2')]")));
    }

    @Test
    void what_is_paid_another_way_has_no_page() {
        CurrentActor.run(
                TestPayments.BUYER,
                () -> payments.open(new PaymentRequest(
                        UUID.randomUUID(),
                        "PAGE0011",
                        new GroupId(owed.group()),
                        owed.area(),
                        PaymentMethod.COD,
                        new Money(5_000),
                        TestPayments.TOKEN,
                        null)));
        refused("PAGE0011", "GatewayOff");
    }

    @Test
    void who_ended_has_nothing_to_pay() {
        owed.open("PAGE0007", 75_000, clock.instant().minus(Duration.ofMinutes(1)));
        refused("PAGE0007", "NothingToPay");
        owed.open("PAGE0008", 75_000);
        open("PAGE0008");
        CurrentActor.run(TestPayments.SYSTEM, () -> payments.close("PAGE0008"));
        refused("PAGE0008", "NothingToPay");
        assertThat(CurrentActor.call(TestPayments.BUYER, () -> notes.of("PAGE0008"))
                        .orElseThrow()
                        .redirect())
                .as("nobody is sent to a page of an order that ended")
                .isNull();
    }

    @Test
    void what_was_never_sent_is_found_by_asking_and_asking_again_changes_nothing() {
        owed.open("PVRR0001", 75_000);
        open("PVRR0001");
        CurrentActor.run(TestPayments.BUYER, () -> midtrans.ask("PVRR0001"));
        assertThat(owed.of("PVRR0001").status()).isEqualTo(PaymentStatus.NONE);

        MIDTRANS.stubFor(get("/v2/PVRR0001/status")
                .willReturn(aResponse()
                        .withBody(TestNotification.of("PVRR0001", 75_000).json())));
        reconciliation.run();
        assertThat(owed.of("PVRR0001").status()).isEqualTo(PaymentStatus.CONFIRMED);
        String once = owed.ending("PVRR0001");
        reconciliation.run();
        CurrentActor.run(TestPayments.BUYER, () -> midtrans.ask("PVRR0001"));
        TestNotification.of("PVRR0001", 75_000).to(inbox);
        assertThat(owed.ending("PVRR0001")).isEqualTo(once);
        assertThat(owed.one(String.class, "select source from payment.gateway_events where reference = 'PVRR0001'"))
                .isEqualTo("pull");
        MIDTRANS.verify(getRequestedFor(urlEqualTo("/v2/PVRR0001/status"))
                .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials(TestNotification.KEY, "")));
    }

    @Test
    void a_page_that_nobody_kept_is_asked_about_too() {
        owed.open("PVRR0003", 75_000);
        MIDTRANS.stubFor(get("/v2/PVRR0003/status")
                .willReturn(aResponse()
                        .withBody(TestNotification.of("PVRR0003", 75_000).json())));
        CurrentActor.run(TestPayments.BUYER, () -> midtrans.ask("PVRR0003"));
        assertThat(owed.of("PVRR0003").status()).isEqualTo(PaymentStatus.CONFIRMED);
    }

    @Test
    void an_answer_about_another_order_or_without_our_signature_is_not_believed() {
        owed.open("PVRR0002", 75_000);
        open("PVRR0002");
        MIDTRANS.stubFor(get("/v2/PVRR0002/status")
                .willReturn(aResponse()
                        .withBody(TestNotification.of("PVRR0009", 75_000).json())));
        assertThatThrownBy(() -> CurrentActor.run(TestPayments.BUYER, () -> midtrans.ask("PVRR0002")))
                .hasMessageContaining("GatewayUnreachable");
        MIDTRANS.stubFor(get("/v2/PVRR0002/status")
                .willReturn(aResponse()
                        .withBody(TestNotification.of("PVRR0002", 75_000)
                                .json()
                                .replaceFirst("\"signature_key\":\"..", "\"signature_key\":\"00"))));
        assertThatThrownBy(() -> CurrentActor.run(TestPayments.BUYER, () -> midtrans.ask("PVRR0002")))
                .hasMessageContaining("GatewayUnreachable");
        assertThat(owed.of("PVRR0002").status()).isEqualTo(PaymentStatus.NONE);
    }

    @Test
    void one_payment_that_cannot_be_asked_about_does_not_stop_the_night() {
        owed.open("FAVT0001", 75_000);
        owed.open("FAVT0002", 75_000);
        MIDTRANS.stubFor(get("/v2/FAVT0002/status")
                .willReturn(aResponse()
                        .withBody(TestNotification.of("FAVT0002", 75_000).json())));
        var faulty =
                new MidtransGateway(
                        db, settings, client, inbox, gateway, groups, address, events, transactions, clock) {
                    @Override
                    boolean askOne(String orderId) {
                        if (orderId.equals("FAVT0001")) {
                            throw new IllegalStateException("a bug");
                        }
                        return super.askOne(orderId);
                    }
                };
        new Reconciliation(db, gateway, settings, faulty, inbox, clock).run();
        assertThat(owed.of("FAVT0002").status()).isEqualTo(PaymentStatus.CONFIRMED);
    }

    @Test
    void a_provider_that_is_away_does_not_stop_the_night() {
        for (int i = 1; i <= 7; i++) {
            owed.open("AWAY000" + i, 75_000);
            open("AWAY000" + i);
        }
        MIDTRANS.stubFor(
                get(urlMatching("/v2/.*/status")).willReturn(aResponse().withStatus(503)));
        MIDTRANS.resetRequests();
        reconciliation.run();
        MIDTRANS.verify(5, getRequestedFor(urlMatching("/v2/.*/status")));
    }

    private String open(String reference) {
        return CurrentActor.call(TestPayments.BUYER, () -> midtrans.open(reference));
    }

    private void refused(String reference, String problem) {
        assertThatThrownBy(() -> open(reference)).hasMessageContaining(problem);
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder json(int status, String recorded) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(TestNotification.recorded(recorded));
    }
}
