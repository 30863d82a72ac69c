package id.cemara.payment.destinations;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.payment.BankAccount;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The lists of payment destinations: all of a group, and those that wait to be checked.
@Service
class DestinationList {

    private static final String COLUMNS = """
            select d.id, d.group_id, d.kind, d.state, d.payload, d.merchant_name, d.nmid, d.city, d.bank, d.number,
                   d.holder, d.sent_at, d.sent_by, d.sent_by_name, d.checked_at, d.checked_by_name, d.why, d.version,
                   case when d.state = 'waiting' then payment.elsewhere(d.id) else 0 end as elsewhere
              from payment.destinations d
            """;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final AuditTrail audit;

    DestinationList(JdbcClient db, GroupsInScope groups, AuditTrail audit) {
        this.db = db;
        this.groups = groups;
        this.audit = audit;
    }

    /// One page of a group's destinations: waiting and verified ones first, then earlier ones, newest
    /// first. Access to account data by an office is recorded in the audit trail.
    ///
    /// @param cursor of the next page; null for the first
    /// @throws Refused when the group lies outside the actor's scope
    @Transactional
    Listing<Destination> of(String number, int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        Listing<Destination> page = page(group.id(), size, cursor);
        noteReads(group, page.items());
        return page;
    }

    private void noteReads(GroupInScope group, List<Destination> read) {
        if (CurrentActor.get().isStaff()) {
            audit.addAll(read.stream()
                    .filter(destination -> destination.account() != null)
                    .map(destination -> Destinations.entry(
                            "payment-destination.read", group, destination.id(), Map.of(), Map.of(), null))
                    .toList());
        }
    }

    /// The waiting and verified destinations, for a page that shows neither number nor holder and needs no
    /// audit entry.
    @Transactional(readOnly = true)
    List<Destination> overview(GroupId group) {
        return page(group, 2 * DestinationKind.values().length, null).items();
    }

    /// One destination; access is recorded as in [#of].
    @Transactional
    Destination get(String number, UUID id) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        Destination one = find(group.id(), id);
        noteReads(group, List.of(one));
        return one;
    }

    private Listing<Destination> page(GroupId group, int size, @Nullable String cursor) {
        Optional<Cursor> from = Cursor.optional(cursor, 3);
        List<Destination> found = db.sql(COLUMNS + """
                 cross join lateral (select coalesce(array_position(array['waiting', 'verified'], d.state), 3) as rank) r
                 where d.group_id = :group
                   and (:rank::int is null or r.rank > :rank
                        or r.rank = :rank and (d.sent_at, d.id) < (:before::timestamptz, :last::uuid))
                 order by r.rank, d.sent_at desc, d.id desc
                 limit :limit
                """)
                .param("group", group.value())
                .param("rank", from.map(at -> at.count(0)).orElse(null))
                .param("before", from.map(at -> at.instant(1)).orElse(null))
                .param("last", from.map(at -> at.id(2)).orElse(null))
                .param("limit", size + 1)
                .query(DestinationList::read)
                .list();
        return Listing.page(
                found,
                size,
                end -> Cursor.of(
                                String.valueOf(end.isCurrent() ? end.state().ordinal() + 1 : 3),
                                end.sentAt().toString(),
                                end.id().toString())
                        .text());
    }

    /// The waiting destinations in the actor's scope, oldest first.
    @Transactional(readOnly = true)
    Listing<WaitingDestination> waiting(int size, @Nullable String cursor) {
        Permission.CHECK_PAYMENT_CODES.require();
        Optional<Cursor> from = Cursor.optional(cursor, 2);
        List<Destination> found = db.sql(COLUMNS + """
                 where d.state = 'waiting' and platform.in_area(d.area_code)
                   and (:after::timestamptz is null or (d.sent_at, d.id) > (:after::timestamptz, :last::uuid))
                 order by d.sent_at, d.id
                 limit :limit
                """)
                .param("after", from.map(at -> at.instant(0)).orElse(null))
                .param("last", from.map(at -> at.id(1)).orElse(null))
                .param("limit", size + 1)
                .query(DestinationList::read)
                .list();
        Listing<Destination> page = Listing.page(
                found,
                size,
                end -> Cursor.of(end.sentAt().toString(), end.id().toString()).text());
        Map<GroupId, GroupInScope> known =
                groups.all(page.items().stream().map(Destination::group).toList());
        List<WaitingDestination> items = page.items().stream()
                .flatMap(destination -> Optional.ofNullable(known.get(destination.group()))
                        .map(group -> new WaitingDestination(destination, group))
                        .stream())
                .toList();
        return new Listing<>(items, page.next());
    }

    /// The number of waiting destinations that the actor may check, which excludes the actor's own.
    @Transactional(readOnly = true)
    long countWaiting() {
        return db.sql("""
                select count(*)
                  from payment.destinations d
                 where d.state = 'waiting' and platform.in_area(d.area_code) and d.sent_by <> :me
                """).param("me", Destinations.me().id()).query(Long.class).single();
    }

    /// The destination with that id.
    ///
    /// @throws Refused as not found when the group has none
    Destination find(GroupId group, UUID id) {
        return db.sql(COLUMNS + " where d.group_id = :group and d.id = :id")
                .param("group", group.value())
                .param("id", id)
                .query(DestinationList::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private static Destination read(ResultSet row, int ordinal) throws SQLException {
        String number = row.getString("number");
        UUID sentBy = row.getObject("sent_by", UUID.class);
        return new Destination(
                row.getObject("id", UUID.class),
                new GroupId(row.getObject("group_id", UUID.class)),
                DestinationKind.ofKey(row.getString("kind")).orElseThrow(),
                DestinationState.ofKey(row.getString("state")).orElseThrow(),
                row.getString("payload"),
                row.getString("merchant_name"),
                row.getString("nmid"),
                row.getString("city"),
                number == null ? null : new BankAccount(row.getString("bank"), number, row.getString("holder")),
                row.getObject("sent_at", OffsetDateTime.class),
                row.getString("sent_by_name"),
                CurrentActor.get()
                        .account()
                        .filter(account -> account.id().equals(sentBy))
                        .isPresent(),
                row.getObject("checked_at", OffsetDateTime.class),
                row.getString("checked_by_name"),
                row.getString("why"),
                row.getLong("elsewhere"),
                row.getInt("version"));
    }
}
