package id.cemara.market.products;

import id.cemara.exchange.TableFormat;
import id.cemara.files.FileProblem;
import id.cemara.files.FileStore;
import id.cemara.files.Picture;
import id.cemara.identity.Permission;
import id.cemara.market.Amounts;
import id.cemara.market.Buyable;
import id.cemara.market.Categories;
import id.cemara.market.Category;
import id.cemara.market.OrderProblem;
import id.cemara.market.ProductForm;
import id.cemara.market.ProductLimits;
import id.cemara.market.ProductProblem;
import id.cemara.market.ProductView;
import id.cemara.market.Products;
import id.cemara.market.Stock;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shell.Form;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// The pages `/kerja/produk` and `/kerja/kelompok/{number}/produk`.
@Controller
class ProductController {

    private static final int PAGE_SIZE = 30;
    private static final Set<String> STATES =
            Set.of("draft", "published", "resting", "empty", "blocked", "untaken", "lapsed", "ended");
    private static final String GROUP_LIST = "/kerja/kelompok/{number}/produk";
    private static final String ONE = GROUP_LIST + "/{slug}";

    private final Products products;
    private final ProductLimits limits;
    private final ProductList list;
    private final ProductPhotos photos;
    private final Batches batches;
    private final Categories categories;
    private final GroupsInScope groups;
    private final FileStore files;
    private final Frames frames;

    ProductController(
            Products products,
            ProductLimits limits,
            ProductList list,
            ProductPhotos photos,
            Batches batches,
            Categories categories,
            GroupsInScope groups,
            FileStore files,
            Frames frames) {
        this.products = products;
        this.limits = limits;
        this.list = list;
        this.photos = photos;
        this.batches = batches;
        this.categories = categories;
        this.groups = groups;
        this.files = files;
        this.frames = frames;
    }

    @GetMapping("/kerja/produk")
    @Nullable
    String all(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        return list(null, q, state, cursor, format, model, response);
    }

    @GetMapping(GROUP_LIST)
    @Nullable
    String ofGroup(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        return list(groups.byNumber(number), q, state, cursor, format, model, response);
    }

    private @Nullable String list(
            @Nullable GroupInScope group,
            @Nullable String q,
            @Nullable String state,
            @Nullable String cursor,
            @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        var filter = new ProductList.Filter(
                group == null ? null : group.number(),
                Input.searchText("q", q).orElse(null),
                state == null || state.isEmpty() ? null : state(state));
        Optional<TableFormat> asked = TableFormat.asked(format);
        if (asked.isPresent()) {
            asked.get().download(list.table(filter, frames.current().texts()), response);
            return null;
        }
        model.addAttribute("group", group);
        model.addAttribute("own", ownGroup());
        model.addAttribute("filter", filter);
        model.addAttribute("page", list.page(filter, PAGE_SIZE, cursor));
        model.addAttribute("counts", list.counts(filter));
        model.addAttribute("continued", cursor != null);
        model.addAttribute("maySell", Permission.SELL.allows(CurrentActor.get()));
        return "market/products/list";
    }

    @GetMapping(GROUP_LIST + "/baru")
    String blank(@PathVariable String number, Model model) {
        Permission.SELL.require();
        return quickForm(number, Form.empty(), model);
    }

