package id.cemara.registry;

import id.cemara.area.Area;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the directory's page shows, and the addresses its links lead to.
///
/// @param filter what was asked for
/// @param page what was found
/// @param facets the choices and their counts
/// @param lineage the chosen area and those around it, from the province down; empty for the whole country
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

    /// The chosen area's code; empty without one.
    public String area() {
        return filter.area().map(Object::toString).orElse("");
    }

    /// Whether that key is chosen in the facet.
    public boolean isChosen(String facet, String key) {
        return keys(facet).contains(key);
    }

    /// The address of this list without paging.
    public String path() {
        return path(null, null);
    }

    /// The address of this list at that cursor.
    public String at(String cursor) {
        String path = path(null, null);
        return path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
    }

    /// The address of this list without that one choice.
    ///
    /// @param facet a facet, or `q` for the typed text
    public String without(String facet, String key) {
        return path(facet, key);
    }

    /// The choices of facets that are made, to be shown and taken back.
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

    /// A choice that is made.
    ///
    /// @param facet area, sector, stage or status
    /// @param key the chosen value
    /// @param label its name; null when it is a message
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
