package id.cemara.registry.directory;

import id.cemara.area.Area;
import id.cemara.registry.GroupStage;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.Sector;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directory's page and the URLs of its links.
///
/// @param lineage the selected area and its ancestors, from the province down; empty for the whole country
/// @param isLater whether this is not the first page
public record DirectoryView(
        DirectoryFilter filter, DirectoryPage page, Facets facets, List<Area> lineage, boolean isLater) {

    public DirectoryView {
        lineage = List.copyOf(lineage);
    }

    /// The typed text; empty without a search.
    public String q() {
        return filter.text().orElse("");
    }

    /// The selected area's code; empty without one.
    public String area() {
        return filter.area().map(Object::toString).orElse("");
    }

    /// Whether the key is selected in the facet.
    public boolean isChosen(String facet, String key) {
        return keys(facet).contains(key);
    }

    /// The URL of this list without a cursor.
    public String path() {
        return path(null, null);
    }

    /// The URL of this list with that cursor.
    public String at(String cursor) {
        String path = path(null, null);
        return path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
    }

    /// The URL of this list without one choice.
    ///
    /// @param facet a facet, or `q` for the typed text
    public String without(String facet, String key) {
        return path(facet, key);
    }

    /// The selected choices, each shown with a link that removes it.
    public List<Chosen> chosen() {
        List<Chosen> chosen = new ArrayList<>();
        if (!lineage.isEmpty()) {
            chosen.add(new Chosen("area", area(), lineage.getLast().name()));
        }
        for (String facet : List.of("sector", "stage", "status")) {
            keys(facet).forEach(key -> chosen.add(new Chosen(facet, key, null)));
        }
        return chosen;
    }

    /// A selected choice.
    ///
    /// @param facet area, sector, stage or status
    /// @param label its name; null if a message translates the key
    public record Chosen(String facet, String key, @Nullable String label) {}

    private List<String> keys(String facet) {
        return switch (facet) {
            case "sector" -> filter.sectors().stream().map(Sector::key).toList();
            case "stage" -> filter.stages().stream().map(GroupStage::key).toList();
            case "status" ->
                filter.statuses().stream().map(OperatingStatus::key).toList();
            default -> List.of();
        };
    }

    private String path(@Nullable String exceptFacet, @Nullable String exceptKey) {
        List<String> query = new ArrayList<>();
        if (!"q".equals(exceptFacet)) {
            filter.text().ifPresent(text -> query.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
        }
        if (!area().isEmpty() && !"area".equals(exceptFacet)) {
            query.add("area=" + area());
        }
        for (String facet : List.of("sector", "stage", "status")) {
            for (String key : keys(facet)) {
                if (!(facet.equals(exceptFacet) && key.equals(exceptKey))) {
                    query.add(facet + "=" + key);
                }
            }
        }
        return "/kelompok" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
