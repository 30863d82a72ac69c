package id.cemara.registry;

import id.cemara.identity.AuditTrail;
import id.cemara.registry.GroupProblem.MergedAway;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.util.ArrayList;
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

/// The groups that the actor answers for: by area, or as their own. Everything in the work space begins here, so that
/// a group from elsewhere is not found, whatever else is public about it.
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
    /// @throws Refused as not found when the actor does not answer for it, naming the group that goes on when
    /// the actor answers for that one
    @Transactional
    public GroupInScope byNumber(String number) {
        return numbered(number, "");
    }

    /// The group with that number; empty when the actor does not answer for it.
    @Transactional(readOnly = true)
    public Optional<GroupInScope> find(String number) {
        return db.sql(COLUMNS + " and g.number = :number")
                .param("number", number)
                .query(GroupInScope.class)
                .optional();
    }

    /// The group with that id.
    ///
    /// @throws Refused as not found when the actor does not answer for it
    @Transactional
    public GroupInScope byId(UUID id) {
        return one(" and g.id = :value", id);
    }

    /// Those of these groups that the actor answers for, by id; for lists of what other modules know about them.
    @Transactional(readOnly = true)
    public Map<UUID, GroupInScope> all(Collection<UUID> ids) {
        return db
                .sql(COLUMNS + " and g.id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(GroupInScope.class)
                .stream()
                .collect(Collectors.toMap(GroupInScope::id, Function.identity()));
    }

    /// The group with that number, to change something that belongs to it. It stays open until the transaction ends.
    ///
    /// @throws Refused as not found when the actor does not answer for it, or naming the group that goes on
    /// when it is closed
    @Transactional
    public GroupInScope open(String number) {
        return open(numbered(number, " for key share of g"));
    }

    /// The group with that id, held until the transaction ends: whoever else wants to change it waits.
    ///
    /// @throws Refused as not found when the actor does not answer for it, or naming the group that goes on
    /// when it is closed
    GroupInScope held(UUID id) {
        return open(one(" and g.id = :value for no key update of g", id));
    }

    /// The same, also when it is closed, with a lock that excludes all other changes of what belongs to it: for
    /// closing and opening it, and for what stays possible afterwards.
    GroupInScope heldAlone(UUID id) {
        return one(" and g.id = :value for update of g", id);
    }

    /// Why a group takes no changes; empty when it takes them.
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
                .query(GroupInScope.class)
                .optional()
                .orElseThrow(() -> closed.notInScope(number)
                        .map(led -> new Refused(new MergedAway(
                                led.number(), led.into().number(), led.into().name())))
                        .or(() -> closed.movedAway(number).map(Refused::new))
                        .orElseGet(Refused::notFound));
    }

    /// The group with that id, held until the transaction ends, if it still is as the actor saw it. Nothing can be
    /// changed between this look and what the caller does.
    ///
    /// @param seen the version that was looked at; null when none was named
    /// @throws Refused as not found, or when no version was named, or with what was changed since
    @Transactional(propagation = Propagation.MANDATORY)
    public GroupInScope asSeen(UUID id, @Nullable Integer seen) {
        return asSeen(held(id), seen);
    }

    /// The same of a group that may be closed already, for closing and opening it, with a lock
    /// that excludes all other changes of what belongs to it.
    @Transactional(propagation = Propagation.MANDATORY)
    public GroupInScope asSeenAlone(UUID id, @Nullable Integer seen) {
        return asSeen(heldAlone(id), seen);
    }

    private GroupInScope asSeen(GroupInScope group, @Nullable Integer seen) {
        if (seen == null) {
            throw new Refused(new PreconditionNeeded());
        }
        if (seen != group.version()) {
            throw audit.outdated("group", group.id(), seen, group.version());
        }
        return group;
    }

    private GroupInScope one(String condition, Object value) {
        return db.sql(COLUMNS + condition)
                .param("value", value)
                .query(GroupInScope.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Which groups a list shows.
    ///
    /// @param text part of the name or the number; null for any
    /// @param state draft, submitted, returned, verified or deactivated; null for any
    public record Filter(@Nullable String text, @Nullable String state) {}

    /// One page of the groups, by name.
    ///
    /// @param cursor where the list goes on; null from its start
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
                .query(GroupInScope.class)
                .list();
        List<GroupInScope> items = new ArrayList<>(found.subList(0, Math.min(size, found.size())));
        if (found.size() <= size) {
            return new Listing<>(items, null);
        }
        GroupInScope last = items.getLast();
        String next = Cursor.of(last.name(), last.id().toString()).text();
        return new Listing<>(items, next);
    }

    /// How many groups there are by state, with those keys that have any.
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

    /// How many groups are in a state.
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
}
