package id.cemara.payment.destinations;

import id.cemara.files.Upload;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
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
record DestinationController(Destinations destinations, DestinationList list, GroupsInScope groups, Frames frames) {

    private static final int PAGE_SIZE = 50;
    private static final Set<String> NEWS = Set.of("qris", "account", "benar", "tolak", "cabut");

    @GetMapping("/kerja/kode-bayar")
    String waiting(@RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", list.waiting(PAGE_SIZE, cursor));
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
        return page(number, cursor, model);
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/qris")
    String sendCode(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        Upload picture = Upload.of(file);
        if (picture != null) {
            destinations.sendPicture(number, picture);
        } else {
            destinations.sendCode(number, code);
        }
        return saved(number, "qris");
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/rekening")
    String sendAccount(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String bank,
            @RequestParam(name = "number", required = false) @Nullable String accountNumber,
            @RequestParam(required = false) @Nullable String holder) {
        destinations.sendAccount(number, bank, accountNumber, holder);
        return saved(number, "account");
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/{id}/benar")
    String verify(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            Model model,
            HttpServletResponse response) {
        return decide(number, "benar", () -> destinations.verify(number, id, version), model, response);
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/{id}/tolak")
    String reject(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return decide(number, "tolak", () -> destinations.reject(number, id, version, why), model, response);
    }

    @PostMapping("/kerja/kelompok/{number}/pembayaran/{id}/cabut")
    String withdraw(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return decide(number, "cabut", () -> destinations.withdraw(number, id, version, why), model, response);
    }

    /// Somebody else may have decided first; then the page no longer has the form, and says so itself.
    private String decide(String number, String done, Runnable decision, Model model, HttpServletResponse response) {
        try {
            decision.run();
        } catch (Refused refused) {
            String problem =
                    switch (refused.problem()) {
                        case DestinationProblem known -> frames.current().t(known);
                        case Outdated outdated -> frames.current().t("shell.outdated.shown");
                        default -> throw refused;
                    };
            model.addAttribute("problem", problem);
            response.setStatus(refused.problem().status());
            return page(number, null, model);
        }
        return saved(number, done);
    }

    private static String saved(String number, String done) {
        return "redirect:/kerja/kelompok/" + number + "/pembayaran?kabar=" + done;
    }

    private String page(String number, @Nullable String cursor, Model model) {
        Listing<Destination> page = list.of(number, PAGE_SIZE, cursor);
        model.addAttribute("view", new DestinationsView(page.items()));
        model.addAttribute("next", page.next());
        model.addAttribute("continued", cursor != null);
        GroupInScope group = groups.byNumber(number);
        boolean isActive = group.deactivatedOn() == null;
        model.addAttribute("group", group);
        model.addAttribute("maySell", isActive && Permission.SELL.isGranted());
        model.addAttribute("mayCheck", isActive && Permission.CHECK_PAYMENT_CODES.isGranted());
        return "payment/destinations";
    }
}
