package id.cemara.platform.jobs;

import static id.cemara.platform.ChildCemara.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.Cemara;
import id.cemara.OnEmptyDatabase;
import id.cemara.TestDatabases;
import id.cemara.platform.ActorLookup;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.DatabaseFault;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/// Jobs run as the account that started them, report progress, can be cancelled, and restart when their
/// node dies.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnEmptyDatabase.class)
@Import(JobsTests.TestWork.class)
class JobsTests {

    private static final Actor.Account SELUMA = Actors.of(Role.FIELD_OFFICER, "17.05");
    private static final Actor.Account LEBONG = Actors.of(Role.FIELD_OFFICER, "17.07");

    @Autowired
    private Jobs jobs;

    @Autowired
    private JobRunner runner;

    @Autowired
    private Work work;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DatabaseAccess access;

    @Test
    void a_job_runs_as_the_account_that_started_it_and_tells_how_far_it_came() {
        UUID subject = UUID.randomUUID();
        work.on(subject, progress -> {
            for (int done = 1; done <= 5; done++) {
                progress.step(done, 5);
            }
        });
        Job job = over(start(SELUMA, subject));
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.done()).isEqualTo(5);
        assertThat(job.total()).isEqualTo(5);
        assertThat(job.finishedAt()).isNotNull();
        assertThat(work.actors.get(subject)).isEqualTo(SELUMA);
    }

    @Test
    void nobody_else_sees_or_stops_it() {
        UUID subject = UUID.randomUUID();
        var seen = new AtomicBoolean();
        work.on(subject, progress -> await(seen::get));
        UUID id = start(SELUMA, subject);
        assertThat(as(LEBONG, () -> jobs.find(id))).isEmpty();
        assertThat(as(LEBONG, () -> jobs.cancel(id))).isFalse();
        assertThat(as(Actor.ANONYMOUS, () -> jobs.latest("test", subject))).isEmpty();
        assertThat(as(SELUMA, () -> jobs.latest("test", subject))).isPresent();
        seen.set(true);
        assertThat(over(id).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void who_started_it_stops_it_at_its_next_step_and_what_it_did_is_rolled_back() {
        UUID subject = UUID.randomUUID();
        var stepped = new AtomicBoolean();
        work.on(
                subject,
                progress -> transaction.executeWithoutResult(status -> {
                    jobs.start("never-committed", subject);
                    for (long done = 0; ; done++) {
                        progress.step(done, Long.MAX_VALUE);
                        stepped.set(true);
                    }
                }));
        UUID id = start(SELUMA, subject);
        await(stepped::get);
        assertThat(as(SELUMA, () -> jobs.cancel(id))).isTrue();
        assertThat(over(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(as(SELUMA, () -> jobs.latest("never-committed", subject))).isEmpty();
        assertThat(as(SELUMA, () -> jobs.cancel(id))).isFalse();
    }

    @Test
    void it_stops_when_the_person_loses_the_right_to_it() {
        UUID subject = UUID.randomUUID();
        Actor.Account leaving = Actors.of(Role.FIELD_OFFICER, "17.05.04");
        work.on(subject, progress -> {
            work.known.put(leaving.id(), Actors.of(Role.FIELD_OFFICER, "17.07"));
            for (long done = 0; ; done++) {
                progress.step(done, Long.MAX_VALUE);
            }
        });
        work.known.put(leaving.id(), leaving);
        UUID id = as(leaving, () -> jobs.start("test", subject));
        await(() -> as(leaving, () -> jobs.find(id)).orElseThrow().state().isOver());
        Job job = as(leaving, () -> jobs.find(id)).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.note()).isEqualTo("rights-changed");
    }

    @Test
    void a_refusal_is_noted_by_its_code_and_a_bug_by_the_number_in_the_log() {
        UUID refused = UUID.randomUUID();
        work.on(refused, progress -> {
            throw Refused.notFound();
        });
        assertThat(over(start(SELUMA, refused)).note()).isEqualTo("not-found");
        UUID broken = UUID.randomUUID();
        work.on(broken, progress -> {
            throw new IllegalStateException("a bug, on purpose");
        });
        Job job = over(start(SELUMA, broken));
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.note()).matches("\\d{8}");
    }

    @Test
    void a_job_of_a_killed_node_is_begun_again_from_its_start() throws SQLException {
        UUID subject = UUID.randomUUID();
        var runs = new AtomicInteger();
        work.on(subject, progress -> {
            progress.step(1, 1);
            runs.incrementAndGet();
        });
        UUID id = UUID.randomUUID();
        // The state that a node leaves when it was killed a minute ago during the job.
        try (Connection owner = TestDatabases.asOwner(access);
                var statement = owner.createStatement()) {
            statement.execute("""
                    insert into platform.jobs (id, kind, subject, account_id, state, done, total, attempts)
                    values ('%s', 'test', '%s', '%s', 'running', 7, 9, 1)
                    """.formatted(id, subject, SELUMA.id()));
            statement.execute("""
                    insert into platform.scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
                           last_heartbeat, version)
                    values ('job', '%s', now() - interval '2 minutes', true, 'a dead node',
                            now() - interval '1 minute', 1)
                    """.formatted(id));
        }
        assertThat(over(id).state()).isEqualTo(JobState.DONE);
        assertThat(runs).hasValue(1);
    }

    @Test
    void statements_are_bounded_and_those_of_jobs_have_longer() {
        UUID subject = UUID.randomUUID();
        var bounds = new ConcurrentHashMap<String, String>();
        work.on(subject, progress -> bounds.put("job", timeoutInTransaction()));
        assertThat(over(start(SELUMA, subject)).state()).isEqualTo(JobState.DONE);
        assertThat(bounds).containsEntry("job", "1h");
        assertThat(statementTimeout()).isEqualTo("2min");
        String ofRequest = as(SELUMA, this::timeoutInTransaction);
        assertThat(ofRequest).isEqualTo("2min");
        assertThatThrownBy(() -> transaction.execute(status -> {
                    db.sql("set local statement_timeout = '20ms'").update();
                    return db.sql("select pg_sleep(60)").query().listOfRows();
                }))
                .satisfies(late -> assertThat(DatabaseFault.behind(late)).contains(DatabaseFault.CANCELLED));
    }

    private String timeoutInTransaction() {
        return Objects.requireNonNull(transaction.execute(status -> statementTimeout()));
    }

    private String statementTimeout() {
        return db.sql("show statement_timeout").query(String.class).single();
    }

    @Test
    void a_job_that_is_over_is_never_run_again() {
        UUID subject = UUID.randomUUID();
        var runs = new AtomicInteger();
        work.on(subject, progress -> runs.incrementAndGet());
        UUID id = start(SELUMA, subject);
        over(id);
        assertThat(runner.run(id)).isFalse();
        assertThat(runs).hasValue(1);
    }

    @Test
    void only_somebody_with_an_account_starts_a_job() {
        assertThatThrownBy(() -> jobs.start("test", UUID.randomUUID())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_queue_keeps_ids_and_nothing_else() {
        UUID subject = UUID.randomUUID();
        work.on(subject, progress -> {});
        as(
                SELUMA,
                () -> transaction.execute(status -> {
                    UUID id = jobs.start("test", subject);
                    Map<String, Object> row = db.sql(
                                    "select * from platform.scheduled_tasks where task_instance = :id and task_name = 'job'")
                            .param("id", id.toString())
                            .query()
                            .singleRow();
                    assertThat(row.get("task_data")).isNull();
                    status.setRollbackOnly();
                    return id;
                }));
    }

    private UUID start(Actor.Account starter, UUID subject) {
        work.known.put(starter.id(), starter);
        return as(starter, () -> jobs.start("test", subject));
    }

    private Job over(UUID id) {
        await(() -> as(SELUMA, () -> jobs.find(id)).orElseThrow().state().isOver());
        return as(SELUMA, () -> jobs.find(id)).orElseThrow();
    }

    private static <T> T as(Actor actor, java.util.function.Supplier<T> work) {
        return CurrentActor.<T, RuntimeException>call(actor, work::get);
    }

    interface Piece {
        void run(Progress progress);
    }

    static class Work implements JobWork, ActorLookup {

        private final Map<UUID, Piece> pieces = new ConcurrentHashMap<>();
        final Map<UUID, Actor> actors = new ConcurrentHashMap<>();
        final Map<UUID, Actor.Account> known = new ConcurrentHashMap<>(new HashMap<>());

        void on(UUID subject, Piece piece) {
            pieces.put(subject, piece);
        }

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public void run(UUID job, UUID subject, Progress progress) {
            actors.put(subject, CurrentActor.get());
            java.util.Objects.requireNonNull(pieces.get(subject)).run(progress);
        }

        @Override
        public Optional<Actor.Account> find(UUID account) {
            return Optional.ofNullable(known.get(account));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class TestWork {

        @Bean
        @Primary
        Work work() {
            return new Work();
        }
    }
}
