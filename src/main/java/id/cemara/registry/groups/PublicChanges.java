package id.cemara.registry.groups;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProblem.ChangeDecided;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.RowCount;
import id.cemara.registry.groups.GroupDetails.Business;
import id.cemara.registry.ties.GroupLocks;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes that officers make to public facts of verified groups. A change is public at once; the
/// kabupaten's office then confirms it or takes it back. Taking back restores the old value from that day
/// on, without changing the figures of past days.
@Service
public class PublicChanges {

    private static final int MAX_REASON = 1000;
    private static final int MOST = 10;

    /// How long a group's page shows that the office took a change back.
    private static final int TAKEN_BACK_SHOWN_DAYS = 14;

    private static final String SELECT = """
            select c.id, c.group_id, g.number, g.name, c.fact, c.value_before, c.value_after, c.changed_at,
                   c.changed_by_name, c.state, c.version, c.reason
              from registry.public_changes c
              join registry.business_groups g on g.id = c.group_id
            """;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final GroupLocks locks;
    private final GroupLines lines;
    private final GroupPlaces places;
    private final GroupFacts facts;
    private final Areas areas;
    private final AuditTrail audit;
    private final Clock clock;

    PublicChanges(
            JdbcClient db,
            GroupsInScope groups,
            GroupLocks locks,
            GroupLines lines,
            GroupPlaces places,
            GroupFacts facts,
            Areas areas,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.groups = groups;
        this.locks = locks;
        this.lines = lines;
        this.places = places;
        this.facts = facts;
        this.areas = areas;
        this.audit = audit;
        this.clock = clock;
    }

    /// Records the changes that the office must review. The caller holds the group's lock.
    void note(GroupInScope before, List<Business> linesBefore, GroupDetails after) {
        if (!before.state().equals("verified")) {
            return;
        }
        note(before, "name", before.name(), after.name());
        note(before, "place", before.areaCode(), after.village().code().value());
        note(before, "sectors", GroupLines.written(linesBefore), GroupLines.written(after.businesses()));
    }

    private void note(GroupInScope group, String fact, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        boolean isOffice = Permission.REVIEW_GROUPS.isGranted();
        if (!isOffice) {
            Actor.Account officer = CurrentActor.get().account().orElseThrow();
            db.sql("""
                    insert into registry.public_changes as c (id, group_id, area_code, fact, value_before, value_after,
                                                              changed_at, changed_by, changed_by_name)
                    select :id, g.id, g.area_code, :fact, :before, :after, :now, :account, :name
                      from registry.business_groups g
                     where g.id = :group
                        on conflict (group_id, fact) where state = 'open' do update
                       set value_after = excluded.value_after, changed_at = excluded.changed_at,
                           changed_by = excluded.changed_by, changed_by_name = excluded.changed_by_name,
                           version = c.version + 1
                    """)
                    .param("id", Ids.next(clock))
                    .param("group", group.id().value())
                    .param("fact", fact)
                    .param("before", before)
                    .param("after", after)
                    .param("now", now())
                    .param("account", officer.id())
                    .param("name", officer.username())
                    .update();
        }
        db.sql("""
                update registry.public_changes
                   set state = 'settled', decided_at = :now, decided_by = :account, version = version + 1
                 where group_id = :group and fact = :fact and state = 'open' and (:office or value_before = value_after)
                """)
                .param("now", now())
                .param("account", account())
                .param("group", group.id().value())
                .param("fact", fact)
                .param("office", isOffice)
                .update();
    }

