package id.cemara.registry;

import id.cemara.shared.Refused;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How far groups have come, with the days each stage was valid.
@Service
public class GroupStages {

    private final JdbcClient db;

    GroupStages(JdbcClient db) {
        this.db = db;
    }

    /// The stage a group is at; empty when nobody has assessed it.
    @Transactional(readOnly = true)
    public Optional<GroupStage> current(UUID group) {
        return db.sql("select stage from registry.group_stages where group_id = :group and valid_to is null")
                .param("group", group)
                .query(String.class)
                .optional()
                .flatMap(GroupStage::ofKey);
    }

    /// Sets the stage of a group from that day on. What was valid before stays in the history; a stage that began on
    /// the day, or later, is replaced. The same stage again changes nothing.
    ///
    /// @throws Refused when the actor does not answer for the group
    @Transactional
    public void set(UUID group, GroupStage stage, LocalDate from) {
        lock(group);
        Optional<Open> open = db.sql("""
                select stage, valid_from from registry.group_stages where group_id = :group and valid_to is null
                """)
                .param("group", group)
                .query((row, number) -> new Open(row.getString("stage"), row.getObject("valid_from", LocalDate.class)))
                .optional();
        if (open.isPresent() && open.get().stage.equals(stage.key())) {
            return;
        }
        if (open.isPresent() && !open.get().from.isBefore(from)) {
            db.sql("update registry.group_stages set stage = :stage where group_id = :group and valid_to is null")
                    .param("stage", stage.key())
                    .param("group", group)
                    .update();
            return;
        }
        db.sql("update registry.group_stages set valid_to = :from where group_id = :group and valid_to is null")
                .param("from", from)
                .param("group", group)
                .update();
        db.sql("insert into registry.group_stages (group_id, stage, valid_from) values (:group, :stage, :from)")
                .param("group", group)
                .param("stage", stage.key())
                .param("from", from)
                .update();
    }

    /// One change of a group at a time. Only who may change it can lock it, so this also asks the policy.
    private void lock(UUID group) {
        db.sql("""
                select id from registry.business_groups
                 where id = :group and (platform.in_area(area_code) or platform.in_group(id))
                   for no key update
                """)
                .param("group", group)
                .query(UUID.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private record Open(String stage, LocalDate from) {}
}
