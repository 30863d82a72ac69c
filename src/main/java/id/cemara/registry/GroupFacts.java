package id.cemara.registry;

import id.cemara.shared.GroupId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A group's public facts, for modules above that keep a copy. Code that writes one of these facts publishes
/// it with [#announce] in the same transaction.
@Service
public class GroupFacts {

    private static final int AT_ONCE = 500;

    private static final String FACTS = """
            select g.id, g.number, g.slug, g.name, g.area_code, g.place, s.sector_key as primary_sector,
                   g.approval = 'verified' and g.deactivated_on is null as is_open,
                   coalesce((with recursive gone (id, name, number) as (
                                 select f.id, f.name, f.number from registry.business_groups f where f.merged_into = g.id
                                 union
                                 select f.id, f.name, f.number
                                   from gone o
                                   join registry.business_groups f on f.merged_into = o.id)
                             select string_agg(name, ' ' order by number) from gone), '') as former_names
              from registry.business_groups g
              join lateral (select x.sector_key
                              from registry.group_sectors x
                             where x.group_id = g.id and x.valid_to is null
                             order by x.is_primary desc, x.sector_key
                             limit 1) s on true
            """;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    GroupFacts(JdbcClient db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    /// Publishes the group's facts just before the commit, once per transaction however often it is called.
    ///
    /// @throws IllegalStateException outside a transaction
    public void announce(GroupId group) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("a group is announced in the transaction that changes it");
        }
        var changed = (Changed) TransactionSynchronizationManager.getResource(this);
        if (changed == null) {
            changed = new Changed();
            TransactionSynchronizationManager.bindResource(this, changed);
            TransactionSynchronizationManager.registerSynchronization(changed);
        }
        changed.groups.add(group);
    }

    /// Collects the groups that a transaction changed.
    private final class Changed implements TransactionSynchronization {

        private final SequencedSet<GroupId> groups = new LinkedHashSet<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            List<GroupId> ids = List.copyOf(groups);
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                List<GroupChanged> facts = of(ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
                if (facts.size() == 1) {
                    events.publishEvent(facts.getFirst());
                } else {
                    events.publishEvent(new GroupsChanged(facts));
                }
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(GroupFacts.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(GroupFacts.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(GroupFacts.this);
        }
    }

    /// Publishes every group, to rebuild copies.
    ///
    /// @return how many
    @Transactional
    public int republish() {
        int announced = 0;
        GroupId last = null;
        for (List<GroupChanged> page = after(last, AT_ONCE); !page.isEmpty(); page = after(last, AT_ONCE)) {
            events.publishEvent(new GroupsChanged(page));
            announced += page.size();
            last = page.getLast().id();
        }
        return announced;
    }

    /// The groups visible to the actor, by id.
    ///
    /// @param last the id to continue after; null to begin
    @Transactional(readOnly = true)
    public List<GroupChanged> after(@Nullable GroupId last, int limit) {
        return db.sql(FACTS + " where g.id > :last order by g.id limit :limit")
                .param("last", last == null ? new UUID(0, 0) : last.value())
                .param("limit", limit)
                .query(GroupFacts::read)
                .list();
    }

    /// The current facts of these groups, if visible to the actor.
    @Transactional(readOnly = true)
    public List<GroupChanged> of(Collection<GroupId> groups) {
        return db.sql(FACTS + " where g.id = any (:ids) order by g.id")
                .param("ids", groups.stream().map(GroupId::value).toArray(UUID[]::new))
                .query(GroupFacts::read)
                .list();
    }

    /// Whether the phone number is the group's contact or a member's. Needs no permission, since it reveals
    /// no number.
    @Transactional(readOnly = true)
    public boolean hasPhone(GroupId group, String phone) {
        return db.sql("select registry.has_phone(:group, :phone)")
                .param("group", group.value())
                .param("phone", phone)
                .query(Boolean.class)
                .single();
    }

    /// All groups by number, for samples and generated data. `owner` is a connection of the database owner.
    public static void each(Connection owner, Consumer<GroupChanged> consumer) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.setFetchSize(5_000);
            try (var row = statement.executeQuery(FACTS + " order by g.number collate \"C\"")) {
                while (row.next()) {
                    consumer.accept(read(row, row.getRow()));
                }
            }
        }
    }

    private static GroupChanged read(ResultSet row, int index) throws SQLException {
        return new GroupChanged(
                new GroupId(row.getObject("id", UUID.class)),
                row.getString("number"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("area_code"),
                row.getString("place"),
                row.getString("primary_sector"),
                row.getBoolean("is_open"),
                row.getString("former_names"));
    }

    /// All groups by number, for samples.
    public static List<GroupChanged> all(Connection owner) throws SQLException {
        List<GroupChanged> groups = new ArrayList<>();
        each(owner, groups::add);
        return groups;
    }
}
