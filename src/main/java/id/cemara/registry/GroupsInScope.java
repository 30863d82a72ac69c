package id.cemara.registry;

import id.cemara.identity.audit.AuditTrail;
import id.cemara.registry.GroupProblem.MergedAway;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The groups in the actor's scope: by area, or the actor's own. Every page and API call of the work space
/// looks groups up here, so a group outside the scope is "not found" even if it is public.
@Service
public class GroupsInScope {

    static final String COLUMNS = """
            select g.id, g.number, g.slug, g.name, g.area_code, g.place, g.approval, g.registered_on, g.verified_on,
                   g.deactivated_on, g.version
              from registry.business_groups g
             where (platform.in_area(g.area_code) or platform.in_group(g.id))
            """;

    private final JdbcClient db;
    private final AuditTrail audit;
    private final ClosedGroups closed;

    GroupsInScope(JdbcClient db, AuditTrail audit, ClosedGroups closed) {
        this.db = db;
        this.audit = audit;
        this.closed = closed;
    }

    /// The group with that number.
    ///
    /// @throws Refused as not found if it is outside the actor's scope; if it was merged into a group inside
    /// the scope, the problem names that group; if the actor's office handed it over, the problem says where
    @Transactional
    public GroupInScope byNumber(String number) {
        return numbered(number, "");
    }

    /// The group with that number; empty if it is outside the actor's scope.
    @Transactional(readOnly = true)
    public Optional<GroupInScope> find(String number) {
        return db.sql(COLUMNS + " and g.number = :number")
                .param("number", number)
                .query(GroupsInScope::group)
                .optional();
    }

    /// The group with that id.
    ///
    /// @throws Refused as not found if it is outside the actor's scope
    @Transactional
    public GroupInScope byId(GroupId id) {
        return one(" and g.id = :value", id.value());
    }

    /// Those of the groups that are in the actor's scope, by id; used to name groups in other modules'
    /// lists.
    @Transactional(readOnly = true)
    public Map<GroupId, GroupInScope> all(Collection<GroupId> ids) {
        return db
                .sql(COLUMNS + " and g.id = any (:ids)")
                .param("ids", ids.stream().map(GroupId::value).toArray(UUID[]::new))
                .query(GroupsInScope::group)
                .stream()
                .collect(Collectors.toMap(GroupInScope::id, Function.identity()));
    }

    /// The group with that number, for changing something that belongs to it. It cannot be closed before the
    /// transaction ends.
    ///
    /// @throws Refused as not found if it is outside the actor's scope; if it is closed, naming the
    /// surviving group of a merge
    @Transactional
    public GroupInScope open(String number) {
        return open(numbered(number, " for key share of g"));
    }

    /// Locks the group until the transaction ends. Other changes to the group wait; [#open] does not.
    ///
    /// @throws Refused as not found if it is outside the actor's scope; if it is closed, naming the
    /// surviving group of a merge
    public GroupInScope held(GroupId id) {
        return open(one(" and g.id = :value for no key update of g", id.value()));
    }

    /// Like [#held], also for a closed group, with an exclusive lock that [#open] waits for too: for closing
    /// and reopening, and for changes that a closed group still accepts.
    public GroupInScope heldAlone(GroupId id) {
        return one(" and g.id = :value for update of g", id.value());
    }

    /// Why the group accepts no changes; empty if it accepts them.
    @Transactional(readOnly = true)
    public Optional<GroupProblem> refusal(GroupInScope group) {
        return group.deactivatedOn() == null
                ? Optional.empty()
                : Optional.of(closed.problem(group.id(), group.number()));
    }

    private GroupInScope open(GroupInScope group) {
        refusal(group).ifPresent(problem -> {
            throw new Refused(problem);
        });
        return group;
    }

