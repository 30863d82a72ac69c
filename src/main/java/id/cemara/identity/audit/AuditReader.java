package id.cemara.identity.audit;

import com.google.crypto.tink.subtle.AesGcmJce;
import id.cemara.identity.Permission;
import id.cemara.platform.FieldEncryption;
import id.cemara.shared.Cursor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads the audit trail. The database restricts it to the reader's area, group and own actions. Personal
/// values are decrypted only for roles that may see identities in full; NIK and family-card numbers stay
/// masked even then, because showing one is a separate, logged action.
@Service
class AuditReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, Change>> CHANGES = new TypeReference<>() {};

    private static final String COLUMNS = """
            select id, happened_at, actor, action, kind, subject, group_id, area_code, person_id, facts, personal, reason, origin
              from identity.audit_trail
            """;

    private final JdbcClient db;
    private final SubjectKeys keys;
    private final FieldEncryption fields;
    private final Clock clock;

    AuditReader(JdbcClient db, SubjectKeys keys, FieldEncryption fields, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.fields = fields;
        this.clock = clock;
    }

    /// Selects entries.
    ///
    /// @param action null for any
    /// @param kind null for any
    /// @param day null for any
    record Filter(
            @Nullable String action,
            @Nullable String kind,
            @Nullable LocalDate day) {

        static Filter read(@Nullable String action, @Nullable String kind, @Nullable String day) {
            return new Filter(
                    Input.searchText("action", action).orElse(null),
                    Input.searchText("kind", kind).orElse(null),
                    Input.day("day", day).orElse(null));
        }
    }

    /// One page, newest first.
    ///
    /// @param cursor of the next page; null for the first
    @Transactional(readOnly = true)
    public Listing<AuditLine> page(Filter filter, int size, @Nullable String cursor) {
        int before = cursor == null || cursor.isEmpty()
                ? Integer.MAX_VALUE
                : Cursor.parse("cursor", cursor, 1).count(0);
        LocalDate day = filter.day();
        List<Row> rows = db.sql(COLUMNS + """
                 where id < :before
                   and (:action::text is null or action = :action)
                   and (:kind::text is null or kind = :kind)
                   and (:from::timestamptz is null or (happened_at >= :from and happened_at < :until))
                 order by id desc
                 limit :limit
                """)
                .param("before", before)
                .param("action", filter.action())
                .param("kind", filter.kind())
                .param("from", day == null ? null : startOf(day))
                .param("until", day == null ? null : startOf(day.plusDays(1)))
                .param("limit", size + 1)
                .query(AuditReader::read)
                .list();
        Listing<Row> page = Listing.page(
                rows, size, last -> Cursor.of(Long.toString(last.id())).text());
        return new Listing<>(lines(page.items()), page.next());
    }

    /// The newest entries about one subject, newest first.
    @Transactional(readOnly = true)
    public List<AuditLine> of(String kind, UUID subject, int limit) {
        return lines(db.sql(COLUMNS + " where kind = :kind and subject = :subject order by id desc limit :limit")
                .param("kind", kind)
                .param("subject", subject)
                .param("limit", limit)
                .query(AuditReader::read)
                .list());
    }

    /// The entries that made versions of the subject later than `version`, oldest first.
    @Transactional(readOnly = true)
    public List<AuditLine> since(String kind, UUID subject, int version, int limit) {
        return lines(db.sql(COLUMNS + """
                 where kind = :kind and subject = :subject and version > :version
                 order by id
                 limit :limit
                """)
                .param("kind", kind)
                .param("subject", subject)
                .param("version", version)
                .param("limit", limit)
                .query(AuditReader::read)
                .list());
    }

    /// The recorded actions, as choices of a filter.
    @Transactional(readOnly = true)
    public List<String> actions() {
        return db.sql("""
                select distinct action from (select action from identity.audit_trail order by id desc limit 5000) recent
                 order by action
                """).query(String.class).list();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(
            long id,
            OffsetDateTime at,
            String actor,
            String action,
            String kind,
            UUID subject,
            @Nullable UUID group,
            @Nullable String areaCode,
            @Nullable UUID person,
            String facts,
            byte @Nullable [] personal,
            @Nullable String reason,
            String origin) {}

    private List<AuditLine> lines(List<Row> rows) {
        boolean isFull = Permission.SEE_FULL_IDENTITY.isGranted();
        Map<UUID, AesGcmJce> personKeys = keys.existing(rows.stream()
                .filter(row -> row.personal() != null)
                .map(Row::person)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return rows.stream().map(row -> line(row, personKeys, isFull)).toList();
    }

    private AuditLine line(Row row, Map<UUID, AesGcmJce> personKeys, boolean isFull) {
        List<AuditLine.Field> changes = new ArrayList<>();
        JSON.readValue(row.facts(), CHANGES)
                .forEach((name, change) ->
                        changes.add(new AuditLine.Field(name, change.before(), change.after(), false)));
        String personal = personal(row, personKeys);
        if (personal != null) {
            JSON.readValue(personal, CHANGES)
                    .forEach((name, change) -> changes.add(
                            isFull
                                    ? new AuditLine.Field(name, masked(change.before()), masked(change.after()), false)
                                    : new AuditLine.Field(name, null, null, true)));
        }
        return new AuditLine(
                row.id(),
                row.at(),
                row.actor(),
                row.action(),
                row.kind(),
                row.subject(),
                row.group(),
                row.areaCode(),
                changes,
                row.personal() != null && personal == null,
                row.reason(),
                row.origin());
    }

    private @Nullable String personal(Row row, Map<UUID, AesGcmJce> personKeys) {
        byte[] cipher = row.personal();
        UUID person = row.person();
        if (cipher == null) {
            return null;
        }
        if (person == null) {
            return fields.decrypt(cipher, AuditTrail.CONTEXT);
        }
        AesGcmJce key = personKeys.get(person);
        try {
            return key == null
                    ? null
                    : new String(
                            key.decrypt(cipher, person.toString().getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value of the audit trail cannot be read", e);
        }
    }

    /// Masks all but the last four of sixteen digits.
    private static @Nullable String masked(@Nullable String value) {
        return value == null ? null : value.replaceAll("\\d{12}(\\d{4})", "••••••••••••$1");
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getObject("happened_at", OffsetDateTime.class),
                row.getString("actor"),
                row.getString("action"),
                row.getString("kind"),
                row.getObject("subject", UUID.class),
                row.getObject("group_id", UUID.class),
                row.getString("area_code"),
                row.getObject("person_id", UUID.class),
                row.getString("facts"),
                row.getBytes("personal"),
                row.getString("reason"),
                row.getString("origin"));
    }
}
