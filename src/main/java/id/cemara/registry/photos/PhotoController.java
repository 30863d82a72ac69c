package id.cemara.registry.photos;

import id.cemara.files.FileStore;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Checks;
import id.cemara.shared.Refused;
import java.io.IOException;
import java.io.InputStream;
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
record PhotoController(GroupPhotos photos, GroupsInScope groups, FileStore files) {
    private static final Set<String> NEWS = Set.of("added", "saved", "removed");

    @GetMapping
    String list(@PathVariable String number, @RequestParam(required = false) @Nullable String kabar, Model model) {
        model.addAttribute("news", kabar != null && NEWS.contains(kabar) ? kabar : "");
        Permission.SEE_RECORDS.require();
        GroupInScope group = groups.byNumber(number);
        model.addAttribute("group", group);
        model.addAttribute("photos", photos.of(group.id()));
        model.addAttribute("mayEdit", group.deactivatedOn() == null && Permission.EDIT_GROUPS.isGranted());
        return "registry/photos/photos";
    }

    @PostMapping
    String add(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String caption,
            @RequestParam(required = false) @Nullable String takenOn,
            @RequestParam(required = false) @Nullable String agreed)
            throws IOException {
        Permission.EDIT_GROUPS.require();
        groups.byNumber(number);
        new Checks().that("yes".equals(agreed), "agreed", "photo-agreed").refuseProblems();
        try (InputStream in = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            photos.add(number, in, PhotoForms.read(caption, takenOn, null));
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
}