    private GroupInScope numbered(String number, String hold) {
        return db.sql(COLUMNS + " and g.number = :number" + hold)
                .param("number", number)
                .query(GroupsInScope::group)
                .optional()
                .orElseThrow(() -> closed.notInScope(number)
                        .map(merged -> new Refused(new MergedAway(
                                merged.number(),
                                merged.into().number(),
                                merged.into().name())))
                        .or(() -> closed.movedAway(number).map(Refused::new))
                        .orElseGet(Refused::notFound));
    }

    /// Locks the group until the transaction ends and compares its version (optimistic lock).
    ///
    /// @param seen the version the user saw; null if the request had none
    /// @throws Refused as not found, if `seen` is null, if the group is closed, or as outdated with the
    /// changes since
    @Transactional(propagation = Propagation.MANDATORY)
    public GroupInScope asSeen(GroupId id, @Nullable Integer seen) {
        return asSeen(held(id), seen);
    }

    /// Like [#asSeen], also for a closed group and with an exclusive lock: for closing and reopening.
    @Transactional(propagation = Propagation.MANDATORY)
    public GroupInScope asSeenAlone(GroupId id, @Nullable Integer seen) {
        return asSeen(heldAlone(id), seen);
    }

    private GroupInScope asSeen(GroupInScope group, @Nullable Integer seen) {
        audit.requireSeen("group", group.id().value(), seen, group.version());
        return group;
    }

    private GroupInScope one(String condition, Object value) {
        return db.sql(COLUMNS + condition)
                .param("value", value)
                .query(GroupsInScope::group)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Filter of the list.
    ///
    /// @param text part of the name or the number; null for all
    /// @param state draft, submitted, returned, verified or deactivated; null for all
    public record Filter(@Nullable String text, @Nullable String state) {}

    /// One page of the groups in scope, by name.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional(readOnly = true)
    public Listing<GroupInScope> page(Filter filter, int size, @Nullable String cursor) {
        Optional<Cursor> from = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 2));
        List<GroupInScope> found = db.sql(COLUMNS + CONDITIONS + """
                   and (:afterName::text is null or (lower(g.name) collate "C", g.id) > (lower(:afterName::text), :afterId::uuid))
                 order by lower(g.name) collate "C", g.id
                 limit :limit
                """)
                .param("text", filter.text() == null ? null : PlainText.pattern(filter.text()))
                .param("number", filter.text())
                .param("state", filter.state())
                .param("afterName", from.map(at -> at.parts().get(0)).orElse(null))
                .param("afterId", from.map(at -> id(at.parts().get(1))).orElse(null))
                .param("limit", size + 1)
                .query(GroupsInScope::group)
                .list();
        return Listing.page(
                found,
                size,
                last -> Cursor.of(last.name(), last.id().toString()).text());
    }

    /// Counts the groups in scope by state; states without groups are missing.
    @Transactional(readOnly = true)
    public List<StateCount> counts() {
        return db.sql("""
                select case when g.deactivated_on is null then g.approval else 'deactivated' end as state,
                       count(*) as groups
                  from registry.business_groups g
                 where platform.in_area(g.area_code) or platform.in_group(g.id)
                 group by 1
                 order by 1
                """).query(StateCount.class).list();
    }

    public record StateCount(String state, long groups) {}

    private static final String CONDITIONS = """
               and (:text::text is null or ' ' || platform.plain(g.name) || ' ' like :text or strpos(g.number, :number) > 0)
               and (:state::text is null
                    or (case when g.deactivated_on is null then g.approval else 'deactivated' end) = :state)
            """;

    private static String id(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }

    private static GroupInScope group(ResultSet row, int index) throws SQLException {
        return new GroupInScope(
                new GroupId(row.getObject("id", UUID.class)),
                row.getString("number"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("area_code"),
                row.getString("place"),
                row.getString("approval"),
                row.getObject("registered_on", LocalDate.class),
                row.getObject("verified_on", LocalDate.class),
                row.getObject("deactivated_on", LocalDate.class),
                row.getInt("version"));
    }
}
