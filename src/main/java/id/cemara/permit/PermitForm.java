package id.cemara.permit;

import id.cemara.shared.Checks;
import id.cemara.shared.SeenText;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A permit as somebody tells it, before anything is checked.
///
/// @param kind its key
/// @param number as it stands on the paper
/// @param holder whose name is on it; null when not said
/// @param issuedOn the day it was given, as 2020-12-31; null when not said
/// @param expiresOn the last day it counts, as 2020-12-31; null when it has no end or nobody said
record PermitForm(
        @Nullable String kind,
        @Nullable String number,
        @Nullable String holder,
        @Nullable String issuedOn,
        @Nullable String expiresOn) {

    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_HOLDER = 120;

    /// A permit that can be kept.
    ///
    /// @param isOtherFormat whether the number has another form than its kind usually has
    record Facts(
            PermitKind kind,
            String number,
            boolean isOtherFormat,
            @Nullable String holder,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate expiresOn) {}

    /// What can be kept of it.
    ///
    /// @throws id.cemara.shared.Refused with every field that cannot be used
    Facts read(LocalDate today) {
        var checks = new Checks();
        PermitKind known = Optional.ofNullable(kind).flatMap(PermitKind::ofKey).orElse(null);
        checks.that(known != null, "kind", "choice");
        String typed = number == null ? "" : number.strip();
        checks.that(!typed.isEmpty(), "number", "required").that(SeenText.isLine(typed), "number", "no-control");
        String normal = known == null || !SeenText.isLine(typed) ? typed : known.normal(typed);
        checks.that(normal.length() <= LONGEST_NUMBER, "number", "too-long", LONGEST_NUMBER)
                .that(known != PermitKind.NIB || typed.isEmpty() || known.isUsualForm(normal), "number", "permit-nib");
        String name = holder == null || holder.isBlank() ? null : holder.strip();
        checks.that(name == null || SeenText.isLine(name), "holder", "no-control")
                .that(name == null || name.length() <= LONGEST_HOLDER, "holder", "too-long", LONGEST_HOLDER);
        LocalDate issued = checks.pastDay("issuedOn", issuedOn, today).orElse(null);
        LocalDate expires = checks.day("expiresOn", expiresOn).orElse(null);
        if (expires == null && known == PermitKind.HOME_FOOD && (expiresOn == null || expiresOn.isBlank())) {
            expires = HomeFoodNumber.of(normal).map(HomeFoodNumber::lastDay).orElse(null);
        }
        checks.that(issued == null || expires == null || !expires.isBefore(issued), "expiresOn", "permit-order");
        checks.refuseProblems();
        if (known == null) {
            throw new IllegalStateException("a kind that was not refused");
        }
        return new Facts(known, normal, !known.isUsualForm(normal), name, issued, expires);
    }
}
