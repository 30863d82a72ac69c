package id.cemara.permit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A group's permits in their usual order, and the suggested next one. Only a hint: Dinkes and BPOM decide
/// whether a product needs a permit.
///
/// @param steps one per [PermitKind]
public record Checklist(List<Step> steps) {

    public Checklist {
        steps = List.copyOf(steps);
    }

    /// @param state of the best current permit of that kind; `missing` if there is none
    /// @param isNext whether it is the suggested next step
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

    /// Empty if no usual step is open.
    public Optional<Step> next() {
        return steps.stream().filter(Step::isNext).findFirst();
    }

    /// The first missing or expired kind. MD is needed only for some food, so it is suggested only after it
    /// expired.
    private static Optional<PermitKind> nextOf(Map<PermitKind, PermitState> best) {
        for (PermitKind kind : PermitKind.values()) {
            PermitState state = best.get(kind);
            boolean isOpen = state == null ? kind != PermitKind.MD : state == PermitState.EXPIRED;
            // Food with a valid MD number needs no P-IRT.
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
