package id.cemara.permit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The papers a group needs to sell, in the order they are usually asked for. Source: DOMAIN 2, "NIB first (OSS), then
/// SPP-IRT, halal, merek, MD for riskier food".
public enum PermitKind {
    /// Nomor Induk Berusaha: the number of the business, from OSS.
    NIB("nib"),
    /// SPP-IRT: dry, packed food made at home.
    HOME_FOOD("p-irt"),
    /// The halal certificate, needed for food and drink since 18 October 2026 (PP 42/2024).
    HALAL("halal"),
    /// The brand, registered or applied for.
    BRAND("brand"),
    /// BPOM's number for food that P-IRT does not cover.
    MD("md");

    private final String key;

    PermitKind(String key) {
        this.key = key;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    static Optional<PermitKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /// The number as it is kept: without the words people write before it, and in one spelling.
    String normal(String typed) {
        String bare = typed.strip().replaceAll("\\s+", " ");
        return switch (this) {
            case NIB -> digitsOrAll(bare.replaceFirst("(?i)^nib[ .:]*", ""));
            case HOME_FOOD -> HomeFoodNumber.of(bare).map(HomeFoodNumber::text).orElse(bare);
            case HALAL, BRAND -> bare.toUpperCase(Locale.ROOT);
            case MD -> bare.toUpperCase(Locale.ROOT).replaceFirst("^BPOM (RI )?", "");
        };
    }

    /// Whether the number looks as numbers of this kind do. Halal, brand and MD: unknown, so any will do.
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
