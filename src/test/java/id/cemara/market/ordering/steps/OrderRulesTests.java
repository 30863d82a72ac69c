package id.cemara.market.ordering.steps;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderRules.Rule;
import id.cemara.payment.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The state machine's table: invariants of the whole table, and the page generated from it.
class OrderRulesTests {

    private static final Path PAGE = Path.of("docs/orders.md");

    @Test
    void every_status_but_the_last_ones_leads_on_and_is_reached_from_the_first() {
        Set<OrderStatus> reached = EnumSet.of(OrderStatus.PLACED);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Rule rule : OrderRules.rules()) {
                for (OrderStatus from : rule.from()) {
                    grew |= reached.contains(from) && reached.add(rule.target(from));
                }
            }
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(OrderStatus.class));
        for (OrderStatus status : OrderStatus.values()) {
            boolean leadsOn = OrderRules.rules().stream()
                    .anyMatch(rule -> rule.from().contains(status) && rule.target(status) != status);
            assertThat(leadsOn).as("%s", status).isEqualTo(status != OrderStatus.REFUSED);
        }
    }

    @Test
    void no_step_lets_goods_leave_that_nobody_kept_or_keeps_goods_that_left() {
        for (Rule rule : OrderRules.rules()) {
            for (OrderStatus from : rule.from()) {
                ShelfEffect effect = ShelfEffect.between(from, rule.target(from));
                boolean takesAgain = effect == ShelfEffect.RESERVE;
                assertThat(takesAgain).as("%s from %s", rule.step(), from).isEqualTo(rule.step() == OrderStep.REVIVE);
                if (rule.canBeUndone()) {
                    ShelfEffect.between(rule.target(from), from);
                }
            }
        }
    }

    @Test
    void one_step_of_one_side_leads_from_one_status_to_one_place_unless_a_guard_tells_them_apart() {
        for (Rule one : OrderRules.rules()) {
            for (Rule other : OrderRules.rules()) {
                if (one != other && one.step() == other.step()) {
                    Set<OrderStatus> both = EnumSet.copyOf(one.from());
                    both.retainAll(other.from());
                    Set<Party> sides = EnumSet.copyOf(one.who());
                    sides.retainAll(other.who());
                    assertThat(both.isEmpty()
                                    || sides.isEmpty()
                                    || !one.guards().equals(other.guards()))
                            .as("%s", one.step())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void the_page_in_docs_is_drawn_from_the_table() throws IOException {
        String drawn = page();
        String kept = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        if (!kept.equals(drawn)) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(kept)
                .as("docs/orders.md was not what the table says; it is drawn anew now and belongs into the same commit")
                .isEqualTo(drawn)
                .contains("placed --> confirmed");
    }

    private static String page() {
        Set<String> edges = new TreeSet<>();
        List<String> rows = new ArrayList<>();
        for (Rule rule : OrderRules.rules()) {
            Set<ShelfEffect> effects = EnumSet.noneOf(ShelfEffect.class);
            for (OrderStatus from : rule.from()) {
                OrderStatus to = rule.target(from);
                effects.add(ShelfEffect.between(from, to));
                if (to != from) {
                    edges.add("    %s --> %s: %s"
                            .formatted(state(from), state(to), rule.step().key()));
                }
            }
            effects.remove(ShelfEffect.NONE);
            rows.add("| %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            rule.step().key(),
                            rule.from().size() == OrderStatus.values().length
                                    ? "any"
                                    : join(rule.from().stream()
                                            .map(OrderStatus::key)
                                            .toList()),
                            rule.to() == null ? "stays" : rule.to().key(),
                            join(rule.who().stream().map(Party::key).toList()),
                            join(rule.guards().stream()
                                    .map(OrderRules.Guard::key)
                                    .toList()),
                            join(effects.stream()
                                    .map(effect -> effect.name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', ' '))
                                    .toList()),
                            rule.canBeUndone() ? "yes" : ""));
        }
        return """
                # Orders

                Drawn from `OrderRules` by `OrderRulesTests`: change the table, not this page.

                ```mermaid
                stateDiagram-v2
                    [*] --> placed: place
                %s
                    closed --> [*]
                    cancelled --> [*]
                    refused --> [*]
                ```

                Payment is a line of its own: none, claimed, confirmed, refunded. Pay-first orders (QRIS, transfer, payment
                provider) are made ready only once they are paid; cash on delivery and invoices for institutions are paid when
                the goods are there, or after. How long goods are kept is in `market.payment_terms`, the limits of one phone number
                in `market.order_limits`.

                An order that is paid after it expired takes its goods again by itself (`revive`). Where they are gone it stays
                expired and is shown as paid late until the group makes it good or gives the money back. So is an order that
                ended and whose buyer says that it was paid, until the group looked. Where a payment provider gives the money
                back, an order that still holds goods is cancelled, and nothing is taken again for money that is gone; where it
                says that another payment is there after all, the order takes its goods again.

                *What is done to the shelf* follows from what an order has of it in the two states: placed, confirmed,
                in-preparation and ready hold the goods; sent, delivered, closed and disputed have used them; cancelled, expired and
                refused have nothing. The database checks the same when a transaction commits.

                *Undo* takes the last step back: by the side that took it (the group and its officers are one side, for what both
                may do), within `undo-minutes`, while nothing else happened since and the shelf allows it. It names the version
                that was looked at, so that ten presses take back one step. What an expired order
                took again because its payment was confirmed goes back with that confirmation.

                What arrived and is settled closes by itself after `close-days` without a word, unless a complaint is open. Goods
                that come back unpaid are put on the shelf again (`return`).

                | step | from | to | who | only when | shelf | undo |
                | --- | --- | --- | --- | --- | --- | --- |
                %s
                """.formatted(String.join("\n", edges), String.join("\n", rows));
    }

    /// Mermaid does not allow hyphens in the names of states.
    private static String state(OrderStatus status) {
        return status.key().replace('-', '_');
    }

    private static String join(List<String> words) {
        return words.stream().collect(Collectors.joining(", "));
    }
}
