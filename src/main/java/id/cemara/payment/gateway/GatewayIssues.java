package id.cemara.payment.gateway;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Provider messages that an office must check, and their outcome. Those about unknown orders are shown to
/// accounts with the whole country as scope.
@Service
class GatewayIssues {

    private static final int LONGEST_REASON = 500;
    private static final String COLUMNS = """
            select l.id, l.kind, l.reference, l.noted_at, l.group_id, l.area_code, l.done_at, e.said, e.amount,
                   e.currency, p.amount as owed, p.refunded_amount as refunded, p.status
              from payment.gateway_looks l
              left join payment.gateway_events e on e.id = l.event_id
              left join payment.payments p on p.reference = l.reference
            """;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final AuditTrail audit;
    private final Clock clock;

    GatewayIssues(JdbcClient db, GroupsInScope groups, AuditTrail audit, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    private record Row(
            UUID id,
            String kind,
            String reference,
            OffsetDateTime notedAt,
            @Nullable UUID groupId,
            @Nullable String areaCode,
            @Nullable OffsetDateTime doneAt,
            @Nullable String said,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable Long owed,
            @Nullable Long refunded,
            @Nullable String status) {

        private @Nullable GroupId group() {
            return groupId == null ? null : new GroupId(groupId);
        }
    }

    @Transactional(readOnly = true)
    public long countOpen() {
        return db.sql("""
                select count(*)
                  from payment.gateway_looks
                 where done_at is null and platform.in_area(area_code)
                """).query(Long.class).single();
    }

    /// The open ones in the actor's scope, oldest first.
    @Transactional(readOnly = true)
    public Listing<GatewayIssue> page(int size, @Nullable String cursor) {
        Permission.CHECK_GATEWAY.require();
        OffsetDateTime after = Instant.EPOCH.atOffset(ZoneOffset.UTC);
        UUID last = new UUID(0, 0);
        if (cursor != null && !cursor.isEmpty()) {
            Cursor from = Cursor.parse("cursor", cursor, 2);
            after = from.instant(0);
            last = from.id(1);
        }
        List<Row> rows = db.sql(COLUMNS + """
                 where l.done_at is null and platform.in_area(l.area_code) and (l.noted_at, l.id) > (:after, :last)
                 order by l.noted_at, l.id
                 limit :limit
                """)
                .param("after", after)
                .param("last", last)
                .param("limit", size + 1)
                .query(Row.class)
                .list();
        Listing<Row> page = Listing.page(
                rows,
                size,
                end -> Cursor.of(end.notedAt().toString(), end.id().toString()).text());
        Map<GroupId, GroupInScope> names = groups.all(page.items().stream()
                .map(Row::group)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return page.map(row ->
                look(row, Optional.ofNullable(row.group()).map(names::get).orElse(null)));
    }

    /// One of them.
    ///
    /// @throws Refused as not found outside the actor's scope
    @Transactional(readOnly = true)
    public GatewayIssue get(UUID id) {
        Permission.CHECK_GATEWAY.require();
        Row row = row(id);
        return look(row, row.group() == null ? null : groups.byId(row.group()));
    }

    /// Closes it with its outcome.
    ///
    /// @throws Refused when the outcome is missing, or somebody else closed it first
    @Transactional
    public void done(UUID id, @Nullable String why) {
        Permission.CHECK_GATEWAY.require();
        Row row = row(id);
        String reason = Checks.reason("why", why, LONGEST_REASON);
        Actor.Account account = CurrentActor.get().account().orElseThrow();
        int changed = db.sql("""
                update payment.gateway_looks
                   set done_at = :now, done_by = :account, done_by_name = :name, why = :why
                 where id = :id and done_at is null
                """)
                .param("now", OffsetDateTime.now(clock))
                .param("account", account.id())
                .param("name", account.username())
                .param("why", reason)
                .param("id", id)
                .update();
        if (changed == 0) {
            throw new Refused(new GatewayProblem.LookDone());
        }
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "reference", null, row.reference());
        Change.note(facts, "kind", null, row.kind());
        audit.add(AuditEntry.of("payment.gateway-looked", "payment", id, row.areaCode(), row.group())
                .changing(facts)
                .because(reason));
    }

    private Row row(UUID id) {
        return db.sql(COLUMNS + " where l.id = :id and platform.in_area(l.area_code)")
                .param("id", id)
                .query(Row.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private GatewayIssue look(Row row, @Nullable GroupInScope group) {
        return new GatewayIssue(
                row.id().toString(),
                row.kind(),
                row.reference(),
                row.notedAt().atZoneSameInstant(clock.getZone()).toLocalDate(),
                group == null ? null : group.name(),
                group == null ? null : group.number(),
                row.said(),
                row.amount() == null ? null : row.currency() + " " + row.amount(),
                row.owed(),
                row.refunded(),
                row.status());
    }
}
