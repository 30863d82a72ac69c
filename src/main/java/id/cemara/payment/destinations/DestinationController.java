package id.cemara.payment.destinations;

import id.cemara.files.FileProblem;
import id.cemara.files.Upload;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// The pages `/kerja/kelompok/{number}/pembayaran` and `/kerja/kode-bayar`.
@Controller
class DestinationController {

    private static final int PAGE_SIZE = 50;
    private static final Set<String> NEWS = Set.of("qris", "account", "benar", "tolak", "cabut");

    private final Destinations destinations;
    private final GroupsInScope groups;
    private final Frames frames;

    DestinationController(Destinations destinations, GroupsInScope groups, Frames frames) {
        this.destinations = destinations;
        this.groups = groups;
        this.frames = frames;
    }

    /// An action of a form.
    private interface Work {

        void run();
    }

    @GetMapping("/kerja/kode-bayar")
    String waiting(@RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", destinations.waiting(PAGE_SIZE, cursor));
        model.addAttribute("continued", cursor != null);
        return "payment/waiting";
    }

    @GetMapping("/kerja/kelompok/{number}/pembayaran")
    String show(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String kabar,
            Model model) {
        model.addAttribute("news", kabar != null && NEWS.contains(kabar) ? kabar : "");
        return page(number, Form.empty(), "", cursor, model);
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/qris")
    String sendCode(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletResponse response) {
        Upload picture = Upload.of(file);
        return after(number, "qris", values("code", code), model, response, () -> {
            if (picture != null) {
                destinations.sendPicture(number, picture);
            } else {
                destinations.sendCode(number, code);
            }
        });
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/rekening")
    String sendAccount(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String bank,
            @RequestParam(name = "number", required = false) @Nullable String accountNumber,
            @RequestParam(required = false) @Nullable String holder,
            Model model,
            HttpServletResponse response) {
        Map<String, @Nullable Object> typed = values("bank", bank);
        typed.put("number", accountNumber);
        typed.put("holder", holder);
        return after(
                number,
                "account",
                typed,
                model,
                response,
                () -> destinations.sendAccount(number, bank, accountNumber, holder));
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/{id}/benar")
    String verify(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            Model model,
            HttpServletResponse response) {
        return after(
                number,
                "benar-" + id,
                values("why", null),
                model,
                response,
                () -> destinations.verify(number, id, version));
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/{id}/tolak")
    String reject(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return after(
                number,
                "tolak-" + id,
                values("why", why),
                model,
                response,
                () -> destinations.reject(number, id, version, why));
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/{id}/cabut")
    String withdraw(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return after(
                number,
                "cabut-" + id,
                values("why", why),
                model,
                response,
                () -> destinations.withdraw(number, id, version, why));
    }

    /// @param asked the submitted form: it shows the errors and stays open
    private String after(
            String number,
            String asked,
            Map<String, @Nullable Object> typed,
            Model model,
            HttpServletResponse response,
            Work work) {
        try {
            work.run();
        } catch (Refused refused) {
            Form form =
                    switch (refused.problem()) {
                        case InvalidFields invalid -> Form.of(typed).refused(refused);
                        case FileProblem problem -> Form.of(typed);
                        case DestinationProblem problem -> Form.of(typed);
                        case Outdated problem -> Form.of(typed);
                        default -> throw refused;
                    };
            model.addAttribute(
                    "problem",
                    refused.problem() instanceof Outdated // the page already has the newest state
                            ? frames.current().t("shell.outdated.shown")
                            : frames.current().t(refused.problem()));
            response.setStatus(refused.problem().status());
            return page(number, form, asked, null, model);
        }
        return "redirect:/kerja/kelompok/" + number + "/pembayaran?kabar=" + asked.replaceAll("-.*", "");
    }

    private String page(String number, Form form, String asked, @Nullable String cursor, Model model) {
        Listing<Destination> page = destinations.of(number, PAGE_SIZE, cursor);
        model.addAttribute("view", new DestinationsView(page.items()));
        model.addAttribute("next", page.next());
        model.addAttribute("continued", cursor != null);
        model.addAttribute("asked", asked);
        GroupInScope group = groups.byNumber(number);
        boolean isActive = group.deactivatedOn() == null;
        model.addAttribute("group", group);
        model.addAttribute("form", form);
        model.addAttribute("maySell", isActive && Permission.SELL.isGranted());
        model.addAttribute("mayCheck", isActive && Permission.CHECK_PAYMENT_CODES.isGranted());
        return "payment/destinations";
    }

    private static Map<String, @Nullable Object> values(String name, @Nullable String value) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(name, value);
        return values;
    }
}
