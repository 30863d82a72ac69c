package id.cemara.registry.duplicates;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.duplicates.DuplicateCase.Side;
import id.cemara.registry.duplicates.MergeProblem.MergeAlreadyDecided;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
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

/// Duplicate cases whose groups are both in the actor's scope; row-level security hides the others.
@Service
class DuplicateCases {

    private static final String SELECT = """
            select d.id, d.state, d.score, d.area_code, d.found_on, d.name_match, d.depth, d.same_phone, d.shared, d.reason,
                   d.decided_at,
                   a.id as a_id, a.number as a_number, a.name as a_name, a.place as a_place, a.version as a_version,
                   b.id as b_id, b.number as b_number, b.name as b_name, b.place as b_place, b.version as b_version
              from registry.duplicate_cases d
              join registry.business_groups a on a.id = d.group_a
              join registry.business_groups b on b.id = d.group_b
            """;

    /// Leaves out cases with a merged or deactivated group: they need no decision.
    private static final String WAITING =
            " where d.state = 'open' and a.deactivated_on is null and b.deactivated_on is null";

    private final JdbcClient db;
    private final AuditTrail audit;
    private final Clock clock;

    DuplicateCases(JdbcClient db, AuditTrail audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /// One page of the open cases, highest score first.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional(readOnly = true)
    public Listing<DuplicateCase> waiting(int size, @Nullable String cursor) {
        Permission.MERGE_GROUPS.require();
        Optional<Cursor> from = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 2));
        List<DuplicateCase> found = db.sql(SELECT + WAITING + """
                   and (:score::real is null or (-d.score, d.id) > (-:score::real, :id::uuid))
                 order by -d.score, d.id
                 limit :limit
                """)
                .param("score", from.map(at -> score(at.parts().getFirst())).orElse(null))
                .param("id", from.map(at -> at.id(1)).orElse(null))
                .param("limit", size + 1)
                .query(DuplicateCases::read)
                .list();
        return Listing.page(
                found,
                size,
                last -> Cursor.of(
                                Float.toString((float) last.score()), last.id().toString())
                        .text());
    }

    /// One page of the decided cases, newest decision first.
    ///
    /// @param cursor from the previous page; null for the first
    @Transactional(readOnly = true)
    public Listing<DuplicateCase> decided(int size, @Nullable String cursor) {
        Permission.MERGE_GROUPS.require();
        Optional<Cursor> from = Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, 2));
        List<Decided> found = db.sql(SELECT + """
                 where d.state <> 'open'
                   and (:before::timestamptz is null or (d.decided_at, d.id) < (:before, :id::uuid))
                 order by d.decided_at desc, d.id desc
                 limit :limit
                """)
                .param("before", from.map(at -> at.instant(0)).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", from.map(at -> at.id(1)).orElse(null))
                .param("limit", size + 1)
                .query((row, number) ->
                        new Decided(read(row, number), row.getObject("decided_at", OffsetDateTime.class)))
                .list();
        Listing<Decided> page = Listing.page(
                found,
                size,
                last -> Cursor.of(last.at().toString(), last.found().id().toString())
                        .text());
        return page.map(Decided::found);
    }

    private record Decided(DuplicateCase found, OffsetDateTime at) {}

    /// The case of two groups, if there is one that the actor may see.
    @Transactional(readOnly = true)
    public Optional<UUID> of(GroupId one, GroupId other) {
        return db.sql("""
                select id from registry.duplicate_cases
                 where group_a = least(:one, :other) and group_b = greatest(:one, :other)
                """)
                .param("one", one.value())
                .param("other", other.value())
                .query(UUID.class)
                .optional();
    }

    /// How many cases await a decision by the actor.
    @Transactional(readOnly = true)
    public long countWaiting() {
        return db.sql("""
                select count(*)
                  from registry.duplicate_cases d
                  join registry.business_groups a on a.id = d.group_a
                  join registry.business_groups b on b.id = d.group_b
                """ + WAITING).query(Long.class).single();
    }

    /// The case with that id, in any state.
    ///
    /// @throws Refused as not found unless both groups are in the actor's scope
    @Transactional(readOnly = true)
    public DuplicateCase byId(UUID id) {
        Permission.MERGE_GROUPS.require();
        return db.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query(DuplicateCases::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Dismisses a case permanently.
    ///
    /// @throws Refused without a reason, or if the case was decided already
    @Transactional
    public void dismiss(UUID id, @Nullable String reason) {
        DuplicateCase found = byId(id);
        String why = DecisionReason.check(reason);
        int dismissed = db.sql("""
                update registry.duplicate_cases
                   set state = 'dismissed', decided_at = :now, decided_by = :account, reason = :reason
                 where id = :id and state = 'open'
                """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("account", CurrentActor.get().account().orElseThrow().id())
                .param("reason", why)
                .param("id", id)
                .update();
        if (dismissed != 1) {
            throw new Refused(new MergeAlreadyDecided());
        }
        Change none = new Change(null, found.second().number());
        Change other = new Change(null, found.first().number());
        audit.addAll(List.of(entry(found.first(), none, found, why), entry(found.second(), other, found, why)));
    }

    private static AuditEntry entry(Side group, Change other, DuplicateCase found, String reason) {
        return AuditEntry.of("group.told-apart", "group", group.id().value(), found.areaCode(), group.id())
                .changing(Map.of("other", other))
                .because(reason);
    }

    private static DuplicateCase read(ResultSet row, int number) throws SQLException {
        return new DuplicateCase(
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getFloat("score"),
                row.getString("area_code"),
                row.getObject("found_on", LocalDate.class),
                Reason.of(
                        row.getDouble("name_match"),
                        row.getInt("depth"),
                        row.getBoolean("same_phone"),
                        row.getInt("shared")),
                side(row, "a_"),
                side(row, "b_"),
                row.getString("reason"));
    }

    private static Side side(ResultSet row, String prefix) throws SQLException {
        return new Side(
                new GroupId(row.getObject(prefix + "id", UUID.class)),
                row.getString(prefix + "number"),
                row.getString(prefix + "name"),
                row.getString(prefix + "place"),
                row.getInt(prefix + "version"));
    }

    private static Float score(String text) {
        try {
            return Float.valueOf(text);
        } catch (NumberFormatException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }
}
