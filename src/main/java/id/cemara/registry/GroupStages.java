package id.cemara.registry;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How far a group has come, with the days it was valid. Whoever assesses groups sets it here.
@Service
public class GroupStages {

    private final JdbcClient db;

    GroupStages(JdbcClient db) {
        this.db = db;
    }

    /// From that day on the group is at that stage; nothing changes when it already is. The module that assesses notes
    /// in the audit trail why.
    ///
    /// @throws id.cemara.shared.Refused when the day lies before the stage it is at began
    @Transactional
    public void set(UUID group, GroupStage stage, LocalDate from) {
        new DatedFact(db, "registry.group_stages", "stage").set(group, stage.key(), null, from);
    }
}
