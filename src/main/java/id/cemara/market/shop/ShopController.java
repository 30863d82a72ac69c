package id.cemara.market.shop;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.market.catalog.Obstacle;
import id.cemara.market.catalog.ProductLimits;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.AreaCode;
import id.cemara.shared.PhoneNumbers;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/kerja/kelompok/{number}/toko` with a group's terms of sale. Each rate has its own small form,
/// so that the page works on a phone without JavaScript.
@Controller
@RequestMapping("/kerja/kelompok/{number}/toko")
record ShopController(
        Shops shops, Couriers couriers, ProductLimits limits, GroupsInScope groups, Areas areas, Frames frames) {
    /// The main form as sent by the browser. A checkbox that is not ticked is absent.
    record Typed(
            @Nullable String whatsapp,
            @Nullable String welcome,
            @Nullable String cod,
            @Nullable String institutions,
            @Nullable String pickup,
            @Nullable String ownDelivery,
            @Nullable String courier,
            @Nullable String pickupPlace,
            @Nullable String pickupHours) {

        ShopRequest request() {
            return new ShopRequest(
                    whatsapp,
                    welcome,
                    cod != null,
                    institutions != null,
                    pickup != null,
                    ownDelivery != null,
                    courier != null,
                    pickupPlace,
                    pickupHours,
                    null,
                    null);
        }

        static Typed of(Shop shop) {
            return new Typed(
                    shop.whatsapp() == null ? null : PhoneNumbers.shown(shop.whatsapp()),
                    shop.welcome(),
                    ticked(shop.takesCod()),
                    ticked(shop.takesInstitutions()),
                    ticked(shop.offersPickup()),
                    ticked(shop.offersOwnDelivery()),
                    ticked(shop.offersCourier()),
                    shop.pickupPlace(),
                    shop.pickupHours());
        }

        private static @Nullable String ticked(boolean is) {
            return is ? "ya" : null;
        }

        Map<String, @Nullable Object> shown() {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("whatsapp", whatsapp);
            values.put("welcome", welcome);
            values.put("cod", cod);
            values.put("institutions", institutions);
            values.put("pickup", pickup);
            values.put("ownDelivery", ownDelivery);
            values.put("courier", courier);
            values.put("pickupPlace", pickupPlace);
            values.put("pickupHours", pickupHours);
            return values;
        }
    }

    @GetMapping
    String show(@PathVariable String number, @RequestParam(required = false) @Nullable String saved, Model model) {
        Shop shop = shops.get(number);
        model.addAttribute("saved", saved == null ? "" : saved(saved, shop));
        return page(number, shop, Form.of(Typed.of(shop).shown()), model);
    }

    /// The confirmation after saving. Warns if the saved price is of a delivery method that the group does
    /// not offer, because buyers do not see it.
    private String saved(String what, Shop shop) {
        return frames.current()
                .t(
                        switch (what) {
                            case "ongkir" ->
                                shop.offersOwnDelivery()
                                        ? "market.delivery.saved"
                                        : "market.delivery.saved.not-brought";
                            case "kurir" ->
                                shop.offersCourier() ? "market.delivery.saved" : "market.delivery.saved.not-sent";
                            default -> "market.delivery.saved";
                        });
    }

    @PostMapping
    String change(@PathVariable String number, @RequestParam(required = false) @Nullable Integer version, Typed typed) {
        shops.change(number, version, typed.request());
        return back(number, "toko");
    }

    @PostMapping("/ongkir")
    String keepRate(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String rateTo,
            @RequestParam(required = false) @Nullable String rateFee,
            @RequestParam(required = false) @Nullable String rateFreeFrom) {
        shops.keepRate(number, rateTo, rateFee, rateFreeFrom);
        return back(number, "ongkir");
    }

    @PostMapping("/ongkir/hapus")
    String removeRate(@PathVariable String number, @RequestParam(defaultValue = "") String to) {
        shops.removeRate(number, to);
        return back(number, "ongkir");
    }

    @PostMapping("/kurir")
    String keepTariff(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String tariffCourier,
            @RequestParam(required = false) @Nullable String tariffTo,
            @RequestParam(required = false) @Nullable String tariffPerKg) {
        shops.keepTariff(number, tariffCourier, tariffTo, tariffPerKg);
        return back(number, "kurir");
    }

    @PostMapping("/kurir/hapus")
    String removeTariff(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String courier,
            @RequestParam(defaultValue = "") String to) {
        shops.removeTariff(number, courier, to);
        return back(number, "kurir");
    }

    private String page(String number, Shop shop, Form form, Model model) {
        GroupInScope group = groups.byNumber(number);
        model.addAttribute("group", group);
        model.addAttribute("shop", shop);
        model.addAttribute(
                "obstacle", limits.obstacleOf(group.id()).map(Obstacle::new).orElse(null));
        model.addAttribute("form", form);
        model.addAttribute("couriers", couriers.all());
        model.addAttribute("places", places(group));
        Map<String, String> usable = new LinkedHashMap<>();
        couriers.all().stream()
                .filter(courier -> courier.rule().isPresent())
                .forEach(courier -> usable.put(courier.key(), courier.name()));
        model.addAttribute("usable", usable);
        return "market/shop/shop";
    }

    /// The areas offered for rates and tariffs: the group's village and the areas above it, the kecamatan
    /// of its kabupaten, the kabupaten of its province, and all provinces.
    private Map<String, String> places(GroupInScope group) {
        Map<String, String> places = new LinkedHashMap<>();
        AreaCode own = new AreaCode(group.areaCode());
        areas.lineage(own).reversed().forEach(area -> places.put(area.code().value(), area.name()));
        own.regency().ifPresent(regency -> add(places, areas.children(regency, null, 100)));
        add(places, areas.children(own.province(), null, 100));
        add(places, areas.children(null, null, 100));
        return places;
    }

    private static void add(Map<String, String> places, List<Area> more) {
        more.forEach(area -> places.putIfAbsent(area.code().value(), area.path()));
    }

    /// @param what was saved: toko, ongkir or kurir
    private static String back(String number, String what) {
        return "redirect:/kerja/kelompok/" + number + "/toko?saved=" + what;
    }
}
