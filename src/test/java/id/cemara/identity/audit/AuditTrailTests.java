package id.cemara.identity.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.Cemara;
import id.cemara.OnEmptyDatabase;
import id.cemara.TestDatabases;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/// The content and visibility of the audit trail; it is append-only.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnEmptyDatabase.class)
class AuditTrailTests {

    private static final Actor.Account SELUMA = Actors.of(Role.FIELD_OFFICER, "17.05");
    private static final Actor.Account LEBONG = Actors.of(Role.FIELD_OFFICER, "17.07");
    private static final String NIK = "1705044501800001"; // invented

    @Autowired
    private AuditTrail audit;

    @Autowired
    private SubjectKeys keys;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private DatabaseAccess database;

    @Test
    void an_entry_says_who_and_keeps_personal_values_unreadable() throws Exception {
        UUID member = UUID.randomUUID();
        as(SELUMA, () -> audit.add(changed(member, "17.05.04.2001")));
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement()
                        .executeQuery("select * from identity.audit_trail where subject = '" + member + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getObject("account_id", UUID.class)).isEqualTo(SELUMA.id());
            assertThat(row.getString("actor")).isEqualTo(SELUMA.username());
            assertThat(row.getString("origin")).isEqualTo("job");
            assertThat(row.getString("facts")).contains("joined", "2026-01-01");
            byte[] personal = row.getBytes("personal");
            assertThat(new String(personal, ISO_8859_1)).doesNotContain(NIK);
            byte[] plain = java.util.Objects.requireNonNull(
                            keys.existing(List.of(member)).get(member))
                    .decrypt(personal, member.toString().getBytes(ISO_8859_1));
            assertThat(new String(plain, ISO_8859_1)).contains(NIK);
        }
    }

    @Test
    void a_persons_key_is_made_once() {
        UUID member = UUID.randomUUID();
        as(SELUMA, () -> {
            audit.add(changed(member, "17.05.04.2001"));
            audit.addAll(List.of(changed(member, "17.05.04.2001"), changed(UUID.randomUUID(), "17.05.04.2001")));
        });
        as(LEBONG, () -> audit.add(changed(member, "17.07.04.1003")));
        assertThat(db.sql("select count(*) from identity.subject_keys where person_id = :member")
                        .param("member", member)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_person_whose_key_was_destroyed_gets_no_new_one() throws SQLException {
        UUID member = UUID.randomUUID();
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute("insert into identity.subject_keys (person_id, wrapped, destroyed_at) values ('" + member
                    + "', null, now())");
            as(SELUMA, () -> audit.add(changed(member, "17.05.04.2001")));
            try (ResultSet row = statement.executeQuery(
                    "select personal from identity.audit_trail where subject = '" + member + "'")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBytes(1)).isNull();
            }
        }
    }

    @Test
    void the_database_shows_an_entry_to_its_area_its_group_and_its_author() {
        UUID member = UUID.randomUUID();
        UUID group = UUID.randomUUID();
        as(
                SELUMA,
                () -> audit.add(AuditEntry.of("member.read", "member", member, "17.07.04.1003", new GroupId(group))));
        assertThat(seenBy(SELUMA, member)).isEqualTo(1);
        assertThat(seenBy(LEBONG, member)).isEqualTo(1);
        assertThat(seenBy(Actors.of(Role.FIELD_OFFICER, "17.04"), member)).isZero();
        assertThat(seenBy(Actor.ANONYMOUS, member)).isZero();
        var officer =
                new Actor.Account(UUID.randomUUID(), "ketua", Role.GROUP_OFFICER, List.of(), new GroupId(group), null);
        assertThat(seenBy(officer, member)).isEqualTo(1);
    }

    @Test
    void nobody_writes_in_anothers_name_and_nobody_changes_what_is_written() throws SQLException {
        as(SELUMA, () -> audit.add(changed(UUID.randomUUID(), "17.05.04.2001")));
        assertThatThrownBy(() ->
                        as(SELUMA, () -> db.sql("""
                        insert into identity.audit_trail (happened_at, account_id, actor, action, kind, subject, facts,
                                                          origin)
                        values (now(), :other, 'x', 'a.b', 'member', :other, '{}', 'job')
                        """).param("other", LEBONG.id()).update()))
                .hasStackTraceContaining("row-level security");
        for (String sql : List.of("update identity.audit_trail set reason = 'x'", "delete from identity.audit_trail")) {
            assertThatThrownBy(() -> as(SELUMA, () -> db.sql(sql).update()))
                    .hasStackTraceContaining("permission denied");
            try (Connection owner = TestDatabases.asOwner(database)) {
                assertThatThrownBy(() -> owner.createStatement().execute(sql)).hasMessageContaining("only ever added");
            }
        }
    }

    @Test
    void an_entry_without_a_transaction_is_a_mistake() {
        assertThatThrownBy(() -> audit.add(changed(UUID.randomUUID(), "17.05")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void a_large_batch_is_one_statement() {
        List<AuditEntry> entries = IntStream.range(0, 100_000)
                .mapToObj(number -> changed(new UUID(7, number), "17.05.04.2001"))
                .toList();
        as(SELUMA, () -> audit.addAll(entries));
        assertThat(db.sql("select count(*) from identity.subject_keys where person_id between :first and :last")
                        .param("first", new UUID(7, 0))
                        .param("last", new UUID(7, 99_999))
                        .query(Long.class)
                        .single())
                .isEqualTo(100_000);
    }

    private static AuditEntry changed(UUID member, String area) {
        return AuditEntry.of("member.changed", "member", member, area, null)
                .about(member)
                .changing(Map.of("joined", new Change(null, "2026-01-01")))
                .changingPersonal(Map.of("nik", new Change(null, NIK)));
    }

    private void as(Actor actor, Runnable work) {
        CurrentActor.run(actor, () -> transactions.executeWithoutResult(transaction -> work.run()));
    }

    private Long seenBy(Actor actor, UUID subject) {
        return CurrentActor.call(
                actor,
                () -> transactions.execute(
                        transaction -> db.sql("select count(*) from identity.audit_trail where subject = :subject")
                                .param("subject", subject)
                                .query(Long.class)
                                .single()));
    }
}
