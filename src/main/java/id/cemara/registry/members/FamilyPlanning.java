package id.cemara.registry.members;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.RowCount;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Whether a member takes part in family planning (KB). Health data, hence in a table of its own: only the
/// field officer and the kabupaten's office may read it; it is never part of an export, a public page or a
/// partner's view.
@Service
public class FamilyPlanning {

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final AuditTrail audit;
    private final Clock clock;

    FamilyPlanning(JdbcClient db, GroupsInScope groups, AuditTrail audit, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    /// The recorded answer; empty if nobody asked. Each call is audited.
    @Transactional
    public Optional<Boolean> of(GroupId group, UUID member) {
        Permission.KEEP_FAMILY_PLANNING.require();
        GroupInScope found = groups.byId(group);
        note("family-planning.read", found, member, Map.of());
        return status(group, member);
    }

    /// Records whether the member takes part.
    @Transactional
    public void set(GroupId group, UUID member, boolean participates) {
        Permission.KEEP_FAMILY_PLANNING.require();
        GroupInScope found = groups.held(group);
        boolean isMember = db.sql("""
                select count(*) from registry.members where group_id = :group and membership_id = :member
                """)
                        .param("group", group.value())
                        .param("member", member)
                        .query(Long.class)
                        .single()
                > 0;
        if (!isMember) {
            throw Refused.notFound();
        }
        Optional<Boolean> before = status(group, member);
        int rows = db.sql("""
                insert into registry.family_planning (membership_id, group_id, area_code, participates, noted_on)
                values (:member, :group, :area, :participates, :today)
                    on conflict (membership_id) do update
                   set participates = excluded.participates, noted_on = excluded.noted_on
                """)
                .param("member", member)
                .param("group", group.value())
                .param("area", found.areaCode())
                .param("participates", participates)
                .param("today", LocalDate.now(clock))
                .update();
        RowCount.requireOne(rows, "family planning of", member);
        note(
                "family-planning.set",
                found,
                member,
                Map.of(
                        "participates",
                        new Change(before.map(String::valueOf).orElse(null), String.valueOf(participates))));
    }

    private Optional<Boolean> status(GroupId group, UUID member) {
        return db.sql("""
                select participates from registry.family_planning where group_id = :group and membership_id = :member
                """)
                .param("group", group.value())
                .param("member", member)
                .query(Boolean.class)
                .optional();
    }

    private void note(String action, GroupInScope group, UUID member, Map<String, Change> personal) {
        audit.add(group.entry(action, "member", member).about(member).changingPersonal(personal));
    }
}
