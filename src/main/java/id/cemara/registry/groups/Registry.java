package id.cemara.registry.groups;

import id.cemara.area.Area;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.RowCount;
import id.cemara.registry.Slugs;
import id.cemara.registry.groups.GroupDetails.Business;
import id.cemara.registry.ties.GroupLocks;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.MessageKey;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.NotAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Registers and edits groups. Every change is audited and increases the group's version (optimistic lock).
@Service
public class Registry {

    /// Attempts to insert a slug that concurrent registrations in other kabupaten may take.
    private static final int MOST_SLUGS = 20;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final GroupLocks locks;
    private final GroupLines lines;
    private final GroupReviews reviews;
    private final GroupPlaces places;
    private final PublicChanges publicChanges;
    private final GroupFacts facts;
    private final AuditTrail audit;
    private final Clock clock;

    Registry(
            JdbcClient db,
            GroupsInScope groups,
            GroupLocks locks,
            GroupLines lines,
            GroupReviews reviews,
            GroupPlaces places,
            PublicChanges publicChanges,
            GroupFacts facts,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.groups = groups;
        this.locks = locks;
        this.lines = lines;
        this.reviews = reviews;
        this.places = places;
        this.publicChanges = publicChanges;
        this.facts = facts;
        this.audit = audit;
        this.clock = clock;
    }

    /// Registers a group as a draft with the next number of its kabupaten.
    @Transactional
    public GroupInScope register(GroupDetails details) {
        Permission.REGISTER_GROUPS.require();
        new Checks().that(details.reason() == null, "reason", "not-here").refuseProblems();
        Area village = details.village();
        requireInScope(village);
        LocalDate today = LocalDate.now(clock);
        LocalDate registeredOn = details.registeredOn() == null ? today : details.registeredOn();
        GroupId id = new GroupId(Ids.next(clock));
        String number = db.sql("select registry.next_number(:regency)")
                .param("regency", village.code().regency().orElseThrow().value())
                .query(String.class)
                .single();
        // A concurrent registration in another kabupaten may take the slug; retry with the next free one.
        boolean isRegistered = false;
        for (int tries = 0; !isRegistered; tries++) {
            if (tries == MOST_SLUGS) {
                throw new IllegalStateException("no free slug for group " + id);
            }
            isRegistered = insert(id, number, freeSlug(details.name(), number, village), registeredOn, details);
        }
        db.sql("""
                insert into registry.group_places (group_id, area_code, valid_from) values (:id, :area, :registered)
                """)
                .param("id", id.value())
                .param("area", village.code().value())
                .param("registered", registeredOn)
                .update();
        // Every group begins at the first stage, not yet assessed.
        db.sql("""
                insert into registry.group_stages (group_id, stage, valid_from, is_assessed)
                values (:id, 'basic', :registered, false)
                """).param("id", id.value()).param("registered", registeredOn).update();
        lines.set(id, details.businesses(), registeredOn);
        saveContact(id, village.code().value(), details);
        reviews.note(id, village.code().value(), "registered", null);
        facts.announce(id);
        GroupInScope group = groups.byId(id);
        audit.add(group.entry("group.registered", "group", id.value())
                .changing(Map.of(
                        "number", new Change(null, number),
                        "name", new Change(null, details.name()),
                        "village", new Change(null, village.path())))
                .changingPersonal(contactChanges(new Contact(null, null, null), details)));
        return group;
    }

    private boolean insert(GroupId id, String number, String slug, LocalDate registeredOn, GroupDetails details) {
        Area village = details.village();
        return db.sql("""
                insert into registry.business_groups
                       (id, number, slug, name, area_code, place, approval, registered_on)
                values (:id, :number, :slug, :name, :area, :place, 'draft', :registered)
                    on conflict (slug) do nothing
                """)
                        .param("id", id.value())
                        .param("number", number)
                        .param("slug", slug)
                        .param("name", details.name())
                        .param("area", village.code().value())
                        .param("place", village.path())
                        .param("registered", registeredOn)
                        .update()
                == 1;
    }

    /// Takes an advisory lock on registrations in that kabupaten until the transaction ends, for callers
    /// that check for an existing group before they register one.
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdRegistering(AreaCode regency) {
        db.sql("select pg_advisory_xact_lock(hashtext('registry.register'), hashtext(:regency))")
                .param("regency", regency.value())
                .query(rows -> {});
    }

