package id.cemara.permit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Permits a group needs for selling, in the order they are usually obtained. Source: DOMAIN 2, "NIB first
/// (OSS), then SPP-IRT, halal, merek, MD for riskier food".
public enum PermitKind {
    /// Nomor Induk Berusaha, the business number issued by OSS.
    NIB("nib"),
    /// SPP-IRT, for dry, packed food made at home.
    HOME_FOOD("p-irt"),
    /// Halal certificate, mandatory for food and drink since 18 October 2026 (PP 42/2024).
    HALAL("halal"),
    /// Trademark, registered or applied for.
    BRAND("brand"),
    /// BPOM's number for food outside the scope of P-IRT.
    MD("md");

    private final String key;

    PermitKind(String key) {
        this.key = key;
    }

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return key;
    }

    static Optional<PermitKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /// Normalises a typed number: one spelling, without the words before it.
    String normal(String typed) {
        String bare = typed.strip().replaceAll("\\s+", " ");
        return switch (this) {
            case NIB -> digitsOrAll(bare.replaceFirst("(?i)^nib[ .:]*", ""));
            case HOME_FOOD -> HomeFoodNumber.of(bare).map(HomeFoodNumber::text).orElse(bare);
            case HALAL, BRAND -> bare.toUpperCase(Locale.ROOT);
            case MD -> bare.toUpperCase(Locale.ROOT).replaceFirst("^BPOM (RI )?", "");
        };
    }

    /// Whether the number has its kind's usual format. Those of halal, brand and MD are unknown, so any
    /// number passes.
    boolean isUsualForm(String number) {
        return switch (this) {
            case NIB -> number.matches("\\d{13}");
            case HOME_FOOD -> HomeFoodNumber.of(number).isPresent();
            case HALAL, BRAND, MD -> true;
        };
    }

    private static String digitsOrAll(String text) {
        String digits = text.replaceAll("[ .-]", "");
        return digits.matches("\\d+") ? digits : text;
    }
}
