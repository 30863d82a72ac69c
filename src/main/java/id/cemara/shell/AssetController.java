package id.cemara.shell;

import id.cemara.shared.Refused;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Serves style sheets, scripts and icons, and the manifest of the installable app.
@Controller
record AssetController(Assets assets, Frames frames) {

    private static final CacheControl FOR_A_YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @GetMapping("/aset/{name}")
    ResponseEntity<byte[]> asset(@PathVariable String name) {
        Assets.Asset asset = assets.at(name);
        if (asset == null) {
            throw Refused.notFound();
        }
        return ResponseEntity.ok()
                .cacheControl(FOR_A_YEAR)
                .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                .body(asset.content());
    }

    @GetMapping(value = "/manifest.webmanifest", produces = "application/manifest+json;charset=UTF-8")
    ResponseEntity<WebManifest> manifest() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(WebManifest.of(frames.current()));
    }

    @GetMapping("/favicon.ico")
    ResponseEntity<byte[]> favicon() {
        return ResponseEntity.status(301)
                .header(HttpHeaders.LOCATION, assets.url("favicon.svg"))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .build();
    }
}
