package id.cemara.platform;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Which version a topic's data is at. Two equal versions mean that nothing committed in between; see the migration
/// `data_versions` for why. Costs one small query, so an answer kept in memory can be checked at every request.
@Component
public class DataVersions {

    private final JdbcClient db;

    DataVersions(JdbcClient db) {
        this.db = db;
    }

    /// The version of these topics together, to be compared by equality only. Topics are named by the triggers that
    /// note changes, such as `area` and `registry`.
    public String of(List<String> topics) {
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

    @Scheduled(initialDelay = 60_000, fixedDelay = 600_000)
    void compact() {
        db.sql("select platform.compact_data_changes()").query().singleRow();
    }
}
