package id.cemara.identity.audit;

import com.google.crypto.tink.subtle.AesGcmJce;
import id.cemara.platform.FieldEncryption;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.FieldChange;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import id.cemara.shared.RequestProblem.Since;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/// Writes audit entries in the caller's transaction: the change and its entry are committed together.
@Service
public class AuditTrail {

    /// The maximum number of entries that [#of] returns.
    public static final int NEWEST = 50;

    static final String CONTEXT = "identity.audit_trail";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient db;
    private final SubjectKeys keys;
    private final AuditReader reader;
    private final FieldEncryption fields;
    private final Clock clock;

    AuditTrail(JdbcClient db, SubjectKeys keys, AuditReader reader, FieldEncryption fields, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.reader = reader;
        this.fields = fields;
        this.clock = clock;
    }

    /// Adds an entry by the current actor.
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(AuditEntry entry) {
        addAll(List.of(entry));
    }

    /// Adds entries by the current actor, in one statement.
    @Transactional(propagation = Propagation.MANDATORY)
    public void addAll(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Map<UUID, AesGcmJce> personKeys = keys.of(entries.stream()
                .filter(entry -> !entry.personal().isEmpty())
                .map(AuditEntry::person)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Actor actor = CurrentActor.get();
        db.sql("""
                insert into identity.audit_trail (happened_at, account_id, actor, action, kind, subject, area_code,
                                                  group_id, person_id, facts, personal, reason, origin, version)
                select :at, cast(:account as uuid), :actor, e.action, e.kind, e.subject::uuid, e.area_code,
                       e.group_id::uuid, e.person_id::uuid, e.facts::jsonb, e.personal, e.reason, :origin, e.version::int
                  from unnest(cast(:actions as text[]), cast(:kinds as text[]), cast(:subjects as text[]),
                              cast(:areas as text[]), cast(:groups as text[]), cast(:persons as text[]),
                              cast(:facts as text[]), cast(:personals as bytea[]), cast(:reasons as text[]),
                              cast(:versions as text[]))
                       as e (action, kind, subject, area_code, group_id, person_id, facts, personal, reason, version)
                """)
                .param("at", OffsetDateTime.now(clock))
                .param(
                        "account",
                        actor.account().map(account -> account.id().toString()).orElse(null))
                .param("actor", nameOf(actor))
                .param("origin", origin())
                .param("actions", column(entries, AuditEntry::action))
                .param("kinds", column(entries, AuditEntry::kind))
                .param("subjects", column(entries, AuditEntry::subject))
                .param("areas", column(entries, AuditEntry::areaCode))
                .param("groups", column(entries, AuditEntry::group))
                .param("persons", column(entries, AuditEntry::person))
                .param("facts", column(entries, entry -> JSON.writeValueAsString(entry.facts())))
                .param(
                        "personals",
                        entries.parallelStream() // encryption takes most of a batch's time
                                .map(entry -> personal(entry, personKeys))
                                .toArray(byte[][]::new))
                .param("reasons", column(entries, AuditEntry::reason))
                .param("versions", column(entries, AuditEntry::version))
                .update();
    }

    /// The newest entries about a subject that the current actor may see, newest first, at most [#NEWEST].
    @Transactional(readOnly = true)
    public List<AuditLine> of(String kind, UUID subject) {
        return reader.of(kind, subject, NEWEST);
    }

    /// The entries that made later versions of a subject, oldest first, at most [#NEWEST].
    @Transactional(readOnly = true)
    public List<AuditLine> since(String kind, UUID subject, int version) {
        return reader.since(kind, subject, version, NEWEST);
    }

    /// Compares the version that the user saw with the current one (optimistic lock).
    ///
    /// @param seen null if the request had none
    /// @throws Refused when `seen` is null, or as outdated with the changes since
    @Transactional(readOnly = true)
    public void requireSeen(String kind, UUID subject, @Nullable Integer seen, int now) {
        if (seen == null) {
            throw new Refused(new PreconditionNeeded());
        }
        if (seen != now) {
            throw outdated(kind, subject, seen, now);
        }
    }

    /// The refusal of a change made from an older version, with the changes since.
    @Transactional(readOnly = true)
    public Refused outdated(String kind, UUID subject, int seen, int now) {
        return new Refused(Outdated.at(
                now,
                since(kind, subject, seen).stream()
                        .map(line -> new Since(
                                line.action(),
                                line.actor(),
                                line.at().toInstant(),
                                line.changes().stream()
                                        .map(field -> new FieldChange(
                                                field.name(), field.before(), field.after(), field.hidden()))
                                        .toList()))
                        .toList()));
    }

    private static @Nullable String[] column(
            List<AuditEntry> entries, Function<AuditEntry, ? extends @Nullable Object> value) {
        var column = new @Nullable String[entries.size()];
        for (int i = 0; i < column.length; i++) {
            Object cell = value.apply(entries.get(i));
            column[i] = cell == null ? null : cell.toString();
        }
        return column;
    }

    /// The encrypted personal values; null when there are none or the person's key was destroyed.
    private byte @Nullable [] personal(AuditEntry entry, Map<UUID, AesGcmJce> personKeys) {
        if (entry.personal().isEmpty()) {
            return null;
        }
        String json = JSON.writeValueAsString(entry.personal());
        UUID person = entry.person();
        if (person == null) {
            return fields.encrypt(json, CONTEXT);
        }
        AesGcmJce key = personKeys.get(person);
        try {
            return key == null
                    ? null
                    : key.encrypt(
                            json.getBytes(StandardCharsets.UTF_8),
                            person.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be encrypted", e);
        }
    }

    private static String nameOf(Actor actor) {
        return switch (actor) {
            case Actor.Account account -> account.username();
            case Actor.System system -> system.name();
            case Actor.Holder holder -> "holder";
            case Actor.Anonymous nobody -> "anonymous";
        };
    }

    private static String origin() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "job";
    }
}
