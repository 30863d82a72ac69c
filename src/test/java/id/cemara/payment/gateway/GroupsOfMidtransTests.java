package id.cemara.payment.gateway;

import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.Payments;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.PublicAddress;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.GroupId;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// The operator names the groups that own the merchant account; one number is wrong.
@MidtransTest
class GroupsOfMidtransTests {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @Autowired
    private Payments payments;

    @Autowired
    private JdbcClient db;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private MidtransClient midtrans;

    @Autowired
    private Inbox inbox;

    @Autowired
    private GatewayActor gateway;

    @Autowired
    private GroupsInScope groups;

    @Autowired
    private PublicAddress address;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    /// A clock that a test advances.
    private static final class Later extends Clock {

        private Instant now = Instant.parse("2026-11-24T02:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void a_wrong_number_takes_the_others_nothing() {
        var owed = new TestPayments(payments, db, gateway, "17.07-0012");
        UUID another = owed.one(UUID.class, "select id from registry.business_groups where number = '17.05-0001'");
        var methods = payments.methodsOf(List.of(new GroupId(owed.group()), new GroupId(another)));
        assertThat(methods.get(new GroupId(owed.group()))).contains(PaymentMethod.GATEWAY);
        assertThat(methods.getOrDefault(new GroupId(another), Set.of())).doesNotContain(PaymentMethod.GATEWAY);
    }

    @Test
    void a_number_that_becomes_a_group_is_found_later() throws SQLException {
        var clock = new Later();
        var settings = new MidtransSettings(
                "kunci", List.of("17.07-0012", "17.07-9931"), NOWHERE, NOWHERE, Duration.ZERO, Duration.ZERO);
        var gatewayNow = new MidtransGateway(
                db, settings, midtrans, inbox, gateway, groups, address, events, transactions, clock);
        var group = aGroup("uji-terlambat-terdaftar").numbered("17.07-9931").in("17.07.04.1003");
        assertThat(gatewayNow.takes(new GroupId(group.id()))).isFalse();
        try (Connection owner = TestDatabases.asOwner(database)) {
            group.insertIfMissing(owner);
        }
        clock.now = clock.now.plus(Duration.ofSeconds(50));
        assertThat(gatewayNow.takes(new GroupId(group.id())))
                .as("not at every question")
                .isFalse();
        clock.now = clock.now.plus(Duration.ofSeconds(20));
        assertThat(gatewayNow.takes(new GroupId(group.id()))).isTrue();
    }
}
