package id.cemara.files;

import id.cemara.shared.Refused;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Serves public pictures at `/berkas/{hash}`, and no other file. The content of an address never changes.
@Controller
record FileController(FileStore files, ObjectProvider<PublicFiles> publicFiles) {

    private static final CacheControl FOR_A_YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @GetMapping("/berkas/{hash}")
    ResponseEntity<Resource> picture(@PathVariable String hash) {
        Path file = files.find(hash)
                .filter(found -> publicFiles.stream().anyMatch(owner -> owner.isPublic(hash)))
                .orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .cacheControl(FOR_A_YEAR)
                .contentType(MediaType.IMAGE_JPEG)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename(hash + ".jpg")
                                .build()
                                .toString())
                .body(new FileSystemResource(file));
    }
}
