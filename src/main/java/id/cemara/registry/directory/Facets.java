package id.cemara.registry.directory;

import java.util.List;

/// The choices of the directory's facets with their counts.
///
/// @param total how many groups pass the whole filter, or the limit of a search
/// @param isMore whether a search stopped counting, so that `total` is a lower bound
/// @param areas the direct children of the selected area that have groups
/// @param sectors a group with two sectors is counted under both
public record Facets(
        long total,
        boolean isMore,
        List<FacetChoice> areas,
        List<FacetChoice> sectors,
        List<FacetChoice> stages,
        List<FacetChoice> statuses) {

    public Facets {
        areas = List.copyOf(areas);
        sectors = List.copyOf(sectors);
        stages = List.copyOf(stages);
        statuses = List.copyOf(statuses);
    }
}
