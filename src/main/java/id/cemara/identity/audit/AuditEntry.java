package id.cemara.identity.audit;

import id.cemara.shared.GroupId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An action of the current actor, for the audit trail.
///
/// @param action such as `member.changed`, `member.read` or `group.verified`
/// @param kind of the subject: `member`, `group`, `permit`, …
/// @param subject its id
/// @param areaCode the area that decides who sees the entry; null when there is none
/// @param group the group concerned; null for none
/// @param person the person whose personal data it contains, encrypted with that person's key; null for
///     none
/// @param facts changes of fields that are not personal
/// @param personal changes of personal fields, stored encrypted
/// @param reason given by the actor; null when none is required
/// @param version the subject's version after the action; null when it has none
public record AuditEntry(
        String action,
        String kind,
        UUID subject,
        @Nullable String areaCode,
        @Nullable GroupId group,
        @Nullable UUID person,
        Map<String, Change> facts,
        Map<String, Change> personal,
        @Nullable String reason,
        @Nullable Integer version) {

    public AuditEntry {
        facts = Map.copyOf(facts);
        personal = Map.copyOf(personal);
    }

    /// The start of an entry: without changes, person and reason.
    public static AuditEntry of(
            String action, String kind, UUID subject, @Nullable String areaCode, @Nullable GroupId group) {
        return new AuditEntry(action, kind, subject, areaCode, group, null, Map.of(), Map.of(), null, null);
    }

    /// Adds the person whose personal data it contains.
    public AuditEntry about(@Nullable UUID whom) {
        return new AuditEntry(action, kind, subject, areaCode, group, whom, facts, personal, reason, version);
    }

    /// Adds changes of fields that are not personal.
    public AuditEntry changing(Map<String, Change> changes) {
        return new AuditEntry(action, kind, subject, areaCode, group, person, changes, personal, reason, version);
    }

    /// Adds changes of personal fields.
    public AuditEntry changingPersonal(Map<String, Change> changes) {
        return new AuditEntry(action, kind, subject, areaCode, group, person, facts, changes, reason, version);
    }

    /// Adds the actor's reason.
    public AuditEntry because(@Nullable String why) {
        return new AuditEntry(action, kind, subject, areaCode, group, person, facts, personal, why, version);
    }

    /// Adds the subject's new version, by which the entry is shown to a person who edited an older one.
    public AuditEntry making(int made) {
        return new AuditEntry(action, kind, subject, areaCode, group, person, facts, personal, reason, made);
    }
}
