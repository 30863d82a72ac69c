package id.cemara.market;

import id.cemara.registry.GroupFacts;
import id.cemara.registry.GroupsMerged;
import id.cemara.registry.GroupsUnmerged;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/// Products go with the group that goes on after a merge, with their shelf, photos, batches and steps; orders stay with
/// the group they were made to. What was sold rests until somebody of the group that goes on has looked at it.
@Component
class ProductsOfMergedGroups {

    private static final Actor SYSTEM = new Actor.System("market-merges", List.of(Actor.EVERYWHERE));

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final GroupFacts groups;

    ProductsOfMergedGroups(JdbcClient db, TransactionTemplate transaction, GroupFacts groups) {
        this.db = db;
        this.transaction = transaction;
        this.groups = groups;
    }

    /// Again changes nothing: the group they came from has none left. An undoing that came before stays as it is.
    @Async
    @TransactionalEventListener
    void on(GroupsMerged merge) {
        CurrentActor.run(
                SYSTEM,
                () -> transaction.executeWithoutResult(status -> {
                    Sellers.hold(db);
                    db.sql("""
                    insert into market.shops (group_id, area_code, whatsapp, welcome, takes_cod, takes_institutions,
                           pickup_place, pickup_hours)
                    select :into, :area, s.whatsapp, s.welcome, s.takes_cod, s.takes_institutions, s.pickup_place,
                           s.pickup_hours
                      from market.shops s
                     where s.group_id = :from
                        on conflict (group_id) do nothing
                    """)
                            .param("from", merge.from())
                            .param("into", merge.into())
                            .param("area", area(merge.into()))
                            .update();
                    db.sql("""
                    with moved as (
                        update market.products p
                           set group_id = :into, area_code = :area,
                               state = case p.state when 'published' then 'resting' else p.state end,
                               version = p.version + 1
                         where p.group_id = :from
                           and not exists (select from market.merge_moves m where m.merge_id = :merge)
                        returning p.id, old.state, new.version)
                    insert into market.merge_moves (merge_id, product_id, state, version)
                    select :merge, id, state, version from moved
                    """)
                            .param("merge", merge.mergeId())
                            .param("from", merge.from())
                            .param("into", merge.into())
                            .param("area", area(merge.into()))
                            .update();
                }));
    }

    @Async
    @TransactionalEventListener
    void on(GroupsUnmerged merge) {
        CurrentActor.run(
                SYSTEM,
                () -> transaction.executeWithoutResult(status -> {
                    Sellers.hold(db);
                    db.sql("""
                        update market.products p
                           set group_id = :from, area_code = :area,
                               state = case when p.version = m.version then m.state else p.state end,
                               version = p.version + 1
                          from market.merge_moves m
                         where m.merge_id = :merge and m.product_id = p.id and p.group_id = :into
                        """)
                            .param("merge", merge.mergeId())
                            .param("from", merge.from())
                            .param("into", merge.into())
                            .param("area", area(merge.from()))
                            .update();
                }));
    }

    private String area(UUID group) {
        return groups.of(List.of(group)).getFirst().areaCode();
    }
}
