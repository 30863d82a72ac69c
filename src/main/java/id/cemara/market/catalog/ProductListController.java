package id.cemara.market.catalog;

import id.cemara.exchange.TableFormat;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The lists of products in the work space: `/kerja/produk`, and of one group.
@Controller
record ProductListController(ProductList list, GroupsInScope groups, Frames frames) {

    private static final int PAGE_SIZE = 30;
    private static final Set<String> STATES =
            Set.of("draft", "published", "resting", "empty", "blocked", "untaken", "lapsed", "ended");

    @GetMapping("/kerja/produk")
    @Nullable
    String all(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String kabar,
            Model model,
            HttpServletResponse response)
            throws IOException {
        model.addAttribute("news", "counted".equals(kabar) ? kabar : "");
        return list(null, q, state, cursor, format, model, response);
    }

    @GetMapping("/kerja/kelompok/{number}/produk")
    @Nullable
    String ofGroup(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String kabar,
            Model model,
            HttpServletResponse response)
            throws IOException {
        model.addAttribute("news", "counted".equals(kabar) ? kabar : "");
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
        if (TableFormat.sends(format, () -> list.table(filter, frames.current().texts()), response)) {
            return null;
        }
        model.addAttribute("group", group);
        model.addAttribute("own", ownGroup());
        model.addAttribute("filter", filter);
        model.addAttribute("page", list.page(filter, PAGE_SIZE, cursor));
        model.addAttribute("counts", list.counts(filter));
        model.addAttribute("continued", cursor != null);
        model.addAttribute(
                "maySell",
                (group == null || group.deactivatedOn() == null) && Permission.SELL.allows(CurrentActor.get()));
        return "market/catalog/list";
    }

    private static String state(String typed) {
        if (!STATES.contains(typed)) {
            throw Refused.parameter("state", "product-state");
        }
        return typed;
    }

    /// The number of the actor's own group; null for an office.
    private @Nullable String ownGroup() {
        GroupId own =
                CurrentActor.get().account().map(account -> account.group()).orElse(null);
        return own == null ? null : groups.byId(own).number();
    }
}
