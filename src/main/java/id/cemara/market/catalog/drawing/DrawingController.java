package id.cemara.market.catalog.drawing;

import id.cemara.shared.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Serves the drawings of products. Names contain a hash of the picture, so responses are immutable.
@Controller
class DrawingController {

    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @GetMapping("/pasar/gambar/{name}.svg")
    ResponseEntity<byte[]> drawing(@PathVariable String name) {
        Drawing drawing = Drawing.named(name).orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(FOR_EVER)
                .body(drawing.svg().getBytes(StandardCharsets.UTF_8));
    }
}
