package id.cemara.registry.photos;

import id.cemara.identity.Permission;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Profiles;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// API: pictures of a group.
@RestController
@RequestMapping("/api/v1/groups/{number}/photos")
@Tag(name = "photos", description = "Pictures of a group")
record PhotoApi(GroupPhotos photos, GroupsInScope groups, Profiles profiles) {
    /// A picture.
    ///
    /// @param url of the full-size picture, which can be fetched once the group is public
    record PhotoAnswer(
            UUID id,
            String url,
            String thumbnailUrl,
            int width,
            int height,
            String caption,
            @Nullable LocalDate takenOn,
            int position,
            int version) {

        static PhotoAnswer of(Photo photo) {
            return new PhotoAnswer(
                    photo.id(),
                    "/berkas/" + photo.hash(),
                    "/berkas/" + photo.thumbnailHash(),
                    photo.width(),
                    photo.height(),
                    photo.caption(),
                    photo.takenOn(),
                    photo.position(),
                    photo.version());
        }
    }

    record PhotoChange(
            @Nullable String caption,
            @Nullable String takenOn,
            @Nullable Integer position) {}

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listGroupPhotos", summary = "The pictures of a group")
    Listing<PhotoAnswer> list(@PathVariable String number) {
        GroupId group = profiles.byNumber(number).orElseThrow(Refused::notFound).id();
        return new Listing<>(photos.of(group).stream().map(PhotoAnswer::of).toList(), null);
    }

    @PostMapping(produces = "application/json")
    @Operation(
            operationId = "addGroupPhoto",
            summary = "Put a picture on the group's page",
            description =
                    "As multipart/form-data. JPEG or PNG, at most 15 MB and 40 megapixels. The same picture sent again is there once.")
    ResponseEntity<PhotoAnswer> add(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String caption,
            @RequestParam(required = false) @Nullable String takenOn)
            throws IOException {
        Permission.EDIT_GROUPS.require();
        groups.byNumber(number);
        try (InputStream in = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            Photo photo = photos.add(number, in, PhotoForms.read(caption, takenOn, null));
            return ResponseEntity.created(URI.create("/api/v1/groups/" + number + "/photos/" + photo.id()))
                    .eTag(tag(photo))
                    .body(PhotoAnswer.of(photo));
        }
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Operation(operationId = "getGroupPhoto", summary = "One picture of a group")
    ResponseEntity<PhotoAnswer> get(@PathVariable String number, @PathVariable UUID id) {
        GroupId group = profiles.byNumber(number).orElseThrow(Refused::notFound).id();
        Photo photo = photos.get(group, id);
        return ResponseEntity.ok().eTag(tag(photo)).body(PhotoAnswer.of(photo));
    }

    @PutMapping(path = "/{id}", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "describeGroupPhoto", summary = "Say anew what a picture shows")
    ResponseEntity<PhotoAnswer> describe(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PhotoChange change) {
        Permission.EDIT_GROUPS.require();
        groups.byNumber(number);
        String position = change.position() == null ? null : change.position().toString();
        Photo photo = photos.describe(
                number, id, ETags.optional(ifMatch), PhotoForms.read(change.caption(), change.takenOn(), position));
        return ResponseEntity.ok().eTag(tag(photo)).body(PhotoAnswer.of(photo));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "removeGroupPhoto", summary = "Take a picture off the group's page")
    ResponseEntity<Void> remove(@PathVariable String number, @PathVariable UUID id) {
        photos.remove(number, id);
        return ResponseEntity.noContent().build();
    }

    private static String tag(Photo photo) {
        return ETags.of(photo.version());
    }
}
