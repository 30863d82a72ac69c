package id.cemara.market.catalog;

import id.cemara.files.Picture;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Refused;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// A product as its group keeps it, `/kerja/kelompok/{number}/produk/{slug}`, and the form for a new one.
@Controller
record KeptProductController(
        Products products,
        Stock stock,
        ProductLimits limits,
        ProductPhotos photos,
        Batches batches,
        Categories categories,
        GroupsInScope groups,
        Frames frames) {

    private static final int PAGE_SIZE = 30;
    private static final Set<String> NEWS =
            Set.of("made", "saved", "shown", "rested", "drafted", "counted", "photo", "batch", "removed");
    private static final String GROUP_LIST = "/kerja/kelompok/{number}/produk";

    /// One product's page.
    static final String ONE = GROUP_LIST + "/{slug}";

    @GetMapping(GROUP_LIST + "/baru")
    String blank(@PathVariable String number, Model model) {
        Permission.SELL.require();
        return quickForm(number, Form.empty(), model);
    }

    /// Creates a product from a few fields, as a draft. Publishes it if asked and nothing is missing;
    /// otherwise its page names what is missing. A repeated submit leads to the product that the first one
    /// created.
    @PostMapping(GROUP_LIST)
    String create(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.SELL.require();
        groups.byNumber(number);
        var form = new ProductForm(typed);
        products.read(form);
        Integer onHand = onHand(typed.get("onHand"));
        Picture picture = stored(photo);
        ProductView made;
        try {
            made = products.create(number, form, onHand);
        } catch (Refused refused) {
            if (!(refused.problem() instanceof ProductProblem.ProductKnown known)) {
                throw refused;
            }
            String page = ProductList.path(number, known.product());
            if (products.get(number, known.product()).details().equals(products.read(form))) {
                return "redirect:" + page; // repeated submit
            }
            model.addAttribute("known", page);
            say(refused, model, response);
            return quickForm(number, Form.of(typed), model);
        }
        if (picture != null) {
            photos.attach(made.slug(), picture, made.details().name());
        }
        String page = ProductList.path(number, made.slug());
        if (!typed.containsKey("publish")) {
            return "redirect:" + page + "?kabar=made";
        }
        try {
            products.publish(made.slug());
        } catch (Refused refused) {
            if (refused.problem() instanceof ProductProblem.ProductNotReady) {
                return "redirect:" + page; // the page names what is missing
            }
            throw refused;
        }
        return "redirect:" + page + "?kabar=shown";
    }

    @GetMapping(ONE)
    String one(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String kabar,
            Model model) {
        model.addAttribute("news", kabar != null && NEWS.contains(kabar) ? kabar : "");
        return page(products.get(number, slug), model);
    }

    @PostMapping(ONE)
    String change(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam Map<String, String> typed) {
        products.get(number, slug);
        products.change(slug, version, new ProductForm(typed));
        return "redirect:" + ProductList.path(number, slug) + "?kabar=saved";
    }

    @PostMapping(ONE + "/terbit")
    String publish(@PathVariable String number, @PathVariable String slug, Model model, HttpServletResponse response) {
        return step(number, slug, "shown", () -> products.publish(slug), model, response);
    }

    @PostMapping(ONE + "/istirahat")
    String rest(@PathVariable String number, @PathVariable String slug, Model model, HttpServletResponse response) {
        return step(number, slug, "rested", () -> products.rest(slug), model, response);
    }

    @PostMapping(ONE + "/draf")
    String unpublish(
            @PathVariable String number, @PathVariable String slug, Model model, HttpServletResponse response) {
        return step(number, slug, "drafted", () -> products.unpublish(slug), model, response);
    }

    /// Records a stock count, from the list or from the product's page.
    @PostMapping(ONE + "/stok")
    String count(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String onHand,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String dari) {
        Permission.SELL.require();
        products.get(number, slug);
        Integer counted = onHand(onHand);
        if (counted == null) {
            throw Refused.field("onHand", "on-hand", Stock.MOST);
        }
        stock.count(slug, counted, version, null);
        return "redirect:"
                + switch (dari == null ? "" : dari) {
                    case "semua" -> "/kerja/produk?kabar=counted";
                    case "kelompok" -> "/kerja/kelompok/" + number + "/produk?kabar=counted";
                    default -> ProductList.path(number, slug) + "?kabar=counted";
                };
    }

    @PostMapping(ONE + "/produksi")
    String addBatch(@PathVariable String number, @PathVariable String slug, Batches.Typed typed) {
        products.get(number, slug);
        batches.add(slug, typed);
        return "redirect:" + ProductList.path(number, slug) + "?kabar=batch#produksi";
    }

    @PostMapping(ONE + "/produksi/{id}/hapus")
    String removeBatch(@PathVariable String number, @PathVariable String slug, @PathVariable UUID id) {
        products.get(number, slug);
        batches.remove(slug, id);
        return "redirect:" + ProductList.path(number, slug) + "?kabar=removed#produksi";
    }

    /// @param done the tail of the confirmation on the next page
    private String step(
            String number, String slug, String done, Runnable work, Model model, HttpServletResponse response) {
        products.get(number, slug);
        try {
            work.run();
        } catch (Refused refused) {
            if (!(refused.problem() instanceof ProductProblem)) {
                throw refused;
            }
            say(refused, model, response);
            return page(products.get(number, slug), model);
        }
        return "redirect:" + ProductList.path(number, slug) + "?kabar=" + done;
    }

    private String quickForm(String number, Form form, Model model) {
        Frame frame = frames.current();
        model.addAttribute("group", groups.byNumber(number));
        model.addAttribute("form", form);
        model.addAttribute("categories", categories.names(frame.texts().isEnglish()));
        model.addAttribute("halal", halal(frame));
        return "market/catalog/new";
    }

    /// Explains what the product's state means for buyers at this moment.
    private String stateHelp(ProductView product, Frame frame) {
        String key = "market.product.state." + product.state();
        Buyable limit = limits.of(List.of(product.id())).get(product.id());
        if (!product.isPublished() || limit == null) {
            return frame.t(key + ".help");
        }
        if (!product.seller().isOpen()) {
            // The market's copy of sellers lags a moment behind the verification of a group.
            return frame.t(key + (products.missing(product).contains("group-open") ? ".closed" : ".soon"));
        }
        if (limit.obstacle() != null) {
            return frame.t(key + ".untaken", frame.t("market.find.obstacle." + limit.obstacle()));
        }
        if (limit.isBlocked()) {
            return frame.t(
                    key + ".blocked",
                    limit.atLeast(),
                    limit.atMost(),
                    product.details().unit());
        }
        return frame.t(key + (limit.most() == 0 ? ".empty" : ".help"));
    }

    private String page(ProductView product, Model model) {
        Frame frame = frames.current();
        Category category = categories.find(product.details().category()).orElseThrow();
        List<Batches.Batch> made = batches.of(product);
        Batches.Batch latest = made.isEmpty() ? null : made.getFirst();
        model.addAttribute("product", product);
        model.addAttribute("form", Form.of(ProductForm.of(product.details()).typed()));
        model.addAttribute("category", category);
        model.addAttribute("categories", categories.names(frame.texts().isEnglish()));
        model.addAttribute("halal", halal(frame));
        model.addAttribute("kinds", choices(frame, "market.product.kind.", "ready", "made-to-order"));
        model.addAttribute("storages", choices(frame, "market.product.storage.", "room", "cool", "frozen"));
        model.addAttribute(
                "missing",
                products.missing(product).stream().map(MissingFact::new).toList());
        model.addAttribute("stateHelp", stateHelp(product, frame));
        Buyable limit = limits.of(List.of(product.id())).get(product.id());
        model.addAttribute("obstacle", limit == null ? null : Obstacle.of(limit.obstacle()));
        model.addAttribute("batches", made);
        model.addAttribute(
                "label",
                LabelChecklist.of(
                        product,
                        category,
                        latest == null
                                ? null
                                : new LabelChecklist.Printed(
                                        latest.code(),
                                        frame.texts().date(latest.madeOn()),
                                        frame.texts().date(latest.expiresOn()))));
        model.addAttribute("steps", ProductForm.STEPS);
        model.addAttribute(
                "maySell",
                groups.byNumber(product.seller().number()).deactivatedOn() == null && Permission.SELL.isGranted());
        return "market/catalog/product";
    }

    private static Map<String, String> halal(Frame frame) {
        return choices(frame, "market.product.halal.", "certified", "not-halal", "none");
    }

    private static Map<String, String> choices(Frame frame, String prefix, String... keys) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (String key : keys) {
            choices.put(key, frame.t(prefix + key));
        }
        return choices;
    }

    /// Shows the reason of a refusal above the page.
    private void say(Refused refused, Model model, HttpServletResponse response) {
        model.addAttribute("problem", frames.current().t(refused.problem()));
        response.setStatus(refused.problem().status());
    }

    private @Nullable Picture stored(@Nullable MultipartFile photo) throws IOException {
        if (photo == null || photo.isEmpty()) {
            return null;
        }
        try (InputStream in = photo.getInputStream()) {
            return photos.store(in);
        }
    }

    private static @Nullable Integer onHand(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return Amounts.whole(typed, 0, Stock.MOST).orElseThrow(() -> Refused.field("onHand", "on-hand", Stock.MOST));
    }
}
