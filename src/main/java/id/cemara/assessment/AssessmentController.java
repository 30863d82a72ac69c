package id.cemara.assessment;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
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

@Controller
@RequestMapping("/kerja/kelompok/{number}/nilai")
record AssessmentController(
        Assessments assessments, Rubrics rubrics, GroupsInScope groups, AuditTrail audit, Frames frames, Clock clock) {
    private static final String POINTS = "points.";
    private static final String EVIDENCE = "evidence.";

    @GetMapping
    String list(@PathVariable String number, @RequestParam(required = false) @Nullable String kabar, Model model) {
        model.addAttribute("isSigned", "signed".equals(kabar));
        List<Assessment> signed = assessments.of(number);
        GroupInScope group = groups.byNumber(number);
        model.addAttribute("group", group);
        model.addAttribute("assessments", signed.stream().map(this::view).toList());
        model.addAttribute("mayAssess", group.deactivatedOn() == null && Permission.ASSESS_GROUPS.isGranted());
        return "assessment/assessments";
    }

    @GetMapping("/baru")
    String blank(@PathVariable String number, @RequestParam(required = false) @Nullable UUID corrects, Model model) {
        Permission.ASSESS_GROUPS.require();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("assessedOn", LocalDate.now(clock));
        if (corrects != null) {
            Assessment old = assessments.of(number).stream()
                    .filter(one -> one.id().equals(corrects))
                    .findFirst()
                    .orElseThrow(Refused::notFound);
            old.answers().forEach(answer -> {
                values.put(POINTS + answer.criterion(), answer.points());
                values.put(EVIDENCE + answer.criterion(), answer.evidence());
            });
            values.put("note", old.note());
        }
        values.put("version", groups.byNumber(number).version());
        return form(number, Form.of(values), corrects, model);
    }

    @PostMapping
    String sign(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable UUID corrects,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        try {
            assessments.sign(
                    number,
                    version,
                    new AssessmentForm(
                            typed.get("assessedOn"), typed.get("note"), named(typed, POINTS), named(typed, EVIDENCE)),
                    corrects);
        } catch (Refused refused) {
            response.setStatus(refused.problem().status());
            Map<String, @Nullable Object> values = new HashMap<>(typed);
            if (refused.problem() instanceof Outdated || refused.problem() instanceof PreconditionNeeded) {
                // The typed values are kept and can be sent again for the group's current version.
                GroupInScope now = groups.byNumber(number);
                values.put("version", now.version());
                model.addAttribute(
                        "since",
                        version == null
                                ? List.of()
                                : audit.since("group", now.id().value(), version));
                return form(number, Form.of(values), corrects, model);
            }
            return form(number, refusedForm(Form.of(values), refused, model), corrects, model);
        }
        return "redirect:/kerja/kelompok/" + number + "/nilai?kabar=signed";
    }

    private AssessmentView view(Assessment assessment) {
        return new AssessmentView(assessment, rubrics.byKey(assessment.rubric()).orElseThrow());
    }

    private String form(String number, Form form, @Nullable UUID corrects, Model model) {
        model.addAttribute("group", groups.byNumber(number));
        model.addAttribute("rubric", rubrics.on(LocalDate.now(clock)));
        model.addAttribute("form", form);
        model.addAttribute("corrects", corrects);
        return "assessment/form";
    }

    private Form refusedForm(Form typed, Refused refused, Model model) {
        switch (refused.problem()) {
            case RequestProblem.InvalidFields invalid -> {
                return typed.refused(refused);
            }
            case RequestProblem other -> throw refused;
            default -> model.addAttribute("problem", frames.current().t(refused.problem()));
        }
        return typed;
    }

    private static Map<String, String> named(Map<String, String> typed, String prefix) {
        return typed.entrySet().stream()
                .filter(field -> field.getKey().startsWith(prefix))
                .collect(Collectors.toMap(field -> field.getKey().substring(prefix.length()), Map.Entry::getValue));
    }
}
