package id.cemara.market.finding;

import id.cemara.platform.DataVersions;
import id.cemara.platform.FreshAnswers;
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

/// The pictures `/pasar/{slug}/bagikan.png` and `/kelompok/{slug}/bagikan.png`, drawn again only after a change.
@Controller
class ShareController {

    private static final int KEPT = 40;

    private final ProductPages products;
    private final SharePictures pictures;
    private final Frames frames;
    private final FreshAnswers<SharePictures.Words, byte[]> kept;

    ShareController(ProductPages products, SharePictures pictures, Frames frames, DataVersions versions) {
        this.products = products;
        this.pictures = pictures;
        this.frames = frames;
        // What a picture says is all it is made from, so it stands for as long as it says the same.
        this.kept = new FreshAnswers<>(versions, List.of(), KEPT);
    }

    @GetMapping("/pasar/{slug}/bagikan.png")
    ResponseEntity<byte[]> product(@PathVariable String slug) {
        ShownProduct product = products.find(slug).orElseThrow(Refused::notFound);
        Texts texts = frames.current().texts();
        return answer(new SharePictures.Words(
                product.name(),
                List.of(product.seller().name(), product.seller().place()),
                texts.get("market.find.price", product.price()) + " / " + product.unit(),
                product.photos().isEmpty() ? null : product.photos().getFirst().hash()));
    }

    @GetMapping("/kelompok/{slug}/bagikan.png")
    ResponseEntity<byte[]> group(@PathVariable String slug) {
        ShopAddress shop = products.shop(slug).orElseThrow(Refused::notFound);
        Texts texts = frames.current().texts();
        List<Listed> some = products.ofGroup(shop.id(), 3);
        return answer(new SharePictures.Words(
                shop.name(),
                some.isEmpty()
                        ? List.of(shop.place(), texts.get("market.find.share.group"))
                        : List.of(
                                shop.place(),
                                some.stream().map(Listed::name).collect(java.util.stream.Collectors.joining(", "))),
                null,
                null));
    }

    private ResponseEntity<byte[]> answer(SharePictures.Words words) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .varyBy("Cookie") // the language
                .cacheControl(CacheControl.maxAge(java.time.Duration.ofHours(1)).cachePublic())
                .body(kept.get(words, () -> pictures.draw(words)));
    }
}
