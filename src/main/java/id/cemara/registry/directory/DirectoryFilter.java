package id.cemara.registry.directory;

import id.cemara.registry.GroupStage;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.Sector;
import id.cemara.shared.AreaCode;
import java.util.List;
import java.util.Optional;

/// Filter of the directory; an empty list does not restrict its facet. Values of one facet are alternatives,
/// facets are combined with "and".
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

    /// Whether at most the area restricts the list.
    public boolean isOpen() {
        return text.isEmpty() && sectors.isEmpty() && stages.isEmpty() && statuses.isEmpty();
    }
}
