package id.cemara.permit;

import id.cemara.exchange.TableFormat;
import id.cemara.files.FileStore;
import id.cemara.files.StoredDocument;
import id.cemara.files.Upload;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import id.cemara.shell.forms.FormPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

@Controller
record PermitController(
        Permits permits,
        PermitWarnings warnings,
        PermitAlarms alarms,
        GroupsInScope groups,
        FileStore files,
        Frames frames) {

    private static final int PAGE_SIZE = 50;
    private static final Set<String> NEWS = Set.of("added", "saved", "withdrawn");

    /// The form's fields as typed.
    record Typed(
            @Nullable String kind,
            @Nullable String number,
            @Nullable String holder,
            @Nullable String issuedOn,
            @Nullable String expiresOn,
            @Nullable MultipartFile file) {

        PermitForm form() {
            return new PermitForm(kind, number, holder, issuedOn, expiresOn);
        }

        @Nullable
        Upload upload() {
            return Upload.of(file);
        }

        Form shown() {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("kind", kind);
            values.put("number", number);
            values.put("holder", holder);
            values.put("issuedOn", issuedOn);
            values.put("expiresOn", expiresOn);
            return Form.of(values);
        }

        static Typed of(Permit permit) {
            return new Typed(
                    permit.kind().key(),
                    permit.number(),
                    permit.holder(),
                    permit.issuedOn() == null ? null : permit.issuedOn().toString(),
                    permit.expiresOn() == null ? null : permit.expiresOn().toString(),
                    null);
        }
    }

    @GetMapping("/kerja/izin")
    @Nullable
    String ending(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (TableFormat.sends(format, () -> alarms.table(frames.current().texts()), response)) {
            return null;
        }
        model.addAttribute("page", alarms.page(PAGE_SIZE, cursor));
        model.addAttribute("continued", cursor != null);
        return "permit/ending";
    }

    @GetMapping("/kerja/kelompok/{number}/izin")
    String list(@PathVariable String number, @RequestParam(required = false) @Nullable String kabar, Model model) {
        List<Permit> all = permits.of(number);
        model.addAttribute("news", kabar != null && NEWS.contains(kabar) ? kabar : "");
        GroupInScope group = groups.byNumber(number);
        model.addAttribute("group", group);
        model.addAttribute(
                "permits", views(all.stream().filter(Permit::isCurrent).toList(), group));
        model.addAttribute(
                "history",
                views(all.stream().filter(permit -> !permit.isCurrent()).toList(), group));
        model.addAttribute("checklist", Checklist.of(all));
        model.addAttribute("mayEdit", group.deactivatedOn() == null && Permission.EDIT_PERMITS.isGranted());
        return "permit/permits";
    }

    @GetMapping("/kerja/kelompok/{number}/izin/baru")
    String blank(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID replaces,
            Model model) {
        Permission.EDIT_PERMITS.require();
        Permit old = replaces == null ? null : permits.get(number, replaces);
        String chosen = old == null ? kind : old.kind().key();
        String holder = old == null ? null : old.holder();
        return form(number, new Typed(chosen, null, holder, null, null, null).shown(), null, old, model);
    }

    @PostMapping("/kerja/kelompok/{number}/izin")
    String add(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable UUID replaces,
            @RequestParam(required = false) @Nullable Integer version,
            Typed typed,
            HttpServletRequest request) {
        if (replaces != null) {
            FormPages.standsOn(request, "/kerja/kelompok/" + number + "/izin/baru?replaces=" + replaces);
        }
        permits.add(number, typed.form(), typed.upload(), replaces, version);
        return saved(number, "added");
    }

    @GetMapping("/kerja/kelompok/{number}/izin/{id}")
    String edit(@PathVariable String number, @PathVariable UUID id, Model model) {
        Permission.EDIT_PERMITS.require();
        Permit permit = permits.get(number, id);
        return form(number, Typed.of(permit).shown(), permit, null, model);
    }

    @PostMapping("/kerja/kelompok/{number}/izin/{id}")
    String correct(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            Typed typed) {
        permits.correct(number, id, version, typed.form(), typed.upload());
        return saved(number, "saved");
    }

    @PostMapping("/kerja/kelompok/{number}/izin/{id}/cabut")
    String withdraw(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String reason) {
        permits.withdraw(number, id, version, reason);
        return saved(number, "withdrawn");
    }

    private static String saved(String number, String done) {
        return "redirect:/kerja/kelompok/" + number + "/izin?kabar=" + done;
    }

    /// Always a download with a sandboxing CSP: an uploaded document must not run in our origin.
    @GetMapping("/kerja/kelompok/{number}/izin/{id}/berkas")
    ResponseEntity<Resource> paper(@PathVariable String number, @PathVariable UUID id) {
        StoredDocument paper = permits.paper(number, id);
        Resource content =
                files.find(paper.hash()).<Resource>map(FileSystemResource::new).orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(paper.mediaType()))
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("izin-" + number + paper.extension())
                                .build()
                                .toString())
                .body(content);
    }

    private List<PermitView> views(List<Permit> all, GroupInScope group) {
        return all.stream()
                .map(permit -> new PermitView(permit, warnings.of(permit, group.areaCode())))
                .toList();
    }

    private String form(String number, Form form, @Nullable Permit permit, @Nullable Permit replaced, Model model) {
        model.addAttribute("group", groups.byNumber(number));
        model.addAttribute("form", form);
        model.addAttribute("permit", permit);
        model.addAttribute("replaced", replaced);
        Map<String, String> kinds = new LinkedHashMap<>();
        for (PermitKind kind : PermitKind.values()) {
            kinds.put(kind.key(), frames.current().t("permit.kind." + kind.key()));
        }
        model.addAttribute("kinds", kinds);
        return "permit/form";
    }
}
