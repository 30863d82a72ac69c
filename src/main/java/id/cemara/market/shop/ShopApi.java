package id.cemara.market.shop;

import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The shop API.
@RestController
@RequestMapping("/api/v1/groups/{number}/shop")
@Tag(name = "shop", description = "How a group sells: WhatsApp, pick-up, delivery rates and couriers' tariffs")
record ShopApi(Shops shops) {
    record ShopAnswer(
            @Nullable String whatsapp,
            @Nullable String welcome,
            boolean cod,
            boolean institutions,
            boolean pickup,
            boolean ownDelivery,
            boolean courier,
            @Nullable String pickupPlace,
            @Nullable String pickupHours,
            List<RateAnswer> rates,
            List<TariffAnswer> tariffs,
            int version) {}

    record RateAnswer(
            String to, String name, long fee, @Nullable Long freeFrom) {}

    record TariffAnswer(String courier, String to, String name, long perKg) {}

    @GetMapping(produces = "application/json")
    @Operation(operationId = "getGroupShop", summary = "How a group sells")
    ResponseEntity<ShopAnswer> get(@PathVariable String number) {
        return tagged(shops.get(number));
    }

    @PutMapping(consumes = "application/json", produces = "application/json")
    @Operation(operationId = "changeGroupShop", summary = "Set how a group sells, with all rates and tariffs")
    ResponseEntity<ShopAnswer> change(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ShopRequest request) {
        shops.get(number);
        return tagged(shops.change(number, ETags.optional(ifMatch), request));
    }

    private static ResponseEntity<ShopAnswer> tagged(Shop shop) {
        return ResponseEntity.ok().eTag(ETags.of(shop.version())).body(answer(shop));
    }

    private static ShopAnswer answer(Shop shop) {
        return new ShopAnswer(
                shop.whatsapp(),
                shop.welcome(),
                shop.takesCod(),
                shop.takesInstitutions(),
                shop.offersPickup(),
                shop.offersOwnDelivery(),
                shop.offersCourier(),
                shop.pickupPlace(),
                shop.pickupHours(),
                shop.rates().stream()
                        .map(rate -> new RateAnswer(
                                rate.to(),
                                rate.toName(),
                                rate.fee().rupiah(),
                                rate.freeFrom() == null ? null : rate.freeFrom().rupiah()))
                        .toList(),
                shop.tariffs().stream()
                        .map(tariff -> new TariffAnswer(
                                tariff.courier(),
                                tariff.to(),
                                tariff.toName(),
                                tariff.perKg().rupiah()))
                        .toList(),
                shop.version());
    }
}
