package id.cemara.home;

import id.cemara.shared.Input;
import id.cemara.shell.SearchPage;
import id.cemara.shell.Sections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/cari`, the results of the home page's search.
@Controller
record SearchController(Sections sections) {

    @GetMapping("/cari")
    String search(@RequestParam(required = false) @Nullable String q, Model model) {
        String text = Input.searchText("q", q).orElse("");
        model.addAttribute("q", text);
        model.addAttribute("sections", text.isEmpty() ? List.of() : sections.of(new SearchPage(text)));
        return "home/search";
    }
}
