package id.cemara.permit;

import java.util.List;

/// A permit with what somebody should look at in it.
public record PermitView(Permit permit, List<Warning> warnings) {

    public PermitView {
        warnings = List.copyOf(warnings);
    }

    /// What the number says; null when it is no P-IRT of the known form.
    public @org.jspecify.annotations.Nullable HomeFoodNumber decoded() {
        return permit.kind() == PermitKind.HOME_FOOD
                ? HomeFoodNumber.of(permit.number()).orElse(null)
                : null;
    }
}