    /// Open changes for the actor's office, oldest first.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional(readOnly = true)
    public Listing<PublicChange> waiting(int size, @Nullable String cursor) {
        Permission.REVIEW_GROUPS.require();
        Optional<Cursor> from = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 2));
        List<PublicChange> found = db.sql(SELECT + """
                 where c.state = 'open' and g.deactivated_on is null
                   and (:after::timestamptz is null or (c.changed_at, c.id) > (:after, :id::uuid))
                 order by c.changed_at, c.id
                 limit :limit
                """)
                .param("after", from.map(at -> at.instant(0)).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", from.map(at -> at.id(1)).orElse(null))
                .param("limit", size + 1)
                .query(this::read)
                .list();
        return Listing.page(
                found,
                size,
                last -> Cursor.of(last.changedAt().toString(), last.id().toString())
                        .text());
    }

    /// A group's open changes and those taken back recently, newest first.
    @Transactional(readOnly = true)
    public List<PublicChange> of(GroupId group) {
        return db.sql(SELECT + """
                 where c.group_id = :group and (c.state = 'open' or c.state = 'taken-back' and c.decided_at > :since)
                 order by c.changed_at desc, c.id
                 limit :most
                """)
                .param("group", group.value())
                .param("since", now().minusDays(TAKEN_BACK_SHOWN_DAYS))
                .param("most", MOST)
                .query(this::read)
                .list();
    }

    /// How many changes await review by the actor's office.
    @Transactional(readOnly = true)
    public long countWaiting() {
        return db.sql("""
                select count(*)
                  from registry.public_changes c
                  join registry.business_groups g on g.id = c.group_id
                 where c.state = 'open' and g.deactivated_on is null
                """).query(Long.class).single();
    }

    /// The change with that id, in any state.
    ///
    /// @throws Refused as not found if the group is outside the actor's scope
    @Transactional(readOnly = true)
    public PublicChange byId(UUID id) {
        Permission.REVIEW_GROUPS.require();
        return db.sql(SELECT + " where c.id = :id")
                .param("id", id)
                .query(this::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Confirms the change.
    ///
    /// @param seen the change's version that the user saw; null if the request had none, which is refused
    @Transactional
    public PublicChange confirm(UUID id, @Nullable Integer seen) {
        LockedChange kept = asSeen(id, seen);
        decide(id, "confirmed");
        audit.add(entry("group.change-confirmed", kept, kept.before(), kept.after(), null));
        return byId(id);
    }

    /// Restores the previous value from today on.
    ///
    /// @param seen the change's version that the user saw; null if the request had none, which is refused
    /// @param reason shown to the officer; null if none is given
    @Transactional
    public PublicChange takeBack(UUID id, @Nullable Integer seen, @Nullable String reason) {
        if (byId(id).fact().equals("place")) {
            locks.holdModules();
        }
        LockedChange kept = asSeen(id, seen);
        String why = reason == null || reason.isBlank() ? null : Checks.reason("reason", reason, MAX_REASON);
        GroupId group = kept.group().id();
        LocalDate today = LocalDate.now(clock);
        decide(id, "taken-back");
        db.sql("update registry.public_changes set reason = :why where id = :id")
                .param("why", why, Types.VARCHAR)
                .param("id", id)
                .update();
        switch (kept.fact()) {
            case "name" -> raise(group, "name = :value", kept.before());
            case "place" -> {
                places.set(group, areas.find(new AreaCode(kept.before())).orElseThrow(), today);
                raise(group, "name = name", kept.before());
            }
            case "sectors" -> {
                lines.set(group, GroupLines.read(kept.before()), today);
                raise(group, "name = name", kept.before());
            }
            default -> throw new IllegalStateException(kept.fact());
        }
        facts.announce(group);
        audit.add(entry("group.change-taken-back", kept, kept.after(), kept.before(), why)
                .making(kept.group().version() + 1));
        return byId(id);
    }

    private record LockedChange(GroupInScope group, String fact, String before, String after) {}

    /// Locks the group first, which serialises all changes to it and to its public changes; then compares
    /// the version.
    private LockedChange asSeen(UUID id, @Nullable Integer seen) {
        Permission.REVIEW_GROUPS.require();
        byId(id);
        UUID group = db.sql("select group_id from registry.public_changes where id = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
        GroupInScope held = groups.held(new GroupId(group));
        PublicChange now = byId(id);
        if (seen == null) {
            throw new Refused(new PreconditionNeeded());
        }
        if (!now.state().equals("open")) {
            throw new Refused(new ChangeDecided());
        }
        if (now.version() != seen) {
            throw new Refused(Outdated.at(now.version()));
        }
        return db.sql("select value_before, value_after from registry.public_changes where id = :id")
                .param("id", id)
                .query((row, number) ->
                        new LockedChange(held, now.fact(), row.getString("value_before"), row.getString("value_after")))
                .single();
    }

    private void decide(UUID id, String state) {
        int decided = db.sql("""
                update registry.public_changes
                   set state = :state, decided_at = :now, decided_by = :account, version = version + 1
                 where id = :id and state = 'open'
                """)
                .param("state", state)
                .param("now", now())
                .param("account", account())
                .param("id", id)
                .update();
        RowCount.requireOne(decided, "public change", id);
    }

    private void raise(GroupId group, String assignment, String value) {
        int changed = db.sql("update registry.business_groups set " + assignment
                        + ", version = version + 1 where id = :id and :value::text is not null")
                .param("value", value)
                .param("id", group.value())
                .update();
        RowCount.requireOne(changed, "group", group.value());
    }

    private AuditEntry entry(String action, LockedChange kept, String before, String after, @Nullable String reason) {
        String field =
                switch (kept.fact()) {
                    case "place" -> "village";
                    case "sectors" -> "businesses";
                    default -> kept.fact();
                };
        return kept.group()
                .entry(action, "group", kept.group().id().value())
                .changing(Map.of(field, new Change(shown(kept.fact(), before), shown(kept.fact(), after))))
                .because(reason);
    }

    private String shown(String fact, String value) {
        return fact.equals("place")
                ? AreaCode.parse(value).flatMap(areas::find).map(Area::path).orElse(value)
                : value;
    }

    private PublicChange read(ResultSet row, int number) throws SQLException {
        String fact = row.getString("fact");
        return new PublicChange(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("name"),
                fact,
                shown(fact, row.getString("value_before")),
                shown(fact, row.getString("value_after")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by_name"),
                row.getString("state"),
                row.getInt("version"),
                row.getString("reason"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static UUID account() {
        return CurrentActor.get().account().orElseThrow().id();
    }
}
