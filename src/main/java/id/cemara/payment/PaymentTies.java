package id.cemara.payment;

import static id.cemara.registry.ties.GroupTie.follows;
import static id.cemara.registry.ties.GroupTie.moves;

import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupRows;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTies;
import id.cemara.registry.ties.MergeSteps;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Moves payments with their orders when groups are merged. A destination moves only if the surviving group
/// has none of its kind in the same state, valid or waiting; otherwise it stays with the closed group,
/// because buyers of open orders were told to pay there.
@Component
class PaymentTies implements GroupTies {

    private static final String HOLDS = "payment.payments.holds_amount";

    private final JdbcClient db;
    private final MergeSteps steps;
    private final GroupRows destinations;
    private final GroupRows payments;
    private final ApplicationEventPublisher events;

    PaymentTies(JdbcClient db, MergeSteps steps, ApplicationEventPublisher events) {
        this.db = db;
        this.steps = steps;
        this.events = events;
        this.destinations = new GroupRows(db, steps, "payment.destinations", true);
        this.payments = new GroupRows(db, steps, "payment.payments", true);
    }

    @Override
    public List<GroupTie> ties() {
        return List.of(
                moves("payment.destinations"),
                moves("payment.payments"),
                follows("payment.payment_claims", "payment.payments"),
                follows("payment.payment_changes", "payment.payments"),
                follows("payment.gateway_events", "payment.payments"),
                follows("payment.gateway_openings", "payment.payments"),
                follows("payment.gateway_states", "payment.payments"),
                follows("payment.gateway_looks", "payment.payments"));
    }

    @Override
    public void merge(GroupMerge merge) {
        destinations.move(merge, "", """
                (r.state not in ('waiting', 'verified')
                 or not exists (select from payment.destinations o
                                 where o.group_id = :into and o.kind = r.kind and o.state = r.state))
                """);
        letGoOfDigits(merge);
        payments.move(merge);
        announce(merge);
    }

    private void announce(GroupMerge merge) {
        events.publishEvent(new PaymentWaysChanged(merge.from()));
        events.publishEvent(new PaymentWaysChanged(merge.into()));
    }

    /// When two open transfers end in the same digits, the moved one gives up its claim on them. Both keep
    /// their amount and account.
    private void letGoOfDigits(GroupMerge merge) {
        String rows = db.sql("""
                with changed as (
                    update payment.payments p
                       set holds_amount = false
                     where p.group_id = :from and p.holds_amount
                       and exists (select from payment.payments o
                                    where o.group_id = :into and o.holds_amount and o.amount % 1000 = p.amount % 1000)
                    returning p.id)
                select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'before', '{}'::jsonb, 'after', '{}'::jsonb)),
                                '[]')::text
                  from changed c
                """)
                .param("from", merge.from().value())
                .param("into", merge.into().value())
                .query(String.class)
                .single();
        steps.keep(merge, HOLDS, rows);
    }

    @Override
    public List<String> conflicts(GroupMerge merge) {
        return destinations.areChangedSince(merge) || payments.areChangedSince(merge) ? List.of("payments") : List.of();
    }

    @Override
    public void undo(GroupMerge merge) {
        destinations.giveBack(merge);
        payments.giveBack(merge);
        db.sql("""
                update payment.payments p
                   set holds_amount = true
                  from jsonb_to_recordset(:steps::jsonb) as k (id uuid)
                 where p.id = k.id and p.status in ('none', 'claimed') and p.closed_at is null
                """).param("steps", steps.of(merge, HOLDS)).update();
        announce(merge);
    }
}
