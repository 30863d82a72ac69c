package id.cemara.market.catalog;

import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentWaysChanged;
import id.cemara.payment.Payments;
import id.cemara.permit.PermitChanged;
import id.cemara.permit.PermitFacts;
import id.cemara.platform.jobs.NightlyWork;
import id.cemara.registry.GroupChanged;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupsChanged;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/// The market's copy of sellers, kept up to date from the events of registry, permits and payments.
///
/// An event only names the group; its current facts are read and written by one writer at a time. So events
/// may come twice and in any order. A nightly run compares all groups.
@Component
class Sellers implements NightlyWork {

    private static final Actor SYSTEM = new Actor.System("market-sellers", List.of(Actor.EVERYWHERE));
    private static final int AT_ONCE = 500;

    private final JdbcClient db;
    private final NamedParameterJdbcOperations batch;
    private final TransactionTemplate transaction;
    private final GroupFacts groups;
    private final PermitFacts permits;
    private final Payments payments;

    Sellers(
            JdbcClient db,
            NamedParameterJdbcOperations batch,
            TransactionTemplate transaction,
            GroupFacts groups,
            PermitFacts permits,
            Payments payments) {
        this.db = db;
        this.batch = batch;
        this.transaction = transaction;
        this.groups = groups;
        this.permits = permits;
        this.payments = payments;
    }

    @Async
    @TransactionalEventListener
    void on(GroupChanged group) {
        refresh(List.of(group.id()));
    }

    @Async
    @TransactionalEventListener
    void on(GroupsChanged changed) {
        refresh(changed.groups().stream().map(GroupChanged::id).toList());
    }

    @Async
    @TransactionalEventListener
    void on(PermitChanged permit) {
        refresh(List.of(permit.group()));
    }

    @Async
    @TransactionalEventListener
    void on(PaymentWaysChanged ways) {
        refresh(List.of(ways.group()));
    }

    @Override
    public String name() {
        return "market-sellers";
    }

    /// Refreshes every group.
    @Override
    public void run() {
        CurrentActor.run(SYSTEM, () -> {
            GroupId last = null;
            List<GroupId> page = after(last);
            while (!page.isEmpty()) {
                refresh(page);
                last = page.getLast();
                page = after(last);
            }
        });
    }

    private List<GroupId> after(@Nullable GroupId last) {
        return groups.after(last, AT_ONCE).stream().map(GroupChanged::id).toList();
    }

    /// Writes the facts that differ.
    private void refresh(List<GroupId> ids) {
        CurrentActor.run(
                SYSTEM,
                () -> transaction.executeWithoutResult(status -> {
                    hold(db);
                    write(groups.of(ids), numbers(ids), payments.methodsOf(ids));
                }));
    }

    /// Takes an advisory lock until the transaction ends. Writers of sellers and merges that move products
    /// between them must hold it, because they lock rows of both tables in different orders.
    static void hold(JdbcClient db) {
        db.sql("select pg_advisory_xact_lock(hashtext('market.sellers'))").query(rows -> {});
    }

    /// The permits of each group by kind. Permits are read by the day they end, so the one that ends last
    /// wins.
    private Map<GroupId, Map<String, PermitChanged>> numbers(List<GroupId> ids) {
        Map<GroupId, Map<String, PermitChanged>> numbers = new HashMap<>();
        for (PermitChanged permit : permits.of(ids)) {
            numbers.computeIfAbsent(permit.group(), group -> new HashMap<>())
                    .put(permit.kind().key(), permit);
        }
        return numbers;
    }

    private void write(
            List<GroupChanged> facts,
            Map<GroupId, Map<String, PermitChanged>> numbers,
            Map<GroupId, Set<PaymentMethod>> methods) {
        batch.batchUpdate(
                """
                insert into market.sellers as s (group_id, number, slug, name, area_code, place, primary_sector, is_open,
                       former_names, p_irt, p_irt_until, halal, halal_until, md, md_until, is_paid_ahead,
                       paid_ahead_most)
                values (:id, :number, :slug, :name, :area, :place, :sector, :open, :formerNames,
                        :homeFood, :homeFoodUntil, :halal, :halalUntil, :md, :mdUntil, :paidAhead, :paidAheadMost)
                    on conflict (group_id) do update
                   set number = excluded.number, slug = excluded.slug, name = excluded.name,
                       area_code = excluded.area_code, place = excluded.place,
                       primary_sector = excluded.primary_sector, is_open = excluded.is_open,
                       former_names = excluded.former_names, p_irt = excluded.p_irt, p_irt_until = excluded.p_irt_until,
                       halal = excluded.halal, halal_until = excluded.halal_until, md = excluded.md,
                       md_until = excluded.md_until, is_paid_ahead = excluded.is_paid_ahead,
                       paid_ahead_most = excluded.paid_ahead_most
                 where s is distinct from excluded
                """,
                facts.stream()
                        .map(group -> parameters(
                                group,
                                numbers.getOrDefault(group.id(), Map.of()),
                                methods.getOrDefault(group.id(), Set.of())))
                        .toArray(SqlParameterSource[]::new));
    }

    private static MapSqlParameterSource parameters(
            GroupChanged group, Map<String, PermitChanged> permits, Set<PaymentMethod> methods) {
        var parameters = new MapSqlParameterSource()
                .addValue("id", group.id().value())
                .addValue("number", group.number())
                .addValue("slug", group.slug())
                .addValue("name", group.name())
                .addValue("area", group.areaCode())
                .addValue("place", group.place())
                .addValue("sector", group.primarySector())
                .addValue("open", group.isOpen())
                .addValue("formerNames", group.formerNames())
                .addValue("paidAhead", !methods.isEmpty())
                .addValue(
                        "paidAheadMost",
                        Payments.mostAhead(methods).map(Money::rupiah).orElse(null),
                        Types.BIGINT);
        paper(parameters, "homeFood", permits.get("p-irt"));
        paper(parameters, "halal", permits.get("halal"));
        paper(parameters, "md", permits.get("md"));
        return parameters;
    }

    private static void paper(MapSqlParameterSource parameters, String name, @Nullable PermitChanged permit) {
        LocalDate until = permit == null ? null : permit.validUntil();
        parameters
                .addValue(name, permit == null ? null : permit.number(), Types.VARCHAR)
                .addValue(name + "Until", until, Types.DATE);
    }
}
