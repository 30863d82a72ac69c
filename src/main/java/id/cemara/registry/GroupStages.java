package id.cemara.registry;

import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A group's stages with their validity dates.
@Service
public class GroupStages {

    private final JdbcClient db;
    private final AuditTrail audit;

    GroupStages(JdbcClient db, AuditTrail audit) {
        this.db = db;
        this.audit = audit;
    }

    /// Sets the stage from that day on. An unchanged stage keeps its dates. In both cases the group counts
    /// as assessed and its version increases. The audit trail gets only the stage and its date: the
    /// assessing module records the reasons.
    ///
    /// @param group as locked by [GroupsInScope#asSeen]
    /// @throws id.cemara.shared.Refused if the day is before the current stage's first day
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(GroupInScope group, GroupStage stage, LocalDate from) {
        new DatedFact(db, "registry.group_stages", "stage").set(group.id(), stage.key(), null, from);
        db.sql("""
                update registry.group_stages set is_assessed = true
                 where group_id = :group and valid_to is null and not is_assessed
                """).param("group", group.id().value()).update();
        int changed = db.sql("update registry.business_groups set version = version + 1 where id = :id")
                .param("id", group.id().value())
                .update();
        RowCount.requireOne(changed, "group", group.id().value());
        Map<String, Change> facts =
                Map.of("stage", new Change(null, stage.key()), "from", new Change(null, from.toString()));
        audit.add(group.entry("group.assessed", "group", group.id().value())
                .changing(facts)
                .making(group.version() + 1));
    }
}
