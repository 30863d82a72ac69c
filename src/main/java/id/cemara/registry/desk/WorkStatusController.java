package id.cemara.registry.desk;

import id.cemara.identity.Permission;
import id.cemara.registry.FactDays;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.groups.GroupStatuses;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A group's operating status in the work space, and corrections of the first day of a status or stage.
@Controller
@RequestMapping("/kerja/kelompok/{number}/keadaan")
record WorkStatusController(
        GroupsInScope groups, GroupStatuses statuses, FactDays days, GroupChoices choices, Frames frames, Clock clock) {
    @GetMapping
    String status(@PathVariable String number, Model model) {
        Permission.EDIT_GROUPS.require();
        Form form = Form.of(Map.of("from", LocalDate.now(clock)));
        return statusForm(groups.byNumber(number), form, model);
    }

    @PostMapping
    String setStatus(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        try {
            GroupWriteApi.StatusForm.Read read = GroupWriteApi.StatusForm.read(
                    typed.get("status"), typed.get("cause"), typed.get("from"), LocalDate.now(clock));
            statuses.set(group.id(), read.status(), read.cause(), read.from());
            return "redirect:" + WorkGroupController.address(group) + "?kabar=status";
        } catch (Refused refused) {
            Form form = Form.of(typed).refused(refused);
            response.setStatus(refused.problem().status());
            return statusForm(group, form, model);
        }
    }

    /// Corrects the first day of a status or stage.
    @PostMapping("/tanggal")
    String correctDay(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        var correction = new GroupWriteApi.DayCorrection(
                typed.get("fact"), typed.get("from"), typed.get("right"), typed.get("reason"));
        try {
            GroupWriteApi.correct(days, group, Input.version(typed), correction, LocalDate.now(clock));
            return "redirect:" + WorkGroupController.address(group) + "?kabar=days-corrected";
        } catch (Refused refused) {
            Form form = Form.of(typed).refused(refused);
            response.setStatus(refused.problem().status());
            return statusForm(group, form, model);
        }
    }

    private String statusForm(GroupInScope group, Form form, Model model) {
        Map<FactDays.Fact, List<FactDays.Period>> periods = new EnumMap<>(FactDays.Fact.class);
        for (FactDays.Fact fact : FactDays.Fact.values()) {
            if (fact.permission().isGranted()) {
                periods.put(fact, days.correctable(group.id(), fact));
            }
        }
        model.addAttribute("periods", periods);
        model.addAttribute("group", group);
        model.addAttribute("form", form);
        model.addAttribute("statuses", choices.statuses(frames.current().texts()));
        model.addAttribute("causes", choices.causes(frames.current().texts()));
        return "registry/work-status";
    }
}
