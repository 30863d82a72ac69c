package id.cemara.market.ordering;

import id.cemara.identity.audit.AuditSubjects;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Names orders in the audit trail by their codes only: reading no personal data, it needs no audit entry
/// itself.
@Component
class OrderSubjects implements AuditSubjects {

    private final JdbcClient db;

    OrderSubjects(JdbcClient db) {
        this.db = db;
    }

    private record Coded(UUID id, String code) {}

    @Override
    public String kind() {
        return "order";
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Subject> named(Set<UUID> ids) {
        return db
                .sql("select id, code from market.orders where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(Coded.class)
                .stream()
                .collect(Collectors.toMap(
                        Coded::id, order -> new Subject(order.code(), "/kerja/pesanan/" + order.code())));
    }
}
