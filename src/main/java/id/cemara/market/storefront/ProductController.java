package id.cemara.market.storefront;

import id.cemara.market.catalog.Categories;
import id.cemara.market.catalog.Category;
import id.cemara.shared.AreaCode;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The product page `/pasar/{slug}`, and the page shown instead if the product is not sold.
@Controller
record ProductController(
        ProductPages products,
        Categories categories,
        LinkedData linkedData,
        Places places,
        ShownReviews reviews,
        Frames frames) {

    @GetMapping("/pasar/{slug}")
    String product(@PathVariable String slug, Model model, HttpServletResponse response) {
        Optional<ShownProduct> found = slug.length() > 120 ? Optional.empty() : products.find(slug);
        if (found.isEmpty()) {
            return notSold(slug, model, response);
        }
        ShownProduct product = found.get();
        Category category = categories.of(product.category());
        model.addAttribute("product", product);
        model.addAttribute("category", category);
        model.addAttribute(
                "lineage", places.lineage(new AreaCode(product.seller().areaCode())));
        model.addAttribute("beside", products.beside(product));
        model.addAttribute("linkedData", linkedData.of(product, category.title(false)));
        model.addAttribute("question", question(product));
        model.addAttribute(
                "picture",
                SharePictures.Words.of(product, frames.current().texts()).version());
        model.addAttribute("opinions", product.reviews() == 0 ? List.of() : reviews.newest(product.id()));
        return "market/storefront/product";
    }

    /// A WhatsApp link to ask the group about the product; empty if the group gave no number.
    private String question(ShownProduct product) {
        if (product.whatsapp() == null) {
            return "";
        }
        Frame frame = frames.current();
        String text =
                frame.t("market.find.question.text", product.name(), frame.publicUrl() + "/pasar/" + product.slug());
        return "https://wa.me/" + product.whatsapp().substring(1) + "?text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Answers 200 for a resting product, which may come back, and 404 for any other address.
    private String notSold(String slug, Model model, HttpServletResponse response) {
        boolean isAddress = slug.length() <= 120 && slug.matches("[a-z0-9]+(-[a-z0-9]+)*");
        Optional<RestingProduct> resting = isAddress ? products.resting(slug) : Optional.empty();
        List<ProductCard> like =
                isAddress ? products.like(resting.map(RestingProduct::name).orElse(slug.replace('-', ' '))) : List.of();
        response.setStatus(resting.isPresent() ? 200 : 404);
        model.addAttribute("resting", resting.orElse(null));
        model.addAttribute("like", like);
        model.addAttribute("categories", categories.kept().values());
        return "market/storefront/not-sold";
    }
}
