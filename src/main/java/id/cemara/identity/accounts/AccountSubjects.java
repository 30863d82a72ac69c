package id.cemara.identity.accounts;

import id.cemara.identity.audit.AuditSubjects;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Names accounts in the audit trail.
@Component
class AccountSubjects implements AuditSubjects {

    private final JdbcClient db;

    AccountSubjects(JdbcClient db) {
        this.db = db;
    }

    private record Named(UUID id, String username, String displayName) {}

    @Override
    public String kind() {
        return "account";
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Subject> named(Set<UUID> ids) {
        return db
                .sql("select id, username, display_name from identity.accounts where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(Named.class)
                .stream()
                .collect(Collectors.toMap(
                        Named::id, account -> new Subject(account.displayName(), "/kerja/akun/" + account.username())));
    }
}
