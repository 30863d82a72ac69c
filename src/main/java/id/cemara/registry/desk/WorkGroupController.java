package id.cemara.registry.desk;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.identity.Permission;
import id.cemara.identity.accounts.Invitations;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProfile;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Profiles;
import id.cemara.registry.WorkGroupPage;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.duplicates.MergeProblem.MaybeDuplicate;
import id.cemara.registry.groups.GroupDetails;
import id.cemara.registry.groups.GroupDetailsReader;
import id.cemara.registry.groups.GroupRequest;
import id.cemara.registry.groups.GroupReviews;
import id.cemara.registry.groups.Registry;
import id.cemara.registry.groups.ReviewStep;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import id.cemara.shell.Frames;
import id.cemara.shell.Sections;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A group in the work space: list, record, registration, editing and approval.
@Controller
@RequestMapping("/kerja/kelompok")
record WorkGroupController(
        GroupsInScope groups,
        Invitations invitations,
        Profiles profiles,
        Registry registry,
        GroupReviews reviews,
        GroupDetailsReader reader,
        DuplicateCheck duplicates,
        Approval approval,
        GroupChoices choices,
        GroupSizeWarning sizes,
        AuditTrail audit,
        Sections sections,
        Frames frames) {

    private static final int PAGE_SIZE = 30;

    @GetMapping
    @Nullable
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.SEE_RECORDS.require();
        GroupsInScope.Filter filter = GroupWriteApi.filter(q, state);
        if (TableFormat.sends(format, () -> table(filter), response)) {
            return null;
        }
        model.addAttribute("filter", filter);
        model.addAttribute("page", groups.page(filter, PAGE_SIZE, cursor));
        model.addAttribute("counts", groups.counts());
        boolean isOwn = CurrentActor.get() instanceof Actor.Account account && account.group() != null;
        model.addAttribute("title", isOwn ? "registry.work.own" : "registry.work.title");
        model.addAttribute("isLater", cursor != null);
        model.addAttribute("mayRegister", Permission.REGISTER_GROUPS.isGranted());
        return "registry/work-groups";
    }

    private Table table(GroupsInScope.Filter filter) {
        var texts = frames.current().texts();
        List<String> columns = Arrays.stream(
                        new String[] {"number", "name", "place", "state", "registered", "verified"})
                .map(column -> texts.get("registry.column." + column))
                .toList();
        return new Table("kelompok-saya", columns, sink -> {
            String cursor = null;
            do {
                Listing<GroupInScope> page = groups.page(filter, Listing.MAX_SIZE, cursor);
                for (GroupInScope group : page.items()) {
                    sink.accept(Table.Row.of(
                            group.number(),
                            group.name(),
                            group.place(),
                            texts.get("registry.approval." + group.state()),
                            group.registeredOn(),
                            group.verifiedOn()));
                }
                cursor = page.next();
            } while (cursor != null);
        });
    }

    @GetMapping("/baru")
    String blank(Model model) {
        Permission.REGISTER_GROUPS.require();
        return form(null, Form.empty(), model);
    }

    @PostMapping
    String register(@RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        Permission.REGISTER_GROUPS.require();
        Form form = Form.of(typed);
        try {
            GroupInScope group =
                    duplicates.register(reader.read(request(typed)), "true".equals(typed.get("confirmed")));
            return "redirect:" + address(group) + "?kabar=registered";
        } catch (Refused refused) {
            response.setStatus(refused.problem().status());
            Candidates candidates = DuplicateCheck.candidates(refused);
            if (candidates != null) {
                model.addAttribute("candidates", candidates);
                return form(null, form, model);
            }
            return form(null, form.refused(refused), model);
        }
    }

    @GetMapping("/{number}")
    String group(@PathVariable String number, @RequestParam(required = false) @Nullable String kabar, Model model) {
        Permission.SEE_RECORDS.require();
        GroupInScope group = groups.byNumber(number);
        return group(group, kabar, Form.empty(), model);
    }

    private String group(GroupInScope group, @Nullable String news, Form form, Model model) {
        Actor actor = CurrentActor.get();
        GroupProfile profile = profiles.byNumber(group.number()).orElseThrow(Refused::notFound);
        Profiles.MergedInto goesOn = profiles.mergedInto(group.id()).orElse(null);
        boolean isActive = group.deactivatedOn() == null;
        List<ReviewStep> steps = Arrays.stream(ReviewStep.values())
                .filter(step -> GroupReviews.isOpen(step, group, actor) && goesOn == null)
                .toList();
        model.addAttribute(
                "view",
                new WorkGroupView(
                        group,
                        profile,
                        registry.contact(group.id()),
                        reviews.page(group.id(), Listing.MAX_SIZE, null).items(),
                        audit.of("group", group.id().value()),
                        steps,
                        approval.asked(group, steps),
                        sizes.warning(profile.members()),
                        Permission.EDIT_GROUPS.allows(actor) && isActive,
                        Permission.SEE_MEMBERS.allows(actor),
                        Permission.MANAGE_ACCOUNTS.allows(actor) && isActive));
        model.addAttribute("goesOn", goesOn);
        model.addAttribute("news", news == null || !news.matches("[a-z-]{1,30}") ? "" : news);
        model.addAttribute("form", form);
        model.addAttribute(
                "sections",
                sections.of(
                        new WorkGroupPage(group.id(), group.number(), group.name(), group.areaCode(), group.state())));
        return "registry/work-group";
    }

    @GetMapping("/{number}/ubah")
    String edit(@PathVariable String number, Model model) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        return form(group, Form.of(values(group)), model);
    }

    @PostMapping("/{number}/ubah")
    String change(@PathVariable String number, @RequestParam Map<String, String> typed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        registry.change(group.id(), Input.version(typed), reader.read(request(typed)));
        return "redirect:" + address(group) + "?kabar=saved";
    }

    private String form(@Nullable GroupInScope group, Form form, Model model) {
        model.addAttribute("group", group);
        model.addAttribute("form", form);
        model.addAttribute("choices", choices.of(group, frames.current().texts()));
        if (!model.containsAttribute("candidates")) {
            model.addAttribute("candidates", null);
        }
        return "registry/work-group-form";
    }

    @PostMapping("/{number}/langkah")
    String step(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        ReviewStep step = ReviewStep.ofWord(typed.getOrDefault("step", ""))
                .orElseThrow(() -> Refused.parameter("step", "choice"));
        try {
            Integer seen = Input.version(typed);
            approval.take(group.id(), step, seen, typed.get("reason"), "true".equals(typed.get("confirmed")));
            return "redirect:" + address(group) + "?kabar=" + step.noted();
        } catch (Refused refused) {
            GroupInScope now = groups.byNumber(number);
            return group(now, null, again(refused, typed, now, model, response), model);
        }
    }

    /// Shows a refused step's form on the group's current page: with the changes since the user saw it, or
    /// with the problem beside the field or above the form.
    private Form again(
            Refused refused, Map<String, String> typed, GroupInScope now, Model model, HttpServletResponse response) {
        Problem problem = refused.problem();
        Form form = Form.of(typed);
        switch (problem) {
            case InvalidFields invalid -> form = form.refused(refused);
            case MaybeDuplicate duplicate -> {}
            case Outdated outdated ->
                model.addAttribute(
                        "since", audit.since("group", now.id().value(), Objects.requireNonNull(Input.version(typed))));
            case PreconditionNeeded missing -> model.addAttribute("since", List.of());
            case RequestProblem other -> throw refused;
            default -> model.addAttribute("problem", frames.current().t(problem));
        }
        response.setStatus(problem.status());
        return form;
    }

    /// Invites a group officer. The link is shown only in this response, since only its hash is stored.
    @PostMapping("/{number}/undangan")
    String invite(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        Permission.MANAGE_ACCOUNTS.require();
        GroupInScope group = groups.byNumber(number);
        try {
            Invitations.NewLink link = invitations.inviteGroupOfficer(
                    group.id(),
                    group.areaCode(),
                    typed.getOrDefault("username", ""),
                    typed.getOrDefault("displayName", ""));
            response.setHeader("Cache-Control", "no-store");
            model.addAttribute("link", link);
            model.addAttribute("whatsApp", link.whatsApp(frames.current().texts()));
            return "identity/link";
        } catch (Refused refused) {
            Form form = Form.of(typed).refused(refused);
            response.setStatus(refused.problem().status());
            return group(group, null, form, model);
        }
    }

    static String address(GroupInScope group) {
        return "/kerja/kelompok/" + group.number();
    }

    private Map<String, @Nullable Object> values(GroupInScope group) {
        Registry.Contact contact = registry.contact(group.id());
        List<GroupDetails.Business> businesses = registry.businesses(group.id());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("version", group.version());
        values.put("name", group.name());
        values.put("village", group.areaCode());
        if (!businesses.isEmpty()) {
            values.put("sector", businesses.getFirst().sector());
            values.put("kind", businesses.getFirst().kind());
        }
        if (businesses.size() > 1) {
            values.put("secondSector", businesses.get(1).sector());
            values.put("secondKind", businesses.get(1).kind());
        }
        values.put("registeredOn", group.registeredOn());
        values.put("phone", contact.phone());
        values.put("address", contact.address());
        values.put("note", contact.note());
        return values;
    }

    private static GroupRequest request(Map<String, String> typed) {
        return new GroupRequest(
                typed.get("name"),
                typed.get("village"),
                typed.get("sector"),
                typed.get("kind"),
                typed.get("secondSector"),
                typed.get("secondKind"),
                typed.get("registeredOn"),
                typed.get("phone"),
                typed.get("address"),
                typed.get("note"),
                typed.get("reason"));
    }
}
