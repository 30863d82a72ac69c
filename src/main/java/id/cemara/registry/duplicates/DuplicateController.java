package id.cemara.registry.duplicates;

import id.cemara.registry.GroupProfile;
import id.cemara.registry.Profiles;
import id.cemara.registry.duplicates.DuplicateCase.Side;
import id.cemara.registry.duplicates.MergeProblem.MergeChangedSince;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/kerja/ganda")
record DuplicateController(
        DuplicateCases cases, CaseDecisions decisions, Merges merges, Profiles profiles, Frames frames) {

    private static final int PAGE_SIZE = 24;
    private static final String DECIDED = "diputuskan";
    private static final Set<String> NEWS = Set.of("merged", "unmerged", "told-apart");

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String keadaan,
            Model model) {
        boolean isDecided = DECIDED.equals(keadaan);
        model.addAttribute("page", isDecided ? cases.decided(PAGE_SIZE, cursor) : cases.waiting(PAGE_SIZE, cursor));
        model.addAttribute("isDecided", isDecided);
        model.addAttribute("isLater", cursor != null);
        return "registry/duplicates";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @RequestParam(required = false) @Nullable String kabar, Model model) {
        model.addAttribute("news", kabar != null && NEWS.contains(kabar) ? kabar : "");
        return page(id, Form.empty(), List.of(), model);
    }

    @PostMapping("/{id}/bukan-ganda")
    String dismiss(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Integer firstVersion,
            @RequestParam(required = false) @Nullable Integer secondVersion,
            Model model,
            HttpServletResponse response) {
        try {
            decisions.dismiss(id, firstVersion, secondVersion, reason);
            return "redirect:/kerja/ganda/" + id + "?kabar=told-apart";
        } catch (Refused refused) {
            return again(id, refused, reason, model, response);
        }
    }

    /// @param into the number of the surviving group
    /// @param fromBeginning whether both were always one group
    @PostMapping("/{id}/gabungan")
    String merge(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "false") boolean fromBeginning,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Integer firstVersion,
            @RequestParam(required = false) @Nullable Integer secondVersion,
            Model model,
            HttpServletResponse response) {
        DuplicateCase found = cases.byId(id);
        Side kept = found.first().number().equals(into) ? found.first() : found.second();
        Side other = kept == found.first() ? found.second() : found.first();
        if (!kept.number().equals(into)) {
            throw Refused.parameter("into", "value");
        }
        try {
            boolean isFirst = kept == found.first();
            decisions.merge(
                    other.number(),
                    isFirst ? secondVersion : firstVersion,
                    kept.number(),
                    isFirst ? firstVersion : secondVersion,
                    reason,
                    fromBeginning);
            return "redirect:/kerja/ganda/" + id + "?kabar=merged";
        } catch (Refused refused) {
            return again(id, refused, reason, model, response);
        }
    }

    @PostMapping("/{id}/gabungan/batal")
    String undo(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID merge,
            Model model,
            HttpServletResponse response) {
        cases.byId(id);
        if (merge == null) {
            throw Refused.parameter("merge", "value");
        }
        try {
            merges.undo(merge);
            return "redirect:/kerja/ganda/" + id + "?kabar=unmerged";
        } catch (Refused refused) {
            if (refused.problem() instanceof MergeChangedSince changed) {
                response.setStatus(changed.status());
                return page(id, Form.empty(), changed.conflicts(), model);
            }
            throw refused;
        }
    }

    private String again(UUID id, Refused refused, @Nullable String reason, Model model, HttpServletResponse response) {
        Form form = Form.of(Map.of("reason", reason == null ? "" : reason));
        switch (refused.problem()) {
            case InvalidFields invalid -> form = form.refused(refused);
            // A group changed after the comparison: show the comparison again.
            case Outdated outdated -> model.addAttribute("since", List.of());
            case PreconditionNeeded missing -> model.addAttribute("since", List.of());
            default -> throw refused;
        }
        response.setStatus(refused.problem().status());
        return page(id, form, List.of(), model);
    }

    private String page(UUID id, Form form, List<String> conflicts, Model model) {
        DuplicateCase found = cases.byId(id);
        var comparison = Comparison.of(
                profile(found.first()),
                profile(found.second()),
                frames.current().texts());
        Merge merge = merges.thatTook(found.first().id())
                .or(() -> merges.thatTook(found.second().id()))
                .filter(each -> found.holds(each.fromGroup()) && found.holds(each.intoGroup()))
                .orElse(null);
        model.addAttribute("found", new CaseView(found, comparison, merge));
        model.addAttribute("form", form);
        model.addAttribute("conflicts", conflicts);
        return "registry/duplicate";
    }

    private GroupProfile profile(Side side) {
        return profiles.byNumber(side.number()).orElseThrow(Refused::notFound);
    }
}
