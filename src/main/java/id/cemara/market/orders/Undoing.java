package id.cemara.market.orders;

import id.cemara.market.By;
import id.cemara.market.OrderChange;
import id.cemara.market.OrderStatus;
import id.cemara.market.OrderStep;
import java.time.Instant;
import java.util.List;

/// Which step can be taken back: the last one, by the side that took it, in time. Goods that an expired order took
/// again because its money was confirmed belong to that confirmation and go back with it.
public final class Undoing {

    private Undoing() {}

    /// What that side may take back now.
    ///
    /// @param changes of the order, from the first to the last
    /// @param earliest what was done before is too long ago
    /// @return the step itself and what followed from it; empty when there is none
    public static List<OrderChange> of(List<OrderChange> changes, OrderStatus status, By by, Instant earliest) {
        List<OrderChange> standing = changes.stream()
                .filter(change -> !change.isUndone() && change.step() != OrderStep.UNDO)
                .toList();
        if (standing.isEmpty() || standing.getLast().to() != status) {
            return List.of();
        }
        int from = standing.size() - (isRevived(standing) ? 2 : 1);
        OrderChange step = standing.get(from);
        boolean isTheirs = step.from() != null
                && step.by().isSideOf(by)
                && OrderMachine.canBeUndone(step.step(), step.from(), step.to(), by)
                && !step.at().isBefore(earliest);
        return isTheirs ? standing.subList(from, standing.size()) : List.of();
    }

    private static boolean isRevived(List<OrderChange> standing) {
        return standing.size() > 1
                && standing.getLast().step() == OrderStep.REVIVE
                && standing.getLast().by() == By.SYSTEM
                && standing.get(standing.size() - 2).step() == OrderStep.CONFIRM_PAYMENT;
    }
}
