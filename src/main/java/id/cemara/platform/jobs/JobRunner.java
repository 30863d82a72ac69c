package id.cemara.platform.jobs;

import id.cemara.platform.ActorLookup;
import id.cemara.platform.StatementTimeout;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs one job as the account that started it and records the outcome. The job's row is updated by a
/// system actor in separate transactions, independent of the work's own.
@Component
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// The interval of recording progress, and of reading whether the job was cancelled.
    private static final long BETWEEN_WRITES = TimeUnit.MILLISECONDS.toNanos(300);

    private static final Actor KEEPER = new Actor.System("jobs", List.of());

    private final JdbcClient db;
    private final TransactionTemplate ownTransaction;
    private final ObjectProvider<JobWork> works;
    private final ObjectProvider<ActorLookup> accounts;
    private final AtomicBoolean stopping = new AtomicBoolean();

    JobRunner(
            JdbcClient db,
            PlatformTransactionManager transactions,
            ObjectProvider<JobWork> works,
            ObjectProvider<ActorLookup> accounts) {
        this.db = db;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.works = works;
        this.accounts = accounts;
    }

    /// Runs the job. Returns whether it must be started again later because the node shuts down.
    boolean run(UUID id) {
        Optional<Job> begun = begin(id);
        if (begun.isEmpty()) {
            return false;
        }
        Job job = begun.get();
        Optional<Actor.Account> starter = find(job.account());
        if (starter.isEmpty()) {
            end(id, JobState.FAILED, "account-gone");
            return false;
        }
        try {
            JobWork work = works.stream()
                    .filter(some -> some.kind().equals(job.kind()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nobody does jobs of kind " + job.kind()));
            var progress = new WrittenProgress(id, starter.get());
            CurrentActor.run(
                    starter.get(), () -> StatementTimeout.inBackground(() -> work.run(id, job.subject(), progress)));
            progress.write();
            end(id, JobState.DONE, null);
        } catch (JobCancelled cancelled) {
            switch (cancelled.reason()) {
                case ASKED -> end(id, JobState.CANCELLED, null);
                case RIGHTS_CHANGED -> end(id, JobState.FAILED, "rights-changed");
                case SHUTDOWN -> {
                    return true;
                }
            }
        } catch (Refused refused) {
            end(id, JobState.FAILED, refused.problem().code());
        } catch (RuntimeException | Error e) {
            if (stopping.get()) {
                return true;
            }
            String number = "%08d".formatted(RANDOM.nextInt(100_000_000));
            LOG.error("error {} in job {} of kind {}", number, id, job.kind(), e);
            end(id, JobState.FAILED, number);
        }
        return false;
    }

    /// From now on every progress step of every job stops it, to be started again after the restart.
    void shutDown() {
        stopping.set(true);
    }

    /// Marks the job as running and resets its progress; empty when it has ended or was cancelled.
    private Optional<Job> begin(UUID id) {
        return asKeeper(() -> {
            db.sql("""
                    update platform.jobs
                       set state = case when cancel_asked then 'cancelled' else 'running' end, done = 0, total = 0,
                           started_at = now(), finished_at = case when cancel_asked then now() end,
                           attempts = attempts + 1
                     where id = :id and state in ('queued', 'running')
                    """).param("id", id).update();
            return db.sql("""
                    select id, kind, subject, account_id, state, done, total, note, cancel_asked, created_at, finished_at
                      from platform.jobs where id = :id and state = 'running'
                    """).param("id", id).query(Jobs::read).optional();
        });
    }

    private void end(UUID id, JobState state, @Nullable String note) {
        asKeeper(() -> db.sql("""
                        update platform.jobs set state = :state, note = :note, finished_at = now()
                         where id = :id and state = 'running'
                        """)
                .param("state", state.key())
                .param("note", note)
                .param("id", id)
                .update());
    }

    private Optional<Actor.Account> find(UUID account) {
        return accounts.stream().flatMap(some -> some.find(account).stream()).findFirst();
    }

    private <T> T asKeeper(java.util.function.Supplier<T> statements) {
        return CurrentActor.<T, RuntimeException>call(
                KEEPER, () -> java.util.Objects.requireNonNull(ownTransaction.execute(status -> statements.get())));
    }

    /// Records progress at intervals and checks at the same time whether the work must stop.
    private final class WrittenProgress implements Progress {

        private final UUID id;
        private final Actor.Account starter;
        private long written;
        private boolean begun;
        private long done;
        private long total;

        WrittenProgress(UUID id, Actor.Account starter) {
            this.id = id;
            this.starter = starter;
        }

        @Override
        public void step(long done, long total) {
            this.done = done;
            this.total = total;
            if (stopping.get()) {
                throw new JobCancelled(JobCancelled.Reason.SHUTDOWN);
            }
            if (begun && System.nanoTime() - written < BETWEEN_WRITES) {
                return;
            }
            begun = true;
            boolean cancelAsked = write();
            written = System.nanoTime();
            if (cancelAsked) {
                throw new JobCancelled(JobCancelled.Reason.ASKED);
            }
            if (!find(starter.id()).equals(Optional.of(starter))) {
                throw new JobCancelled(JobCancelled.Reason.RIGHTS_CHANGED);
            }
        }

        /// Returns whether the person asked to cancel.
        boolean write() {
            return asKeeper(() -> db.sql("""
                            update platform.jobs set done = :done, total = :total where id = :id returning cancel_asked
                            """)
                    .param("done", done)
                    .param("total", total)
                    .param("id", id)
                    .query(Boolean.class)
                    .single());
        }
    }
}
