package id.cemara.permit;

import id.cemara.shared.Checks;
import id.cemara.shared.VisibleText;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A permit as typed.
///
/// @param kind a key
/// @param number as on the document
/// @param holder the name on the document; null if not given
/// @param issuedOn 2020-12-31; null if not given
/// @param expiresOn the last valid day, 2020-12-31; null if it does not expire or was not given
record PermitForm(
        @Nullable String kind,
        @Nullable String number,
        @Nullable String holder,
        @Nullable String issuedOn,
        @Nullable String expiresOn) {

    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_HOLDER = 120;

    /// Checked facts of a permit.
    ///
    /// @param isOtherFormat whether the number deviates from its kind's usual format
    record Facts(
            PermitKind kind,
            String number,
            boolean isOtherFormat,
            @Nullable String holder,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate expiresOn) {}

    /// Validates the form. A P-IRT without a last day gets the one in its number.
    ///
    /// @throws id.cemara.shared.Refused naming every invalid field
    Facts read(LocalDate today) {
        var checks = new Checks();
        PermitKind known = Optional.ofNullable(kind).flatMap(PermitKind::ofKey).orElse(null);
        checks.that(known != null, "kind", "choice");
        String typed = number == null ? "" : number.strip();
        checks.that(!typed.isEmpty(), "number", "required").that(VisibleText.isLine(typed), "number", "no-control");
        String normal = known == null || !VisibleText.isLine(typed) ? typed : known.normal(typed);
        checks.that(normal.length() <= LONGEST_NUMBER, "number", "too-long", LONGEST_NUMBER)
                .that(known != PermitKind.NIB || typed.isEmpty() || known.isUsualForm(normal), "number", "permit-nib");
        String name = holder == null || holder.isBlank() ? null : holder.strip();
        checks.that(name == null || VisibleText.isLine(name), "holder", "no-control")
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
