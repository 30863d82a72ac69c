package id.cemara.registry.desk;

import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.members.OfficerTerms;
import id.cemara.shared.Checks;
import id.cemara.shared.Input;
import id.cemara.shell.forms.Form;
import id.cemara.shell.forms.FormPages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A group's officers in the work space; [WorkMemberController] lists them.
@Controller
@RequestMapping("/kerja/kelompok/{number}")
record WorkOfficerController(GroupsInScope groups, OfficerTerms terms, Clock clock) {
    @PostMapping("/pengurus")
    String begin(@PathVariable String number, @RequestParam Map<String, String> typed, HttpServletRequest request) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        FormPages.standsOn(request, WorkMemberController.address(group));
        terms.begin(
                group.id(),
                id(typed.getOrDefault("member", "")),
                typed.getOrDefault("office", ""),
                past(typed, "startedOn").orElse(today()),
                past(typed, "endedOn").orElse(null),
                "on".equals(typed.get("showName")));
        return "redirect:" + WorkMemberController.address(group) + "?kabar=officer-began";
    }

    @PostMapping("/pengurus/{term}/selesai")
    String end(@PathVariable String number, @PathVariable UUID term, @RequestParam Map<String, String> typed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        terms.end(group.id(), term, Input.version(typed), past(typed, "endedOn").orElse(today()));
        return "redirect:" + WorkMemberController.address(group) + "?kabar=officer-ended";
    }

    @GetMapping("/pengurus/{term}")
    String term(@PathVariable String number, @PathVariable UUID term, Model model) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        OfficerTerms.Term found = terms.one(group.id(), term);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("version", found.version());
        values.put("startedOn", found.startedOn());
        values.put("endedOn", found.endedOn());
        model.addAttribute("group", group);
        model.addAttribute("term", found);
        model.addAttribute("form", Form.of(values));
        return "registry/work-term-form";
    }

    /// Corrects the dates of a term. An empty last day makes a past term a current one.
    @PostMapping("/pengurus/{term}/tanggal")
    String correct(@PathVariable String number, @PathVariable UUID term, @RequestParam Map<String, String> typed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        Optional<LocalDate> started = past(typed, "startedOn");
        new Checks().that(started.isPresent(), "startedOn", "required").refuseProblems();
        terms.correct(
                group.id(),
                term,
                Input.version(typed),
                started.orElseThrow(),
                past(typed, "endedOn").orElse(null),
                typed.get("reason"));
        return "redirect:" + WorkMemberController.address(group) + "?kabar=days-corrected";
    }

    @PostMapping("/pengurus/{term}/nama")
    String showName(@PathVariable String number, @PathVariable UUID term, @RequestParam Map<String, String> typed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        terms.showName(group.id(), term, Input.version(typed), "true".equals(typed.get("shown")));
        return "redirect:" + WorkMemberController.address(group) + "?kabar=name-consent";
    }

    private Optional<LocalDate> past(Map<String, String> typed, String field) {
        return Checks.past(field, typed.get(field), today());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            new Checks().that(false, "member", "required").refuseProblems();
            throw e;
        }
    }
}
