package id.cemara.market.storefront;

import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The pictures for link previews, `/pasar/{slug}/bagikan.png` and `/kelompok/{slug}/bagikan.png`. Cached
/// by content.
@Controller
class ShareController {

    private static final int KEPT = 40;

    /// The number of products named on a group's picture.
    static final int NAMED = 3;

    private final ProductPages products;
    private final SharePictures pictures;
    private final Frames frames;
    private final AnswerCache<SharePictures.Words, byte[]> kept;

    ShareController(ProductPages products, SharePictures pictures, Frames frames, DataVersions versions) {
        this.products = products;
        this.pictures = pictures;
        this.frames = frames;
        // A picture depends only on its content, which is the key, so it never becomes stale.
        this.kept = new AnswerCache<>(versions, List.of(), KEPT);
    }

    @GetMapping("/pasar/{slug}/bagikan.png")
    ResponseEntity<byte[]> product(@PathVariable String slug) {
        ShownProduct product = products.find(slug).orElseThrow(Refused::notFound);
        Texts texts = frames.current().texts();
        return answer(SharePictures.Words.of(product, texts));
    }

    @GetMapping("/kelompok/{slug}/bagikan.png")
    ResponseEntity<byte[]> group(@PathVariable String slug) {
        ShopAddress shop = products.shop(slug).orElseThrow(Refused::notFound);
        Texts texts = frames.current().texts();
        return answer(SharePictures.Words.of(
                shop.name(), shop.place(), products.ofGroup(new GroupId(shop.id()), NAMED), texts));
    }

    private ResponseEntity<byte[]> answer(SharePictures.Words words) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .varyBy("Cookie") // the language
                .cacheControl(CacheControl.maxAge(java.time.Duration.ofHours(1)).cachePublic())
                .body(kept.get(words, () -> pictures.draw(words)));
    }
}
