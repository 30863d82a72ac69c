package id.cemara.registry.photos;

import id.cemara.files.FileProblem;
import id.cemara.files.FileStore;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// The page `/kerja/kelompok/{number}/foto`, where a group's pictures are edited.
@Controller
@RequestMapping("/kerja/kelompok/{number}/foto")
class PhotoController {

    private static final Set<String> NEWS = Set.of("added", "saved", "removed");

    private final GroupPhotos photos;
    private final GroupsInScope groups;
    private final FileStore files;
    private final Frames frames;

    PhotoController(GroupPhotos photos, GroupsInScope groups, FileStore files, Frames frames) {
        this.photos = photos;
        this.groups = groups;
        this.files = files;
        this.frames = frames;
    }

    @GetMapping
    String list(@PathVariable String number, @RequestParam(required = false) @Nullable String kabar, Model model) {
        model.addAttribute("news", kabar != null && NEWS.contains(kabar) ? kabar : "");
        Permission.SEE_RECORDS.require();
        return page(number, Form.empty(), model);
    }

    @PostMapping
    @Nullable
    String add(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String caption,
            @RequestParam(required = false) @Nullable String takenOn,
            @RequestParam(required = false) @Nullable String agreed,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.EDIT_GROUPS.require();
        Form typed = Form.of(PhotoForms.values(caption, takenOn, null));
        try (InputStream in = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            if (!"yes".equals(agreed)) {
                throw new Refused(new InvalidFields(List.of(new FieldProblem("agreed", "photo-agreed"))));
            }
            photos.add(number, in, PhotoForms.read(caption, takenOn, null));
        } catch (Refused refused) {
            response.setStatus(refused.problem().status());
            return page(number, refusedForm(typed, refused, model), model);
        }
        return "redirect:/kerja/kelompok/" + number + "/foto?kabar=added";
    }

    @PostMapping("/{id}")
    String describe(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String caption,
            @RequestParam(required = false) @Nullable String takenOn,
            @RequestParam(required = false) @Nullable String position) {
        photos.describe(number, id, version, PhotoForms.read(caption, takenOn, position));
        return "redirect:/kerja/kelompok/" + number + "/foto?kabar=saved";
    }

    @PostMapping("/{id}/hapus")
    String remove(@PathVariable String number, @PathVariable UUID id) {
        photos.remove(number, id);
        return "redirect:/kerja/kelompok/" + number + "/foto?kabar=removed";
    }

    /// The thumbnail, also of a group that is not public yet.
    @GetMapping("/{id}/kecil")
    ResponseEntity<Resource> thumbnail(@PathVariable String number, @PathVariable UUID id) {
        Permission.SEE_RECORDS.require();
        GroupInScope group = groups.byNumber(number);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(files.find(photos.get(group.id(), id).thumbnailHash())
                        .<Resource>map(FileSystemResource::new)
                        .orElseThrow(Refused::notFound));
    }

    private String page(String number, Form form, Model model) {
        GroupInScope group = groups.byNumber(number);
        model.addAttribute("group", group);
        model.addAttribute("photos", photos.of(group.id()));
        model.addAttribute("mayEdit", group.deactivatedOn() == null && Permission.EDIT_GROUPS.isGranted());
        model.addAttribute("form", form);
        return "registry/photos/photos";
    }

    /// Shows problems of the file beside the file field, other problems above the form.
    private Form refusedForm(Form typed, Refused refused, Model model) {
        return switch (refused.problem()) {
            case InvalidFields invalid -> typed.refused(refused);
            case FileProblem problem -> {
                model.addAttribute("fileProblem", sentence(refused));
                yield typed;
            }
            case PhotoProblem problem -> {
                model.addAttribute("fileProblem", sentence(refused));
                yield typed;
            }
            default -> throw refused;
        };
    }

    private String sentence(Refused refused) {
        return frames.current().t(refused.problem());
    }
}
