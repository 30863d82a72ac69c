package id.cemara.registry;

import java.util.List;

/// A batch of [GroupChanged], from an import or when copies are rebuilt.
public record GroupsChanged(List<GroupChanged> groups) {

    public GroupsChanged {
        groups = List.copyOf(groups);
    }
}
