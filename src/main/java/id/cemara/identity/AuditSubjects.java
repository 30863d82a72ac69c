package id.cemara.identity;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Names what entries of the audit trail are about, as far as their reader may see it. The module that knows a kind of
/// thing contributes it.
public interface AuditSubjects {

    /// The kind it names, as in the entries; `group` names the groups of entries about other things, too.
    String kind();

    /// Those of these things that the actor may see, by id.
    Map<UUID, Subject> named(Set<UUID> ids);

    /// A thing.
    ///
    /// @param address its page
    record Subject(String name, String address) {}
}
