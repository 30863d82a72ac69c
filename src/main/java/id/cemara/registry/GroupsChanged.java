package id.cemara.registry;

import java.util.List;

/// [GroupChanged] of many groups at once, as an import makes them or a rebuilding of copies needs them.
public record GroupsChanged(List<GroupChanged> groups) {

    public GroupsChanged {
        groups = List.copyOf(groups);
    }
}