    /// A new product in a few fields. It is kept as a draft, and shown at once when that was asked for and nothing is
    /// missing; what is missing is told on its page. A second press leads to what the first made.
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
        ProductView made;
        try {
            products.read(form);
            Integer onHand = onHand(typed.get("onHand"));
            Picture picture = stored(photo);
            made = products.create(number, form, onHand);
            if (picture != null) {
                photos.attach(made.slug(), picture, made.details().name());
            }
        } catch (Refused refused) {
            if (refused.problem() instanceof ProductProblem.ProductKnown known) {
                String page = path(number, known.product());
                if (products.get(number, known.product()).details().equals(products.read(form))) {
                    return "redirect:" + page; // pressed twice
                }
                model.addAttribute("known", page);
            }
            return quickForm(number, refusedForm(Form.of(typed), refused, model, response), model);
        }
        String page = path(number, made.slug());
        if (!typed.containsKey("publish")) {
            return "redirect:" + page;
        }
        try {
            products.publish(made.slug());
        } catch (Refused refused) {
            if (refused.problem() instanceof ProductProblem.NotReady) {
                return "redirect:" + page; // which says what is missing
            }
            throw refused;
        }
        return "redirect:" + page + "?terbit";
    }

    @GetMapping(ONE)
    String one(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String terbit,
            Model model) {
        ProductView product = products.get(number, slug);
        model.addAttribute("isFresh", terbit != null);
        return page(product, Form.of(ProductForm.of(product.details()).typed()), model);
    }

    @PostMapping(ONE)
    String change(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse response) {
        ProductView product = products.get(number, slug);
        try {
            products.change(slug, version, new ProductForm(typed));
        } catch (Refused refused) {
            return page(product, refusedForm(Form.of(typed), refused, model, response), model);
        }
        return "redirect:" + path(number, slug);
    }

    @PostMapping(ONE + "/terbit")
    String publish(@PathVariable String number, @PathVariable String slug, Model model, HttpServletResponse response) {
        return step(number, slug, () -> products.publish(slug), model, response);
    }

    @PostMapping(ONE + "/istirahat")
    String rest(@PathVariable String number, @PathVariable String slug, Model model, HttpServletResponse response) {
        return step(number, slug, () -> products.rest(slug), model, response);
    }

    @PostMapping(ONE + "/draf")
    String unpublish(
            @PathVariable String number, @PathVariable String slug, Model model, HttpServletResponse response) {
        return step(number, slug, () -> products.unpublish(slug), model, response);
    }

    /// Counts the shelf, from the list or from the product's page.
    @PostMapping(ONE + "/stok")
    String count(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String onHand,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String dari,
            Model model,
            HttpServletResponse response) {
        Permission.SELL.require();
        ProductView product = products.get(number, slug);
        try {
            Integer counted = onHand(onHand);
            if (counted == null) {
                throw new Refused(
                        new InvalidFields(List.of(new FieldProblem("onHand", "on-hand", List.of(Stock.MOST)))));
            }
            products.countStock(slug, counted, version, null);
        } catch (Refused refused) {
            Map<String, String> values =
                    new HashMap<>(ProductForm.of(product.details()).typed());
            values.put("onHand", onHand == null ? "" : onHand);
            return page(products.get(number, slug), refusedForm(Form.of(values), refused, model, response), model);
        }
        return "redirect:"
                + switch (dari == null ? "" : dari) {
                    case "semua" -> "/kerja/produk";
                    case "kelompok" -> "/kerja/kelompok/" + number + "/produk";
                    default -> path(number, slug);
                };
    }

    @PostMapping(ONE + "/foto")
    String addPhoto(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String alt,
            Model model,
            HttpServletResponse response)
            throws IOException {
        ProductView product = products.get(number, slug);
        try (InputStream in = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            photos.add(slug, in, alt);
        } catch (Refused refused) {
            Map<String, String> values =
                    new HashMap<>(ProductForm.of(product.details()).typed());
            values.put("alt", alt == null ? "" : alt);
            return page(product, refusedForm(Form.of(values), refused, model, response), model);
        }
        return "redirect:" + path(number, slug) + "#foto";
    }

    @PostMapping(ONE + "/foto/{id}")
    String changePhoto(
            @PathVariable String number,
            @PathVariable String slug,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String alt,
            @RequestParam(required = false) @Nullable String first,
            Model model,
            HttpServletResponse response) {
        ProductView product = products.get(number, slug);
        try {
            photos.change(slug, id, alt, first != null);
        } catch (Refused refused) {
            Map<String, String> values =
                    new HashMap<>(ProductForm.of(product.details()).typed());
            values.put("alt-" + id, alt == null ? "" : alt);
            return page(product, refusedForm(Form.of(values), refused, model, response), model);
        }
        return "redirect:" + path(number, slug) + "#foto";
    }

    @PostMapping(ONE + "/foto/{id}/hapus")
    String removePhoto(@PathVariable String number, @PathVariable String slug, @PathVariable UUID id) {
        products.get(number, slug);
        photos.remove(slug, id);
        return "redirect:" + path(number, slug) + "#foto";
    }

    /// The small picture itself, also of a product that is not shown yet.
    @GetMapping(ONE + "/foto/{id}/kecil")
    ResponseEntity<Resource> thumbnail(@PathVariable String number, @PathVariable String slug, @PathVariable UUID id) {
        ProductView.Photo photo = ProductPhotos.photo(products.get(number, slug), id);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(files.find(photo.thumbHash())
                        .<Resource>map(FileSystemResource::new)
                        .orElseThrow(Refused::notFound));
    }

    @PostMapping(ONE + "/produksi")
    String addBatch(
            @PathVariable String number,
            @PathVariable String slug,
            Batches.Typed typed,
            Model model,
            HttpServletResponse response) {
        ProductView product = products.get(number, slug);
        try {
            batches.add(slug, typed);
        } catch (Refused refused) {
            Map<String, @Nullable Object> values =
                    new HashMap<>(ProductForm.of(product.details()).typed());
            values.put("code", typed.code());
            values.put("madeOn", typed.madeOn());
            values.put("expiresOn", typed.expiresOn());
            values.put("quantity", typed.quantity());
            return page(product, refusedForm(Form.of(values), refused, model, response), model);
        }
        return "redirect:" + path(number, slug) + "#produksi";
    }

    @PostMapping(ONE + "/produksi/{id}/hapus")
    String removeBatch(@PathVariable String number, @PathVariable String slug, @PathVariable UUID id) {
        products.get(number, slug);
        batches.remove(slug, id);
        return "redirect:" + path(number, slug) + "#produksi";
    }

    private String step(String number, String slug, Runnable work, Model model, HttpServletResponse response) {
        ProductView product = products.get(number, slug);
        try {
            work.run();
        } catch (Refused refused) {
            Form form = Form.of(ProductForm.of(product.details()).typed());
            return page(products.get(number, slug), refusedForm(form, refused, model, response), model);
        }
        return "redirect:" + path(number, slug);
    }

    private String quickForm(String number, Form form, Model model) {
        Frame frame = frames.current();
        model.addAttribute("group", groups.byNumber(number));
        model.addAttribute("form", form);
        model.addAttribute("categories", categories.names(frame.texts().isEnglish()));
        model.addAttribute("halal", halal(frame));
        return "market/products/new";
    }

    /// What its state means for buyers at this moment.
    private String stateHelp(ProductView product, Frame frame) {
        String key = "market.product.state." + product.state();
        Buyable limit = limits.of(List.of(product.id())).get(product.id());
        if (!product.state().equals("published") || limit == null) {
            return frame.t(key + ".help");
        }
        if (!product.seller().isOpen()) {
            // Right after the group was verified the market does not know yet.
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

    private String page(ProductView product, Form form, Model model) {
        Frame frame = frames.current();
        Category category = categories.find(product.details().category()).orElseThrow();
        List<Batches.Batch> made = batches.of(product);
        Batches.Batch latest = made.isEmpty() ? null : made.getFirst();
        model.addAttribute("product", product);
        model.addAttribute("form", form);
        model.addAttribute("category", category);
        model.addAttribute("categories", categories.names(frame.texts().isEnglish()));
        model.addAttribute("halal", halal(frame));
        model.addAttribute("kinds", choices(frame, "market.product.kind.", "ready", "made-to-order"));
        model.addAttribute("storages", choices(frame, "market.product.storage.", "room", "cool", "frozen"));
        model.addAttribute("missing", products.missing(product));
        model.addAttribute("stateHelp", stateHelp(product, frame));
        Buyable limit = limits.of(List.of(product.id())).get(product.id());
        model.addAttribute("obstacle", limit == null ? null : limit.obstacle());
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
        model.addAttribute("mostPhotos", ProductPhotos.MOST);
        model.addAttribute("maySell", Permission.SELL.allows(CurrentActor.get()));
        return "market/products/product";
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

    /// What was wrong with a field is said beside it, everything else above the form.
    private Form refusedForm(Form typed, Refused refused, Model model, HttpServletResponse response) {
        Form form =
                switch (refused.problem()) {
                    case InvalidFields invalid -> typed.refused(refused);
                    case FileProblem problem -> typed;
                    case ProductProblem problem -> typed;
                    case OrderProblem problem -> typed;
                    case Outdated problem -> typed;
                    default -> throw refused;
                };
        if (!form.hasProblems()) {
            model.addAttribute(
                    "problem",
                    frames.current()
                            .t(
                                    "problem." + refused.problem().code(),
                                    refused.problem().arguments().toArray()));
        }
        response.setStatus(refused.problem().status());
        return form;
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
        return Amounts.whole(typed, 0, Stock.MOST)
                .orElseThrow(() -> new Refused(
                        new InvalidFields(List.of(new FieldProblem("onHand", "on-hand", List.of(Stock.MOST))))));
    }

    private static String state(String typed) {
        if (!STATES.contains(typed)) {
            throw Refused.parameter("state", "product-state");
        }
        return typed;
    }

    /// The number of the group the actor speaks for; null for an office.
    private @Nullable String ownGroup() {
        UUID own = CurrentActor.get().account().map(account -> account.group()).orElse(null);
        return own == null ? null : groups.byId(own).number();
    }

    private static String path(String number, String slug) {
        return "/kerja/kelompok/" + number + "/produk/" + slug;
    }
}
