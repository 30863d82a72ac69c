package id.cemara.market.shop;

import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.PhoneNumbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A shop as sent, before validation. An absent yes/no value means no; absent rates or tariffs stay
/// unchanged.
record ShopRequest(
        @Nullable String whatsapp,
        @Nullable String welcome,
        @Nullable Boolean cod,
        @Nullable Boolean institutions,
        @Nullable Boolean pickup,
        @Nullable Boolean ownDelivery,
        @Nullable Boolean courier,
        @Nullable String pickupPlace,
        @Nullable String pickupHours,
        @Nullable List<RateRequest> rates,
        @Nullable List<TariffRequest> tariffs) {

    private static final int MOST_RATES = 200;
    static final long MOST_FEE = 100_000_000;
    static final long MOST_PER_KG = 10_000_000;
    static final long MOST_GOODS = 1_000_000_000_000L;

    record RateRequest(
            @Nullable String to,
            @Nullable Long fee,
            @Nullable Long freeFrom) {}

    record TariffRequest(
            @Nullable String courier,
            @Nullable String to,
            @Nullable Long perKg) {}

    /// The validated facts of a shop.
    record Facts(
            @Nullable String whatsapp,
            @Nullable String welcome,
            boolean cod,
            boolean institutions,
            boolean pickup,
            boolean ownDelivery,
            boolean courier,
            @Nullable String pickupPlace,
            @Nullable String pickupHours) {}

    /// Validates the request; [Shops] checks that areas and couriers exist.
    ///
    /// @throws id.cemara.shared.Refused with every invalid field
    Facts read() {
        var checks = new Checks();
        String number = null;
        if (whatsapp != null && !whatsapp.isBlank()) {
            number = PhoneNumbers.parseMobile(whatsapp).orElse(null);
            checks.that(number != null, "whatsapp", "mobile-phone");
        }
        String greeting = checks.text("welcome", welcome, 500, false);
        String place = checks.text("pickupPlace", pickupPlace, 300, false);
        String hours = checks.text("pickupHours", pickupHours, 120, false);
        boolean some = isTrue(pickup) || isTrue(ownDelivery) || isTrue(courier);
        checks.that(some, "pickup", "some-delivery");
        if (rates != null) {
            checks.that(rates.size() <= MOST_RATES, "rates", "at-most", MOST_RATES);
            Set<String> seen = new HashSet<>();
            for (RateRequest rate : rates) {
                checkArea("rates", rate.to(), checks);
                checks.that(seen.add(String.valueOf(rate.to())), "rates", "once-each")
                        .that(isBetween(rate.fee(), 0, MOST_FEE), "rates", "whole-number", 0, MOST_FEE)
                        .that(
                                rate.freeFrom() == null || isBetween(rate.freeFrom(), 1, MOST_GOODS),
                                "rates",
                                "whole-number",
                                1,
                                MOST_GOODS);
            }
        }
        if (tariffs != null) {
            checks.that(tariffs.size() <= MOST_RATES, "tariffs", "at-most", MOST_RATES);
            Set<String> seen = new HashSet<>();
            for (TariffRequest tariff : tariffs) {
                checkArea("tariffs", tariff.to(), checks);
                checks.that(seen.add(tariff.courier() + " " + tariff.to()), "tariffs", "once-each")
                        .that(isBetween(tariff.perKg(), 1, MOST_PER_KG), "tariffs", "whole-number", 1, MOST_PER_KG);
            }
        }
        checks.refuseProblems();
        return new Facts(
                number,
                greeting,
                isTrue(cod),
                isTrue(institutions),
                isTrue(pickup),
                isTrue(ownDelivery),
                isTrue(courier),
                place,
                hours);
    }

    private static void checkArea(String field, @Nullable String code, Checks checks) {
        checks.that(code != null && AreaCode.parse(code).isPresent(), field, "area-code");
    }

    private static boolean isBetween(@Nullable Long number, long least, long most) {
        return number != null && number >= least && number <= most;
    }

    private static boolean isTrue(@Nullable Boolean answer) {
        return Boolean.TRUE.equals(answer);
    }
}
