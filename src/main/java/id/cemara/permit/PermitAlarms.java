package id.cemara.permit;

import id.cemara.exchange.Table;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shell.Texts;
import id.cemara.shell.Todo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Alarm for permits in the actor's scope that have expired or expire within [PermitState#ALARM_DAYS] days.
@Service
public class PermitAlarms {

    private static final int ALARM_DAYS = PermitState.ALARM_DAYS;
    private static final int SOON_DAYS = 30;
    private static final int NOW_DAYS = 7;

    /// The scope is checked here because row-level security alone would let public permits of other groups
    /// through.
    private static final String ENDING = """
             from permit.permits
            where replaced_by is null and withdrawn_on is null and expires_on <= :until
              and (platform.in_area(area_code) or platform.in_group(group_id))
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final GroupsInScope groups;
    private final Clock clock;

    PermitAlarms(JdbcClient db, TransactionTemplate transaction, GroupsInScope groups, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.groups = groups;
        this.clock = clock;
    }

    /// A permit that expires soon or has expired, with its group.
    public record Alarm(
            UUID id,
            GroupInScope group,
            PermitKind kind,
            String number,
            LocalDate expiresOn,
            PermitState state,
            long daysLeft) {

        public boolean isOver() {
            return daysLeft < 0;
        }
    }

    private record Row(UUID id, UUID groupId, String kind, String number, LocalDate expiresOn) {

        private GroupId group() {
            return new GroupId(groupId);
        }
    }

    private record Counts(long ended, long now, long soon, long later) {}

    /// A task for each step of urgency.
    @Transactional(readOnly = true)
    public List<Todo.Item> todo() {
        LocalDate today = LocalDate.now(clock);
        Counts counts = db.sql("""
                select count(*) filter (where expires_on < :today) as ended,
                       count(*) filter (where expires_on between :today and :now) as now,
                       count(*) filter (where expires_on > :now and expires_on <= :soon) as soon,
                       count(*) filter (where expires_on > :soon) as later
                """ + ENDING)
                .param("today", today)
                .param("now", today.plusDays(NOW_DAYS))
                .param("soon", today.plusDays(SOON_DAYS))
                .param("until", today.plusDays(ALARM_DAYS))
                .query(Counts.class)
                .single();
        List<Todo.Item> items = new ArrayList<>();
        add(items, "permit.todo.ended", counts.ended(), 0);
        add(items, "permit.todo.ending", counts.now(), NOW_DAYS);
        add(items, "permit.todo.ending", counts.soon(), SOON_DAYS);
        add(items, "permit.todo.ending", counts.later(), ALARM_DAYS);
        return items;
    }

    private static void add(List<Todo.Item> items, String key, long count, int days) {
        if (count > 0) {
            String message = CurrentActor.get().isStaff() ? key : key + ".own";
            items.add(new Todo.Item("/kerja/izin", message, List.of(count, days)));
        }
    }

    /// Expiring and expired permits, earliest last day first.
    Listing<Alarm> page(int size, @Nullable String cursor) {
        Permission.SEE_RECORDS.require();
        return Objects.requireNonNull(transaction.execute(status -> found(size, cursor)));
    }

    private Listing<Alarm> found(int size, @Nullable String cursor) {
        LocalDate after = LocalDate.of(1900, 1, 1);
        UUID last = new UUID(0, 0);
        if (cursor != null && !cursor.isEmpty()) {
            Cursor from = Cursor.parse("cursor", cursor, 2);
            after = from.day(0);
            last = from.id(1);
        }
        List<Alarm> found = ending(after, last, size + 1);
        return Listing.page(
                found,
                size,
                end -> Cursor.of(end.expiresOn().toString(), end.id().toString())
                        .text());
    }

    /// The same list as a table.
    Table table(Texts texts) {
        List<String> columns = List.of(
                texts.get("permit.group-number"),
                texts.get("permit.group"),
                texts.get("permit.kind"),
                texts.get("permit.number"),
                texts.get("permit.expires-on"),
                texts.get("permit.state"));
        return new Table("permits-ending", columns, sink -> {
            String cursor = null;
            do {
                Listing<Alarm> page = page(Listing.MAX_SIZE, cursor);
                page.items()
                        .forEach(ending -> sink.accept(Table.Row.of(
                                ending.group().number(),
                                ending.group().name(),
                                texts.get("permit.kind." + ending.kind().key()),
                                ending.number(),
                                ending.expiresOn(),
                                texts.get("permit.state." + ending.state().key()))));
                cursor = page.next();
            } while (cursor != null);
        });
    }

    private List<Alarm> ending(LocalDate after, UUID last, int limit) {
        LocalDate today = LocalDate.now(clock);
        List<Row> rows = db.sql("select id, group_id, kind, number, expires_on" + ENDING + """
                  and (expires_on, id) > (:after, :last)
                order by expires_on, id
                limit :limit
                """)
                .param("until", today.plusDays(ALARM_DAYS))
                .param("after", after)
                .param("last", last)
                .param("limit", limit)
                .query(Row.class)
                .list();
        Map<GroupId, GroupInScope> names =
                groups.all(rows.stream().map(Row::group).distinct().toList());
        List<Alarm> ending = new ArrayList<>();
        for (Row row : rows) {
            GroupInScope group = names.get(row.group());
            if (group != null) {
                ending.add(new Alarm(
                        row.id(),
                        group,
                        PermitKind.ofKey(row.kind()).orElseThrow(),
                        row.number(),
                        row.expiresOn(),
                        PermitState.of(false, false, row.expiresOn(), today),
                        java.time.temporal.ChronoUnit.DAYS.between(today, row.expiresOn())));
            }
        }
        return ending;
    }
}
