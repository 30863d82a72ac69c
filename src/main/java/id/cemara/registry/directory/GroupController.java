package id.cemara.registry.directory;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.exchange.TableFormat;
import id.cemara.registry.GroupHead;
import id.cemara.registry.GroupPage;
import id.cemara.registry.GroupProfile;
import id.cemara.registry.Profiles;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Refused;
import id.cemara.shell.Sections;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages `/kelompok` and `/kelompok/{slug}`.
@Controller
record GroupController(
        Directory directory,
        DirectoryFacets facets,
        Profiles profiles,
        FilterReader filters,
        Areas areas,
        Sections sections) {

    private static final int PAGE_SIZE = 24;

    @GetMapping("/kelompok")
    @Nullable
    String directory(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable List<String> sector,
            @RequestParam(required = false) @Nullable List<String> stage,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        DirectoryFilter filter = filters.read(q, area, sector, stage, status);
        if (TableFormat.sends(format, () -> directory.table(filter), response)) {
            return null;
        }
        DirectoryPage page = directory.page(filter, PAGE_SIZE, cursor);
        model.addAttribute(
                "view",
                new DirectoryView(
                        filter,
                        page,
                        facets.of(filter, directory.wordsUsed(filter, page)),
                        filter.area().map(areas::lineage).orElse(List.of()),
                        cursor != null));
        return "registry/directory";
    }

    @GetMapping("/kelompok/{slug}")
    String group(@PathVariable String slug, @RequestParam(required = false) @Nullable String dari, Model model) {
        GroupProfile group = profiles.bySlug(slug).orElseThrow(Refused::notFound);
        model.addAttribute("mergedFrom", dari == null ? null : mergedFrom(dari, group));
        List<Area> lineage = areas.lineage(new AreaCode(group.areaCode()));
        model.addAttribute("group", group);
        model.addAttribute("lineage", lineage);
        model.addAttribute("sections", sections.of(new GroupPage(group)));
        model.addAttribute("head", sections.of(new GroupHead(group)));
        return "registry/group";
    }

    /// The group that was merged into this one and whose link the visitor followed; null if `number` is
    /// none.
    private @Nullable GroupProfile mergedFrom(String number, GroupProfile group) {
        return profiles.byNumber(number)
                .filter(from -> profiles.mergedInto(from.id())
                        .filter(into -> into.id().equals(group.id().value()))
                        .isPresent())
                .orElse(null);
    }
}
