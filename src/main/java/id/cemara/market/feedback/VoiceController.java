package id.cemara.market.feedback;

import id.cemara.identity.Permission;
import id.cemara.shared.Refused;
import id.cemara.shell.forms.Form;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The work space pages for complaints and reviews: `/kerja/keluhan`, `/kerja/ulasan` and
/// `/kerja/perlindungan-konsumen`.
@Controller
record VoiceController(Complaints complaints, Reviews reviews, ProtectionContacts contacts) {

    private static final int PAGE_SIZE = 30;
    private static final Set<String> REVIEW_NEWS = Set.of("answered", "hidden", "shown");
    private static final Set<String> DEEDS = Set.of("balas", "selesai", "teruskan");

    @GetMapping("/kerja/keluhan")
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", complaints.page(PAGE_SIZE, cursor));
        model.addAttribute("continued", cursor != null);
        model.addAttribute("contact", contacts.current());
        return "market/feedback/complaints";
    }

    @GetMapping("/kerja/keluhan/{id}")
    String show(@PathVariable UUID id, @RequestParam(required = false) @Nullable String kabar, Model model) {
        Permission.SEE_MEMBERS.require();
        model.addAttribute("news", kabar != null && DEEDS.contains(kabar) ? kabar : "");
        Complaint complaint = complaints.get(id);
        model.addAttribute("complaint", complaint);
        model.addAttribute("form", Form.empty());
        model.addAttribute("contact", contacts.current());
        model.addAttribute("maySolve", Complaints.maySolve(complaint));
        return "market/feedback/complaint";
    }

    @PostMapping("/kerja/keluhan/{id}/{deed}")
    String say(
            @PathVariable UUID id,
            @PathVariable String deed,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String words) {
        Permission.SEE_MEMBERS.require();
        if (!DEEDS.contains(deed)) {
            throw Refused.notFound();
        }
        switch (deed) {
            case "balas" -> complaints.say(id, version, words);
            case "selesai" -> complaints.solve(id, version, words);
            default -> complaints.passOn(id, version, words);
        }
        return "redirect:/kerja/keluhan/" + id + "?kabar=" + deed;
    }

    @GetMapping("/kerja/ulasan")
    String reviews(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String kabar,
            Model model) {
        model.addAttribute("news", kabar != null && REVIEW_NEWS.contains(kabar) ? kabar : "");
        model.addAttribute("page", reviews.page(PAGE_SIZE, cursor));
        model.addAttribute("continued", cursor != null);
        model.addAttribute("mayAnswer", Permission.SELL.isGranted());
        model.addAttribute("mayHide", Permission.HIDE_REVIEWS.isGranted());
        return "market/feedback/reviews";
    }

    @PostMapping("/kerja/ulasan/{id}/jawaban")
    String answer(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String answer) {
        reviews.answer(id, version, answer);
        return "redirect:/kerja/ulasan?kabar=answered";
    }

    @PostMapping("/kerja/ulasan/{id}/sembunyikan")
    String hide(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String why) {
        reviews.hide(id, version, why);
        return "redirect:/kerja/ulasan?kabar=hidden";
    }

    @PostMapping("/kerja/ulasan/{id}/tampilkan")
    String unhide(@PathVariable UUID id, @RequestParam(required = false) @Nullable Integer version) {
        reviews.show(id, version);
        return "redirect:/kerja/ulasan?kabar=shown";
    }

    @GetMapping("/kerja/perlindungan-konsumen")
    String contact(@RequestParam(required = false) @Nullable String kabar, Model model) {
        model.addAttribute("isSaved", "saved".equals(kabar));
        Permission.USE_WORK_SPACE.require();
        ProtectionContact now = contacts.current();
        Form form = Form.of(
                "office",
                now.office(),
                "phone",
                now.phone(),
                "email",
                now.email(),
                "web",
                now.web(),
                "source",
                now.source());
        model.addAttribute("contact", now);
        model.addAttribute("form", form);
        model.addAttribute("mayKeep", Permission.KEEP_PROTECTION_CONTACT.isGranted());
        return "market/feedback/protection";
    }

    @PostMapping("/kerja/perlindungan-konsumen")
    String noteContact(ProtectionContacts.Typed typed, @RequestParam(required = false) @Nullable Integer version) {
        contacts.note(typed, version);
        return "redirect:/kerja/perlindungan-konsumen?kabar=saved";
    }
}
