package id.cemara.registry;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.MessageKey;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Corrects the first day of a group's status or stage. The value and its neighbours stay; figures of the
/// days between the wrong and the right date change with it.
@Service
public class FactDays {

    private static final int MAX_REASON = 500;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final AuditTrail audit;
    private final Clock clock;

    FactDays(JdbcClient db, GroupsInScope groups, AuditTrail audit, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    /// The facts whose dates can be corrected.
    public enum Fact {
        /// Operating status.
        STATUS("status", Permission.EDIT_GROUPS),
        /// Development stage. The first stage begins with the registration: correct that date instead.
        STAGE("stage", Permission.ASSESS_GROUPS);

        private final String key;
        private final Permission permission;

        Fact(String key, Permission permission) {
            this.key = key;
            this.permission = permission;
        }

        /// Its key in URLs, forms and messages.
        public String key() {
            return key;
        }

        /// The permission needed to correct its dates.
        public Permission permission() {
            return permission;
        }

        /// The fact with that key.
        ///
        /// @throws Refused if no fact has that key
        public static Fact ofKey(@Nullable String key) {
            for (Fact fact : values()) {
                if (fact.key.equals(key)) {
                    return fact;
                }
            }
            new Checks().that(false, "fact", "choice").refuseProblems();
            throw new IllegalStateException(key);
        }
    }

    /// A period of validity.
    ///
    /// @param value the key of a status or a stage
    /// @param until exclusive; null while it lasts
    public record Period(
            String value, LocalDate from, @Nullable LocalDate until) {}

    /// The periods of a group whose first day can be corrected, newest first.
    ///
    /// @throws Refused as not found if the group is outside the actor's scope
    @Transactional(readOnly = true)
    public List<Period> correctable(GroupId group, Fact fact) {
        GroupInScope found = groups.byId(group);
        return fact(fact).periods(group).reversed().stream()
                .filter(each -> isCorrectable(fact, each, found))
                .toList();
    }

    private static boolean isCorrectable(Fact fact, Period period, GroupInScope group) {
        return fact == Fact.STATUS || period.from().isAfter(group.registeredOn());
    }

    /// Corrects the first day of a period. Idempotent if both days are equal.
    ///
    /// @param seen the group's version that the user saw; null if the request had none, which is refused
    /// @param wrong the recorded first day
    /// @param right the true one: not in the future, not before the registration, after the previous
    /// period's first day and before this one's end
    /// @param reason required
    /// @throws Refused as not found if no period of the fact begins on `wrong`
    @Transactional
    public GroupInScope correct(
            GroupId group,
            @Nullable Integer seen,
            Fact fact,
            LocalDate wrong,
            LocalDate right,
            @Nullable String reason) {
        fact.permission().require();
        GroupInScope found = groups.asSeen(group, seen);
        DatedFact dated = fact(fact);
        List<Period> periods = dated.periods(group);
        Period period = periods.stream()
                .filter(each -> each.from().equals(wrong) && isCorrectable(fact, each, found))
                .findFirst()
                .orElseThrow(Refused::notFound);
        int place = periods.indexOf(period);
        LocalDate before = place == 0 ? null : periods.get(place - 1).from();
        LocalDate until = period.until();
        var checks = new Checks();
        String why = checks.text("reason", reason, MAX_REASON);
        checks.that(!right.isAfter(LocalDate.now(clock)), "right", "not-in-future")
                .that(!right.isBefore(found.registeredOn()), "right", "not-before", found.registeredOn())
                .that(before == null || right.isAfter(before), "right", "after-previous", before == null ? "" : before)
                .that(
                        until == null || right.isBefore(until),
                        "right",
                        "before-fact",
                        until == null ? "" : until,
                        new MessageKey("registry.fact.changed"))
                .that(!why.isEmpty(), "reason", "correction-reason")
                .refuseProblems();
        if (right.equals(wrong)) {
            return found;
        }
        dated.correct(group, wrong, right);
        int changed = db.sql("update registry.business_groups set version = version + 1 where id = :id")
                .param("id", group.value())
                .update();
        RowCount.requireOne(changed, "group", group.value());
        Map<String, Change> facts = new LinkedHashMap<>();
        facts.put(fact.key(), new Change(null, period.value()));
        facts.put("from", new Change(wrong.toString(), right.toString()));
        audit.add(found.entry("group.days-corrected", "group", group.value())
                .changing(facts)
                .because(why)
                .making(found.version() + 1));
        return groups.byId(group);
    }

    private DatedFact fact(Fact fact) {
        return switch (fact) {
            case STATUS -> new DatedFact(db, "registry.group_statuses", "status");
            case STAGE -> new DatedFact(db, "registry.group_stages", "stage");
        };
    }
}
