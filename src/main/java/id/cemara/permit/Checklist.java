package id.cemara.permit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a group has of the papers, in their usual order, and which one to look at next. A hint: whether a product needs
/// a paper is for Dinkes and BPOM to say.
///
/// @param steps one for each kind
public record Checklist(List<Step> steps) {

    public Checklist {
        steps = List.copyOf(steps);
    }

    /// @param kind what it is
    /// @param state of the best one the group has; `missing` when it has none
    /// @param isNext whether this is the one to look at next
    public record Step(PermitKind kind, String state, boolean isNext) {}

    static Checklist of(List<Permit> permits) {
        Map<PermitKind, PermitState> best = new EnumMap<>(PermitKind.class);
        for (Permit permit : permits) {
            if (permit.isCurrent()) {
                best.merge(permit.kind(), permit.state(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
        Optional<PermitKind> next = nextOf(best);
        return new Checklist(List.of(PermitKind.values()).stream()
                .map(kind -> new Step(
                        kind,
                        best.containsKey(kind) ? best.get(kind).key() : "missing",
                        next.filter(kind::equals).isPresent()))
                .toList());
    }

    /// The step to look at next; empty when none of the usual ones is open.
    public Optional<Step> next() {
        return steps.stream().filter(Step::isNext).findFirst();
    }

    /// The first that is missing or has ended. MD is only for some food, so it is never next by itself: it is when it
    /// was there and has ended.
    private static Optional<PermitKind> nextOf(Map<PermitKind, PermitState> best) {
        for (PermitKind kind : PermitKind.values()) {
            PermitState state = best.get(kind);
            boolean isOpen = state == null ? kind != PermitKind.MD : state == PermitState.EXPIRED;
            // Food that has BPOM's number needs no P-IRT.
            boolean isCovered = kind == PermitKind.HOME_FOOD && isHeld(best.get(PermitKind.MD));
            if (isOpen && !isCovered) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static boolean isHeld(@org.jspecify.annotations.Nullable PermitState state) {
        return state == PermitState.VALID || state == PermitState.EXPIRING;
    }
}
