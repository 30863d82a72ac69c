package id.cemara.registry;

import java.util.List;

/// The choices of the directory's facets with their counts.
///
/// @param total how many groups pass the whole filter
/// @param isMore whether there are more than `total` says, because a search stops counting
/// @param areas the areas right inside the chosen one that have groups
/// @param sectors the sectors; a group with two is counted under both
/// @param stages the stages
/// @param statuses the operating statuses
public record Facets(
        long total,
        boolean isMore,
        List<Choice> areas,
        List<Choice> sectors,
        List<Choice> stages,
        List<Choice> statuses) {

    public Facets {
        areas = List.copyOf(areas);
        sectors = List.copyOf(sectors);
        stages = List.copyOf(stages);
        statuses = List.copyOf(statuses);
    }
}
