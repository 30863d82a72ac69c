package id.cemara.registry;

import id.cemara.shared.AreaCode;
import java.util.List;
import java.util.Optional;

/// What somebody looks for in the directory. An empty list leaves that facet open.
///
/// @param text words to search for; empty for none
/// @param area only groups in it
/// @param sectors groups that work in any of these
/// @param stages groups at any of these
/// @param statuses groups in any of these
public record DirectoryFilter(
        Optional<String> text,
        Optional<AreaCode> area,
        List<Sector> sectors,
        List<GroupStage> stages,
        List<OperatingStatus> statuses) {

    public DirectoryFilter {
        sectors = List.copyOf(sectors);
        stages = List.copyOf(stages);
        statuses = List.copyOf(statuses);
    }

    /// Whether nothing but an area narrows the list.
    public boolean isOpen() {
        return text.isEmpty() && sectors.isEmpty() && stages.isEmpty() && statuses.isEmpty();
    }
}
