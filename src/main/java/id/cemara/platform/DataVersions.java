package id.cemara.platform;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Which version a topic's data is at. Two equal versions mean that nothing committed in between; see the migration
/// `data_versions` for why. Costs at most one small query, which all who ask at once share, so an answer kept in memory
/// can be checked at every request.
@Component
public class DataVersions {

    /// What was read already for the work that runs.
    private static final ScopedValue<Map<List<String>, String>> KNOWN = ScopedValue.newInstance();

    private final JdbcClient db;

    /// By topics; those are named in code, so there are few.
    private final Map<List<String>, SharedAsking<String>> shared = new ConcurrentHashMap<>();

    DataVersions(JdbcClient db) {
        this.db = db;
    }

    /// Does work that only reads. What it asks for twice it is told once: nothing it shows need be newer than its
    /// beginning.
    public <X extends Throwable> void reading(ScopedValue.CallableOp<@Nullable Void, X> work) throws X {
        ScopedValue.where(KNOWN, new ConcurrentHashMap<>()).<@Nullable Void, X>call(work);
    }

    /// The version of these topics together, to be compared by equality only. Topics are named by the triggers that
    /// note changes, such as `area` and `registry`.
    public String of(List<String> topics) {
        if (topics.isEmpty()) {
            return "";
        }
        // A transaction sees its own changes, which nobody else does; and it must not wait for a second connection.
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return read(topics);
        }
        return KNOWN.isBound() ? KNOWN.get().computeIfAbsent(topics, this::ask) : ask(topics);
    }

    private String ask(List<String> topics) {
        return shared.computeIfAbsent(topics, some -> new SharedAsking<>(() -> read(some)))
                .get();
    }

    private String read(List<String> topics) {
        return db.sql("""
                select coalesce(string_agg(v.topic || ':' || v.changes || ':' || v.newest, ' ' order by v.topic), '')
                  from (select topic, count(*) as changes, max(transaction)::text as newest
                          from platform.data_changes
                         where topic = any (:topics)
                         group by topic) v
                """)
                .param("topics", topics.toArray(String[]::new))
                .query(String.class)
                .single();
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void compact() {
        db.sql("select platform.compact_data_changes()").query().singleRow();
    }
}
