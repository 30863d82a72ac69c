package id.cemara.registry.desk;

import id.cemara.registry.GroupProblem.ChangeDecided;
import id.cemara.registry.groups.PublicChange;
import id.cemara.registry.groups.PublicChanges;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/kerja/perubahan`: open changes to public facts of verified groups, with old and new value.
@Controller
@RequestMapping("/kerja/perubahan")
record PublicChangeController(PublicChanges changes, Frames frames) {

    private static final int PAGE_SIZE = 24;

    @GetMapping
    String waiting(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String kabar,
            Model model) {
        model.addAttribute("news", "confirmed".equals(kabar) || "taken-back".equals(kabar) ? kabar : "");
        return page(cursor, null, model);
    }

    @PostMapping("/{id}/benar")
    String confirm(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            Model model,
            HttpServletResponse response) {
        return decide("confirmed", () -> changes.confirm(id, version), model, response);
    }

    @PostMapping("/{id}/kembalikan")
    String takeBack(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String reason,
            Model model,
            HttpServletResponse response) {
        return decide("taken-back", () -> changes.takeBack(id, version, reason), model, response);
    }

    private String decide(String done, Runnable decision, Model model, HttpServletResponse response) {
        try {
            decision.run();
            return "redirect:/kerja/perubahan?kabar=" + done;
        } catch (Refused refused) {
            String key =
                    switch (refused.problem()) {
                        case ChangeDecided decided -> "problem.change-decided";
                        case Outdated outdated -> "registry.changes.outdated";
                        case PreconditionNeeded missing -> "registry.changes.outdated";
                        default -> throw refused;
                    };
            response.setStatus(refused.problem().status());
            return page(null, frames.current().t(key), model);
        }
    }

    private String page(@Nullable String cursor, @Nullable String problem, Model model) {
        Texts texts = frames.current().texts();
        Listing<PublicChange> page = changes.waiting(PAGE_SIZE, cursor);
        model.addAttribute("page", page.map(change -> shown(change, texts)));
        model.addAttribute("isLater", cursor != null);
        model.addAttribute("problem", problem);
        return "registry/public-changes";
    }

    /// The change with keys of sectors replaced by their names.
    static PublicChange shown(PublicChange change, Texts texts) {
        return change.fact().equals("sectors")
                ? new PublicChange(
                        change.id(),
                        change.group(),
                        change.groupName(),
                        change.fact(),
                        words(change.before(), texts),
                        words(change.after(), texts),
                        change.changedAt(),
                        change.changedBy(),
                        change.state(),
                        change.version(),
                        change.reason())
                : change;
    }

    private static String words(String lines, Texts texts) {
        return Arrays.stream(lines.split(", "))
                .map(line -> line.split("/", 2))
                .map(parts ->
                        texts.get("dimension.sector." + parts[0]) + (parts.length == 1 ? "" : " (" + parts[1] + ")"))
                .collect(Collectors.joining(", "));
    }
}
