package id.cemara.market.storefront;

import id.cemara.payment.qris.QrCode;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The page `/kelompok/{slug}/poster`: one printed sheet that brings people from a market stall to the
/// group's online shop.
@Controller
record PosterController(ProductPages products, PublicAddress address) {

    private static final int PRODUCTS = 6;

    @GetMapping("/kelompok/{slug}/poster")
    String poster(@PathVariable String slug, Model model) {
        ShopAddress shop = products.shop(slug).orElseThrow(Refused::notFound);
        String url = address.url() + "/kelompok/" + shop.slug();
        model.addAttribute("shop", shop);
        model.addAttribute("url", url);
        model.addAttribute("code", QrCode.of(url));
        model.addAttribute("products", products.ofGroup(new GroupId(shop.id()), PRODUCTS));
        return "market/storefront/poster";
    }
}