    /// Changes a group's facts. Idempotent if nothing differs.
    ///
    /// @param seen the version the user saw; null if the request had none, which is refused
    /// @throws Refused as outdated, with the changes since, if the version differs
    @Transactional
    public GroupInScope change(GroupId id, @Nullable Integer seen, GroupDetails details) {
        Permission.EDIT_GROUPS.require();
        Area village = details.village();
        String area = village.code().value();
        if (!groups.byId(id).areaCode().equals(area)) {
            locks.holdModules();
        }
        GroupInScope before = groups.asSeen(id, seen);
        boolean moved = !before.areaCode().equals(area);
        if (moved) {
            requireInScope(village);
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        Change.note(changes, "name", before.name(), details.name());
        Change.note(changes, "village", before.place(), village.path());
        LocalDate registeredOn = details.registeredOn() == null ? before.registeredOn() : details.registeredOn();
        Change.note(changes, "registeredOn", before.registeredOn(), registeredOn);
        List<Business> linesBefore = lines.of(id);
        Change.note(changes, "businesses", GroupLines.written(linesBefore), GroupLines.written(details.businesses()));
        Map<String, Change> personal = contactChanges(contact(id), details);
        if (changes.isEmpty() && personal.isEmpty()) {
            return before;
        }
        int changed = db.sql("""
                update registry.business_groups
                   set name = :name, version = version + 1
                 where id = :id
                """)
                .param("name", details.name())
                .param("id", id.value())
                .update();
        RowCount.requireOne(changed, "group", id.value());
        LocalDate today = LocalDate.now(clock);
        if (!registeredOn.equals(before.registeredOn())) {
            correctRegistration(before, registeredOn, details.reason());
        }
        if (moved) {
            places.set(id, village, today);
        }
        lines.set(id, details.businesses(), today);
        saveContact(id, area, details);
        publicChanges.note(before, linesBefore, details);
        audit.add(AuditEntry.of("group.changed", "group", id.value(), area, id)
                .changing(changes)
                .changingPersonal(personal)
                .because(details.reason())
                .making(before.version() + 1));
        facts.announce(id);
        return groups.byId(id);
    }

    /// Moves everything that was valid from the registration date on to the corrected date. Refuses a date
    /// after any later event, whose own date stays.
    private void correctRegistration(GroupInScope group, LocalDate right, @Nullable String reason) {
        Optional<Later> later = db.sql("""
                select l.day, l.fact
                  from (select g.verified_on as day, 'verified' as fact
                          from registry.business_groups g where g.id = :group
                        union all
                        select g.deactivated_on, 'closed' from registry.business_groups g where g.id = :group
                        union all
                        select min(s.valid_from), 'status'
                          from registry.group_statuses s where s.group_id = :group and s.valid_from > :wrong
                        union all
                        select min(p.valid_to), 'changed'
                          from registry.group_places p where p.group_id = :group and p.valid_from < p.valid_to
                        union all
                        select min(t.valid_to), 'changed'
                          from registry.group_stages t where t.group_id = :group and t.valid_from < t.valid_to
                        union all
                        select min(x.valid_to), 'changed'
                          from registry.group_sectors x where x.group_id = :group and x.valid_from < x.valid_to) l
                 where l.day < :right
                 order by l.day
                 limit 1
                """)
                .param("group", group.id().value())
                .param("wrong", group.registeredOn())
                .param("right", right)
                .query(Later.class)
                .optional();
        var checks = new Checks().that(reason != null, "reason", "correction-reason");
        later.ifPresent(fact -> checks.that(
                false, "registeredOn", "not-after-fact", fact.day(), new MessageKey("registry.fact." + fact.fact())));
        checks.refuseProblems();
        for (String table : List.of("group_places", "group_stages", "group_sectors", "group_statuses")) {
            db.sql("update registry." + table + """
                       set valid_from = :right, valid_to = case when valid_to < :right then :right else valid_to end
                     where group_id = :group and (valid_from = :wrong or valid_from < :right)
                    """)
                    .param("right", right)
                    .param("wrong", group.registeredOn())
                    .param("group", group.id().value())
                    .update();
        }
        int changed = db.sql("update registry.business_groups set registered_on = :right where id = :group")
                .param("right", right)
                .param("group", group.id().value())
                .update();
        RowCount.requireOne(changed, "group", group.id().value());
    }

    /// A dated event in the group's history.
    private record Later(LocalDate day, String fact) {}

    /// The group's internal contact data; null if unknown.
    public record Contact(
            @Nullable String phone,
            @Nullable String address,
            @Nullable String note) {}

    /// The group's internal contact data, for actors with the group in scope.
    @Transactional(readOnly = true)
    public Contact contact(GroupId group) {
        return db.sql("""
                select contact_phone as phone, address, internal_note as note
                  from registry.group_private where group_id = :group
                """)
                .param("group", group.value())
                .query(Contact.class)
                .optional()
                .orElse(new Contact(null, null, null));
    }

    /// The group's current lines of business, the main one first.
    @Transactional(readOnly = true)
    public List<Business> businesses(GroupId group) {
        return lines.of(group);
    }

    private void saveContact(GroupId id, String area, GroupDetails details) {
        db.sql("""
                insert into registry.group_private (group_id, area_code, contact_phone, address, internal_note)
                values (:id, :area, :phone, :address, :note)
                    on conflict (group_id) do update
                   set contact_phone = excluded.contact_phone, address = excluded.address,
                       internal_note = excluded.internal_note, version = group_private.version + 1
                """)
                .param("id", id.value())
                .param("area", area)
                .param("phone", details.phone())
                .param("address", details.address())
                .param("note", details.note())
                .update();
    }

    /// Gives a problem that the user understands before the row-level policy would reject the row.
    private void requireInScope(Area village) {
        boolean inScope = Boolean.TRUE.equals(db.sql("select platform.in_area(:area)")
                .param("area", village.code().value())
                .query(Boolean.class)
                .single());
        if (!inScope) {
            throw new Refused(new NotAllowed());
        }
    }

    private String freeSlug(String name, String number, Area village) {
        String wanted = Slugs.of(name, "kelompok", number);
        String free = slug(wanted);
        return free.equals(wanted) ? wanted : slug(wanted + "-" + Slugs.of(village.shortName()));
    }

    private String slug(String wanted) {
        return db.sql("select registry.free_slug(:wanted)")
                .param("wanted", wanted)
                .query(String.class)
                .single();
    }

    private static Map<String, Change> contactChanges(Contact before, GroupDetails after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        Change.note(changes, "phone", before.phone(), after.phone());
        Change.note(changes, "address", before.address(), after.address());
        Change.note(changes, "note", before.note(), after.note());
        return changes;
    }
}
