package id.cemara.platform.jobs;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Background jobs. A job is started by a person, runs with that person's current rights, survives a
/// restart, and can be watched and cancelled by that person. Work that no person starts is [NightlyWork].
@Service
public class Jobs {

    private static final String COLUMNS =
            "id, kind, subject, account_id, state, done, total, note, cancel_asked, created_at, finished_at";

    private final JdbcClient db;
    private final JobQueue queue;

    Jobs(JdbcClient db, JobQueue queue) {
        this.db = db;
        this.queue = queue;
    }

    /// Enqueues a job for the current account; it starts when the caller's transaction commits.
    ///
    /// @param kind the kind of a [JobWork]
    /// @throws IllegalStateException when the actor is no account
    @Transactional
    public UUID start(String kind, UUID subject) {
        Actor.Account starter = CurrentActor.get()
                .account()
                .orElseThrow(() -> new IllegalStateException("only somebody with an account starts a job"));
        UUID id = UUID.randomUUID();
        db.sql("""
                insert into platform.jobs (id, kind, subject, account_id) values (:id, :kind, :subject, :account)
                """)
                .param("id", id)
                .param("kind", kind)
                .param("subject", subject)
                .param("account", starter.id())
                .update();
        queue.add(id);
        return id;
    }

    /// The job with that id, if it belongs to the actor.
    @Transactional(readOnly = true)
    public Optional<Job> find(UUID id) {
        return db.sql("select " + COLUMNS + " from platform.jobs where id = :id")
                .param("id", id)
                .query(Jobs::read)
                .optional();
    }

    /// The newest job of that kind and subject, if it belongs to the actor.
    @Transactional(readOnly = true)
    public Optional<Job> latest(String kind, UUID subject) {
        return db.sql("select " + COLUMNS + """
                  from platform.jobs
                 where kind = :kind and subject = :subject
                 order by created_at desc, id
                 limit 1
                """)
                .param("kind", kind)
                .param("subject", subject)
                .query(Jobs::read)
                .optional();
    }

    /// Asks the job to stop at its next step. Returns false when there is no such unfinished job.
    @Transactional
    public boolean cancel(UUID id) {
        return db.sql("""
                update platform.jobs set cancel_asked = true where id = :id and state in ('queued', 'running')
                """).param("id", id).update() == 1;
    }

    static Job read(ResultSet row, int number) throws SQLException {
        @Nullable Timestamp finished = row.getTimestamp("finished_at");
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("subject", UUID.class),
                row.getObject("account_id", UUID.class),
                JobState.ofKey(row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("note"),
                row.getBoolean("cancel_asked"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
