package id.cemara.identity.audit;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Names the subjects of audit entries, as far as the reader may see them; contributed by the module that
/// owns the kind.
public interface AuditSubjects {

    /// The kind in the entries. The one for `group` also names the group that an entry of another kind
    /// belongs to.
    String kind();

    /// The visible subjects among these ids.
    Map<UUID, Subject> named(Set<UUID> ids);

    /// A named subject.
    ///
    /// @param address its page
    record Subject(String name, String address) {}
}
