package id.cemara.registry.desk;

import id.cemara.exchange.TableFormat;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProblem.MaybeSameMember;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.members.FamilyPlanning;
import id.cemara.registry.members.Member;
import id.cemara.registry.members.MemberDetails;
import id.cemara.registry.members.MemberList;
import id.cemara.registry.members.MemberRequest;
import id.cemara.registry.members.Members;
import id.cemara.registry.members.Memberships;
import id.cemara.registry.members.OfficerTerms;
import id.cemara.shared.Checks;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A group's members in the work space, listed with its officers.
@Controller
@RequestMapping("/kerja/kelompok/{number}")
record WorkMemberController(
        GroupsInScope groups,
        Members members,
        MemberList list,
        Memberships memberships,
        OfficerTerms terms,
        FamilyPlanning familyPlanning,
        DuplicateCheck duplicates,
        Frames frames,
        Clock clock) {
    private static final int PAGE_SIZE = 50;

    /// Identity numbers are never sent back to the browser in a refused form.
    private static final String[] NUMBERS = {"nik", "familyCard"};

    @GetMapping("/anggota")
    @Nullable
    String list(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String pengurus,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String kabar,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        if (TableFormat.sends(format, () -> list.table(group.id(), columns()), response)) {
            return null;
        }
        model.addAttribute("group", group);
        model.addAttribute("page", list.page(group.id(), PAGE_SIZE, cursor));
        model.addAttribute("terms", terms.page(group.id(), PAGE_SIZE, pengurus));
        model.addAttribute("offices", OfficerTerms.OFFICES);
        model.addAttribute("mayEdit", mayEdit(group));
        model.addAttribute("news", kabar == null || !kabar.matches("[a-z-]{1,30}") ? "" : kabar);
        return "registry/work-members";
    }

    private List<String> columns() {
        Texts texts = frames.current().texts();
        return Stream.of("name", "birthDate", "phone", "nik", "joinedOn", "leftOn", "office")
                .map(column -> texts.get("registry.member." + column))
                .toList();
    }

    @GetMapping("/anggota/baru")
    String blank(@PathVariable String number, Model model) {
        Permission.EDIT_GROUPS.require();
        return form(groups.byNumber(number), null, Form.empty(), model);
    }

    @PostMapping("/anggota")
    String add(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        Form form = Form.of(typed).without(NUMBERS);
        try {
            MemberDetails details = MemberDetails.read(request(typed), LocalDate.now(clock));
            duplicates.add(group.id(), details, "true".equals(typed.get("confirmed")));
            return "redirect:" + address(group) + "?kabar=" + news("member-added", details.warnings(group.areaCode()));
        } catch (Refused refused) {
            Candidates candidates = DuplicateCheck.candidates(refused);
            if (candidates == null) {
                return whetherSame(group, null, form, refused, model, response);
            }
            response.setStatus(refused.problem().status());
            model.addAttribute("candidates", candidates);
            model.addAttribute(
                    "alike", members.alike(group.id(), MemberDetails.read(request(typed), LocalDate.now(clock))));
            return form(group, null, form, model);
        }
    }

    @GetMapping("/anggota/{id}")
    String edit(@PathVariable String number, @PathVariable UUID id, Model model) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        Member member = members.read(group.id(), id);
        return form(group, member, Form.of(values(member)), model);
    }

    @PostMapping("/anggota/{id}")
    String change(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        Form form = Form.of(typed).without(NUMBERS);
        try {
            MemberDetails details = MemberDetails.read(request(typed), LocalDate.now(clock));
            members.change(
                    group.id(),
                    id,
                    Input.version(typed),
                    details,
                    new Members.Correction(null, null, null),
                    "true".equals(typed.get("confirmed")));
            return "redirect:" + address(group) + "?kabar=" + news("member-saved", details.warnings(group.areaCode()));
        } catch (Refused refused) {
            return whetherSame(group, members.read(group.id(), id), form, refused, model, response);
        }
    }

    /// Shows the form again, asking whether one of the similar members is the same person.
    ///
    /// @throws Refused the given refusal, if it is about anything else
    private String whetherSame(
            GroupInScope group,
            @Nullable Member member,
            Form form,
            Refused refused,
            Model model,
            HttpServletResponse response) {
        if (!(refused.problem() instanceof MaybeSameMember same)) {
            throw refused;
        }
        response.setStatus(refused.problem().status());
        model.addAttribute("alike", same.alike());
        return form(group, member, form, model);
    }

    /// Corrects the dates of a membership. An empty last day makes a past member a current one.
    @PostMapping("/anggota/{id}/tanggal")
    String correct(@PathVariable String number, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        var checks = new Checks();
        LocalDate today = LocalDate.now(clock);
        Optional<LocalDate> joined = checks.pastDay("joinedOn", typed.get("joinedOn"), today);
        checks.that(!typed.getOrDefault("joinedOn", "").isBlank(), "joinedOn", "required");
        Optional<LocalDate> left = checks.pastDay("leftOn", typed.get("leftOn"), today);
        checks.refuseProblems();
        memberships.correct(
                group.id(), id, Input.version(typed), joined.orElseThrow(), left.orElse(null), typed.get("reason"));
        return "redirect:" + address(group) + "?kabar=days-corrected";
    }

    @PostMapping("/anggota/{id}/keluar")
    String leave(@PathVariable String number, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        LocalDate today = LocalDate.now(clock);
        LocalDate left = Checks.past("leftOn", typed.get("leftOn"), today).orElse(today);
        memberships.leave(group.id(), id, Input.version(typed), left);
        return "redirect:" + address(group) + "?kabar=member-left";
    }

    @PostMapping("/anggota/{id}/identitas")
    String identity(
            @PathVariable String number, @PathVariable UUID id, @RequestParam Map<String, String> typed, Model model) {
        Permission.SEE_FULL_IDENTITY.require();
        GroupInScope group = groups.byNumber(number);
        model.addAttribute("identity", members.identity(group.id(), id, typed.get("reason")));
        Member member = members.read(group.id(), id);
        return form(group, member, Form.of(values(member)), model);
    }

    @PostMapping("/anggota/{id}/kb")
    String familyPlanning(@PathVariable String number, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
        Permission.KEEP_FAMILY_PLANNING.require();
        GroupInScope group = groups.byNumber(number);
        String chosen = typed.getOrDefault("participates", "");
        if (!chosen.equals("true") && !chosen.equals("false")) {
            throw Refused.parameter("participates", "choice");
        }
        familyPlanning.set(group.id(), id, chosen.equals("true"));
        return "redirect:" + address(group) + "/" + id;
    }

    private String form(GroupInScope group, @Nullable Member member, Form form, Model model) {
        boolean keepsKb =
                member != null && group.deactivatedOn() == null && Permission.KEEP_FAMILY_PLANNING.isGranted();
        model.addAttribute("group", group);
        model.addAttribute("member", member);
        model.addAttribute("form", form);
        model.addAttribute("mayEdit", mayEdit(group));
        model.addAttribute("maySeeIdentity", Permission.SEE_FULL_IDENTITY.isGranted());
        model.addAttribute("mayKeepFamilyPlanning", keepsKb);
        model.addAttribute(
                "participates",
                keepsKb && member != null
                        ? familyPlanning.of(group.id(), member.id()).orElse(null)
                        : null);
        if (!model.containsAttribute("candidates")) {
            model.addAttribute("candidates", null);
        }
        if (!model.containsAttribute("alike")) {
            model.addAttribute("alike", List.of());
        }
        if (!model.containsAttribute("identity")) {
            model.addAttribute("identity", null);
        }
        return "registry/work-member-form";
    }

    private static boolean mayEdit(GroupInScope group) {
        return group.deactivatedOn() == null && Permission.EDIT_GROUPS.isGranted();
    }

    private static Map<String, @Nullable Object> values(Member member) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("version", member.version());
        values.put("name", member.name());
        values.put("birthDate", member.birthDate());
        values.put("phone", member.phone());
        values.put("joinedOn", member.joinedOn());
        values.put("leftOn", member.leftOn());
        return values;
    }

    private static String news(String done, List<String> warnings) {
        return warnings.isEmpty() ? done : done + "-look";
    }

    static String address(GroupInScope group) {
        return WorkGroupController.address(group) + "/anggota";
    }

    private static MemberRequest request(Map<String, String> typed) {
        return new MemberRequest(
                typed.get("name"),
                typed.get("birthDate"),
                typed.get("phone"),
                typed.get("nik"),
                typed.get("familyCard"),
                typed.get("joinedOn"));
    }
}
