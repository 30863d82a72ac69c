package id.cemara.registry.moves;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.moves.MoveProblem.MoveNotVerified;
import id.cemara.shared.Input;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
record MoveController(Moves moves, GroupsInScope groups, Areas areas, AuditTrail audit, Frames frames, Clock clock) {

    private static final int PAGE_SIZE = 24;
    private static final int MOST_PLACES = 40;
    private static final String DECIDED = "diputuskan";
    private static final Set<String> NEWS = Set.of("proposed", "accepted", "refused", "withdrawn");

    @GetMapping("/kerja/pindah")
    String list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String keadaan,
            Model model) {
        boolean isDecided = DECIDED.equals(keadaan);
        model.addAttribute("page", isDecided ? moves.decided(PAGE_SIZE, cursor) : moves.waiting(PAGE_SIZE, cursor));
        model.addAttribute("isDecided", isDecided);
        model.addAttribute("isLater", cursor != null);
        return "registry/moves/moves";
    }

    /// Form with a village search; a search keeps the other typed fields.
    ///
    /// @param cari part of the new village's name
    @GetMapping("/kerja/kelompok/{number}/pindah")
    String blank(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String cari,
            @RequestParam(required = false) @Nullable String validFrom,
            @RequestParam(required = false) @Nullable String reason,
            Model model) {
        Permission.MOVE_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        if (!group.state().equals("verified")) {
            throw new Refused(new MoveNotVerified());
        }
        String day = validFrom == null ? LocalDate.now(clock).toString() : validFrom;
        return form(group, Form.of(Map.of("validFrom", day, "reason", reason == null ? "" : reason)), cari, model);
    }

    @PostMapping("/kerja/kelompok/{number}/pindah")
    String propose(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.MOVE_GROUPS.require();
        groups.byNumber(number);
        try {
            Move move = moves.propose(
                    number, Input.version(typed), typed.get("village"), typed.get("validFrom"), typed.get("reason"));
            return "redirect:/kerja/pindah/" + move.id() + "?kabar=proposed";
        } catch (Refused refused) {
            GroupInScope now = groups.byNumber(number);
            Form form = again(refused, typed, model, response);
            if (refused.problem() instanceof Outdated) {
                model.addAttribute(
                        "since", audit.since("group", now.id().value(), Objects.requireNonNull(Input.version(typed))));
            }
            return form(now, form, typed.get("cari"), model);
        }
    }

    private String form(GroupInScope group, Form form, @Nullable String search, Model model) {
        String text = Input.searchText("cari", search).orElse("");
        List<Area> found = text.isEmpty()
                ? List.of()
                : areas.search(text, null, MOST_PLACES).stream()
                        .filter(area -> area.code().depth() == 4)
                        .toList();
        model.addAttribute("group", group);
        model.addAttribute("form", form);
        model.addAttribute("search", text);
        model.addAttribute("found", found);
        return "registry/moves/form";
    }

    @GetMapping("/kerja/pindah/{id}")
    String one(@PathVariable UUID id, @RequestParam(required = false) @Nullable String kabar, Model model) {
        model.addAttribute("news", kabar != null && NEWS.contains(kabar) ? kabar : "");
        return page(moves.byId(id), Form.empty(), model);
    }

    @PostMapping("/kerja/pindah/{id}/terima")
    String accept(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        return decide(id, typed, "accepted", () -> moves.accept(id, Input.version(typed)), model, response);
    }

    @PostMapping("/kerja/pindah/{id}/tolak")
    String refuse(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        return decide(
                id,
                typed,
                "refused",
                () -> moves.refuse(id, Input.version(typed), typed.get("reason")),
                model,
                response);
    }

    @PostMapping("/kerja/pindah/{id}/tarik")
    String withdraw(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        return decide(
                id,
                typed,
                "withdrawn",
                () -> moves.withdraw(id, Input.version(typed), typed.get("reason")),
                model,
                response);
    }

    private String decide(
            UUID id,
            Map<String, String> typed,
            String done,
            Runnable decision,
            Model model,
            HttpServletResponse response) {
        Permission.MOVE_GROUPS.require();
        moves.byId(id);
        try {
            decision.run();
            return "redirect:/kerja/pindah/" + id + "?kabar=" + done;
        } catch (Refused refused) {
            Form form = again(refused, typed, model, response);
            return page(moves.byId(id), form, model);
        }
    }

    private String page(Move move, Form form, Model model) {
        model.addAttribute("move", move);
        model.addAttribute("form", form);
        model.addAttribute("mayDecide", Permission.MOVE_GROUPS.isGranted());
        return "registry/moves/move";
    }

    /// The typed form, with the refusal beside a field or above the form.
    private Form again(Refused refused, Map<String, String> typed, Model model, HttpServletResponse response) {
        Problem problem = refused.problem();
        Form form = Form.of(new HashMap<>(typed));
        switch (problem) {
            case InvalidFields invalid -> form = form.refused(refused);
            case Outdated outdated -> model.addAttribute("since", List.of());
            case PreconditionNeeded missing -> model.addAttribute("since", List.of());
            case RequestProblem other -> throw refused;
            default -> model.addAttribute("problem", frames.current().t(problem));
        }
        response.setStatus(problem.status());
        return form;
    }
}
