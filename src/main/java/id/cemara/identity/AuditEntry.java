package id.cemara.identity;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that the current actor did and that others may ask about later.
///
/// @param action what was done, such as `member.changed`, `member.read` or `group.verified`
/// @param kind what it was done to: `member`, `group`, `permit`, …
/// @param subject its id
/// @param areaCode where it lies, which decides who sees the entry; null when it lies nowhere
/// @param group the group it belongs to; null when it belongs to none
/// @param person whose personal data it is about, encrypted with a key of that person's own; null for nobody's
/// @param facts fields that are not personal
/// @param personal personal fields, kept encrypted
/// @param reason what the actor gave as the reason; null when none was asked for
/// @param version the version of the subject that this made; null when it made none
public record AuditEntry(
        String action,
        String kind,
        UUID subject,
        @Nullable String areaCode,
        @Nullable UUID group,
        @Nullable UUID person,
        Map<String, Change> facts,
        Map<String, Change> personal,
        @Nullable String reason,
        @Nullable Integer version) {

    public AuditEntry {
        facts = Map.copyOf(facts);
        personal = Map.copyOf(personal);
    }

    /// An entry that makes no version.
    public AuditEntry(
            String action,
            String kind,
            UUID subject,
            @Nullable String areaCode,
            @Nullable UUID group,
            @Nullable UUID person,
            Map<String, Change> facts,
            Map<String, Change> personal,
            @Nullable String reason) {
        this(action, kind, subject, areaCode, group, person, facts, personal, reason, null);
    }

    /// The same entry as what made that version of its subject, so that who saw an earlier one is told of it.
    public AuditEntry making(int made) {
        return new AuditEntry(action, kind, subject, areaCode, group, person, facts, personal, reason, made);
    }
}
