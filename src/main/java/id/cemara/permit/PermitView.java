package id.cemara.permit;

import java.util.List;

/// A permit with its warnings.
public record PermitView(Permit permit, List<Warning> warnings) {

    public PermitView {
        warnings = List.copyOf(warnings);
    }

    /// The parts of a P-IRT number; null for another kind or format.
    public @org.jspecify.annotations.Nullable HomeFoodNumber decoded() {
        return permit.kind() == PermitKind.HOME_FOOD
                ? HomeFoodNumber.of(permit.number()).orElse(null)
                : null;
    }
}
