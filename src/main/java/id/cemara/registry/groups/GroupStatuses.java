package id.cemara.registry.groups;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.DatedFact;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.RowCount;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A group's operating statuses with their causes and validity dates, for those who plan help.
@Service
public class GroupStatuses {

    /// Causes of a status other than normal.
    public static final List<String> CAUSES =
            List.of("covid-19", "raw-material", "capital", "marketing", "members", "disaster", "other");

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final AuditTrail audit;
    private final Clock clock;

    GroupStatuses(JdbcClient db, GroupsInScope groups, AuditTrail audit, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    /// Sets the operating status from that day on.
    ///
    /// @param cause one of [#CAUSES]; null if none is given
    /// @param from not in the future, not before the registration
    /// @throws id.cemara.shared.Refused if the day is before the current status's first day
    @Transactional
    public void set(GroupId id, OperatingStatus status, @Nullable String cause, LocalDate from) {
        Permission.EDIT_GROUPS.require();
        new Checks()
                .that(!from.isAfter(LocalDate.now(clock)), "from", "not-in-future")
                .that(cause == null || CAUSES.contains(cause), "cause", "choice")
                .that(cause == null || status != OperatingStatus.NORMAL, "cause", "no-cause")
                .refuseProblems();
        GroupInScope group = groups.held(id);
        new DatedFact(db, "registry.group_statuses", "status").set(id, status.key(), cause, from);
        new Checks()
                .that(!from.isBefore(group.registeredOn()), "from", "not-before", group.registeredOn())
                .refuseProblems();
        int changed = db.sql("update registry.business_groups set version = version + 1 where id = :id")
                .param("id", id.value())
                .update();
        RowCount.requireOne(changed, "group", id.value());
        Map<String, Change> facts = new LinkedHashMap<>();
        facts.put("status", new Change(null, status.key()));
        facts.put("from", new Change(null, from.toString()));
        if (cause != null) {
            facts.put("cause", new Change(null, cause));
        }
        audit.add(group.entry("group.status-set", "group", id.value())
                .changing(facts)
                .making(group.version() + 1));
    }
}
