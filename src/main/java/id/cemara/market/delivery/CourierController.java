package id.cemara.market.delivery;

import id.cemara.identity.Permission;
import id.cemara.shared.Refused;
import id.cemara.shell.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The page `/kerja/kurir`: how couriers weigh, with the source, and what is not known yet.
@Controller
@RequestMapping("/kerja/kurir")
class CourierController {

    private final Couriers couriers;

    CourierController(Couriers couriers) {
        this.couriers = couriers;
    }

    @GetMapping
    String show(Model model) {
        Permission.USE_WORK_SPACE.require();
        return page(Form.empty(), model);
    }

    @PostMapping
    String note(Couriers.Typed typed, Model model, HttpServletResponse response) {
        try {
            couriers.note(typed);
        } catch (Refused refused) {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("courier", typed.courier());
            values.put("minimumKg", typed.minimumKg());
            values.put("toleranceGrams", typed.toleranceGrams());
            values.put("volumetricDivisor", typed.volumetricDivisor());
            values.put("collectsCash", typed.collectsCash());
            values.put("source", typed.source());
            Form form = Form.of(values).refused(refused);
            response.setStatus(refused.problem().status());
            return page(form, model);
        }
        return "redirect:/kerja/kurir";
    }

    private String page(Form form, Model model) {
        Map<String, String> names = new LinkedHashMap<>();
        couriers.all().forEach(courier -> names.put(courier.key(), courier.name()));
        model.addAttribute("couriers", couriers.all());
        model.addAttribute("names", names);
        model.addAttribute("form", form);
        model.addAttribute("mayKeep", Couriers.mayKeep());
        return "market/delivery/couriers";
    }
}
