package id.cemara.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import id.cemara.platform.DatabaseTime;
import id.cemara.platform.StatementTimeout;
import id.cemara.platform.TimeConfiguration;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.io.Serial;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The queue of jobs and recurring work, in PostgreSQL, so that any node may run them and take over from a
/// killed node. Only nodes that serve pages run it; commands without a web server do not.
@Component
class JobQueue {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final String TABLE = "platform.scheduled_tasks";
    private static final String JOB = "job";
    private static final LocalTime NIGHT = LocalTime.of(1, 30);
    private static final Duration OFTEN = Duration.ofMinutes(1);

    /// A node that missed six heartbeats is considered dead, and another node restarts its work.
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private static final int MISSED_HEARTBEATS = 6;

    private final DataSource dataSource;
    private final JobRunner runner;
    private final DatabaseTime time;
    private final ObjectProvider<NightlyWork> nightly;
    private final ObjectProvider<FrequentWork> frequent;
    private final OneTimeTask<Void> job;
    private final SchedulerClient client;
    private final QueueLog log = new QueueLog(LOG::warn);

    /// Null until this node serves pages.
    private volatile @Nullable Scheduler scheduler;

    JobQueue(
            DataSource dataSource,
            JobRunner runner,
            DatabaseTime time,
            ObjectProvider<NightlyWork> nightly,
            ObjectProvider<FrequentWork> frequent) {
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.runner = runner;
        this.time = time;
        this.nightly = nightly;
        this.frequent = frequent;
        this.job = Tasks.oneTime(JOB)
                .onFailure((complete, operations) -> {
                    boolean restart = complete.getCause().orElse(null) instanceof BeginAgain;
                    operations.reschedule(
                            complete, restart ? time.instant() : time.instant().plusSeconds(60));
                })
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    if (runner.run(UUID.fromString(instance.getId()))) {
                        throw new BeginAgain();
                    }
                });
        this.client = SchedulerClient.Builder.create(this.dataSource, job)
                .tableName(TABLE)
                .build();
    }

    /// Enqueues the job in the caller's transaction; it starts after the commit.
    void add(UUID id) {
        client.schedule(job.instance(id.toString()), time.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Scheduler running = scheduler;
                if (running != null) {
                    running.triggerCheckForDueExecutions();
                }
            }
        });
    }

    @EventListener
    void start(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext) {
            Scheduler made = scheduler();
            scheduler = made;
            log.begin();
            made.start();
        }
    }

    @EventListener
    void stop(ContextClosedEvent event) {
        runner.shutDown();
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
            log.end();
        }
    }

    private Scheduler scheduler() {
        return Scheduler.create(dataSource, job)
                .startTasks(Stream.concat(
                                nightly.stream()
                                        .map(work -> recurring(
                                                "nightly-" + work.name(),
                                                Schedules.daily(TimeConfiguration.ZONE, NIGHT),
                                                work.name(),
                                                work::run)),
                                frequent.stream()
                                        .map(work -> recurring(
                                                "frequent-" + work.name(),
                                                Schedules.fixedDelay(OFTEN),
                                                work.name(),
                                                work::run)))
                        .toList())
                .tableName(TABLE)
                .clock(time::instant)
                .addSchedulerListener(log.new SuccessListener())
                .threads(3)
                .pollingInterval(Duration.ofSeconds(5))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .pollUsingLockAndFetch(0.5, 1.0)
                .build();
    }

    private static RecurringTask<Void> recurring(String task, Schedule schedule, String name, Runnable work) {
        return Tasks.recurring(task, schedule).execute((instance, context) -> runAsSystem(name, work));
    }

    private static void runAsSystem(String name, Runnable work) {
        try {
            CurrentActor.run(
                    new Actor.System(name, List.of(Actor.EVERYWHERE)), () -> StatementTimeout.inBackground(work));
        } catch (RuntimeException e) {
            LOG.error("the recurring work {} failed and is tried again the next time", name, e);
        }
    }

    /// Makes the queue keep the job for the next start.
    private static final class BeginAgain extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        BeginAgain() {
            super("the system shuts down; the job begins again afterwards", null, false, false);
        }
    }
}
