package id.cemara.market.shop;

import id.cemara.identity.Permission;
import id.cemara.shell.forms.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/kerja/kurir`: the couriers' weight rules with their sources, and what is still unknown.
@Controller
@RequestMapping("/kerja/kurir")
record CourierController(Couriers couriers) {

    @GetMapping
    String show(@RequestParam(required = false) @Nullable String kabar, Model model) {
        Permission.USE_WORK_SPACE.require();
        Map<String, String> names = new LinkedHashMap<>();
        couriers.all().forEach(courier -> names.put(courier.key(), courier.name()));
        model.addAttribute("couriers", couriers.all());
        model.addAttribute("names", names);
        model.addAttribute("form", Form.empty());
        model.addAttribute("isSaved", "saved".equals(kabar));
        model.addAttribute("mayKeep", Permission.KEEP_COURIER_RULES.isGranted());
        return "market/shop/couriers";
    }

    @PostMapping
    String note(Couriers.Typed typed) {
        couriers.note(typed);
        return "redirect:/kerja/kurir?kabar=saved";
    }
}
