package id.cemara.platform;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The version of each topic's data. Equal versions mean that no change of it was committed in between; the
/// migration `data_versions` says why. A check costs at most one small query, which concurrent callers
/// share, so a cached answer can be validated at every request.
@Component
public class DataVersions {

    /// Versions already read within [#reading].
    private static final ScopedValue<Map<List<String>, String>> KNOWN = ScopedValue.newInstance();

    private final JdbcClient db;

    /// Keyed by list of topics. Topics are constants in the code, so the map stays small.
    private final Map<List<String>, SharedQuery<String>> shared = new ConcurrentHashMap<>();

    DataVersions(JdbcClient db) {
        this.db = db;
    }

    /// Runs read-only work that reads each version at most once: its answers may be as old as its start.
    public <X extends Throwable> void reading(ScopedValue.CallableOp<@Nullable Void, X> work) throws X {
        ScopedValue.where(KNOWN, new ConcurrentHashMap<>()).<@Nullable Void, X>call(work);
    }

    /// The combined version of these topics; compare it only for equality. Topics are named by the triggers
    /// that record changes, such as `area` and `registry`.
    public String of(List<String> topics) {
        if (topics.isEmpty()) {
            return "";
        }
        // A transaction sees its own uncommitted changes, so it must not share the answer; nor may it wait
        // for a second connection.
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return read(topics);
        }
        return KNOWN.isBound() ? KNOWN.get().computeIfAbsent(topics, this::ask) : ask(topics);
    }

    private String ask(List<String> topics) {
        return shared.computeIfAbsent(topics, some -> new SharedQuery<>(() -> read(some)))
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
