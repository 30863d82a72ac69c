package id.cemara.market.ordering;

import id.cemara.market.OrderStatus;
import java.time.Instant;
import java.util.List;

/// Which step can be undone: the last one, by the side that took it, within the time for undoing. If
/// confirming the payment revived an order, undoing the confirmation undoes the revival too.
public final class Undoing {

    private Undoing() {}

    /// The changes that this side may undo now.
    ///
    /// @param changes of the order, oldest first
    /// @param earliest a step before this instant can no longer be undone
    /// @return the step, followed by the revival it caused, if any; empty if nothing can be undone
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
