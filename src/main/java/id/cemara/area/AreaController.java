package id.cemara.area;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.Sections;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
record AreaController(Areas areas, AreaMaps maps, Sections sections) {

    private static final int PAGE_SIZE = 30;
    private static final int ALL = 100_000;

    @GetMapping("/wilayah")
    @Nullable
    String index(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Optional<String> text = Input.searchText("q", q);
        if (TableFormat.sends(
                format, () -> table("wilayah", text.map(this::all).orElseGet(this::provinces)), response)) {
            return null;
        }
        model.addAttribute("q", text.orElse(""));
        model.addAttribute(
                "found",
                text.isPresent()
                        ? AreaSearch.of(areas, text.get(), null, cursor, PAGE_SIZE)
                        : new AreaSearch(new Listing<>(provinces(), null), true));
        return "area/index";
    }

    @GetMapping("/wilayah/{code}")
    String area(@PathVariable String code, Model model) {
        AreaCode parsed = AreaCode.parse(code).orElseThrow(Refused::notFound);
        Area area = areas.find(parsed).orElseThrow(Refused::notFound);
        var page = new AreaPage(area, areas.children(parsed, null, 1000));
        model.addAttribute("page", page);
        model.addAttribute("lineage", areas.lineage(parsed));
        model.addAttribute("notes", areas.notes(parsed));
        model.addAttribute("map", map(parsed));
        model.addAttribute("sections", sections.of(page));
        return "area/area";
    }

    private List<Area> all(String text) {
        return areas.search(text, null, ALL);
    }

    private List<Area> provinces() {
        return areas.children(null, null, 100);
    }

    private Optional<AreaMap> map(AreaCode code) {
        return switch (code.depth()) {
            case 1 -> maps.kabupatenOf(code.value());
            case 2 -> maps.kabupaten(code.value());
            default -> maps.within(code.value());
        };
    }

    static Table table(String name, List<Area> areas) {
        return Table.of(
                name,
                List.of("code", "name", "level", "parent", "path", "postal_code"),
                areas.stream()
                        .map(area -> Table.Row.of(
                                area.code().value(),
                                area.name(),
                                area.level().key(),
                                area.parent() == null ? null : area.parent().value(),
                                area.path(),
                                area.postalCode()))
                        .toList());
    }
}
