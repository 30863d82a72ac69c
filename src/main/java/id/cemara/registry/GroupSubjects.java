package id.cemara.registry;

import id.cemara.identity.audit.AuditSubjects;
import id.cemara.shared.GroupId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Names groups in the audit trail and links to them.
@Component
record GroupSubjects(GroupsInScope groups) implements AuditSubjects {

    @Override
    public String kind() {
        return "group";
    }

    @Override
    public Map<UUID, Subject> named(Set<UUID> ids) {
        return groups.all(ids.stream().map(GroupId::new).toList()).values().stream()
                .collect(Collectors.toMap(
                        group -> group.id().value(),
                        group -> new Subject(
                                group.name() + " (" + group.number() + ")", "/kerja/kelompok/" + group.number())));
    }
}
