package id.cemara.permit;

import id.cemara.files.Documents;
import id.cemara.files.StoredDocument;
import id.cemara.files.Upload;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// A group's permits: added, corrected, replaced, withdrawn; never deleted.
@Service
class Permits {

    private static final int MOST = 100;
    private static final int LONGEST_REASON = 500;

    private static final String COLUMNS = """
            select p.id, p.kind, p.number, p.is_other_format, x.holder, p.issued_on, p.expires_on, p.recorded_on,
                   p.replaced_by, p.withdrawn_on, x.withdrawn_why, x.file_hash, x.file_type, p.version
              from permit.permits p
              left join permit.permit_private x on x.permit_id = p.id
             where p.group_id = :group
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final GroupsInScope groups;
    private final Documents documents;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Permits(
            JdbcClient db,
            TransactionTemplate transaction,
            GroupsInScope groups,
            Documents documents,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.groups = groups;
        this.documents = documents;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// A group's permits, current ones first. Reading holders' names is audited, except for the group's own
    /// officers.
    ///
    /// @throws Refused as not found if the group is outside the actor's scope
    @Transactional
    List<Permit> of(String number) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        List<Permit> permits = all(group.id());
        boolean isStaff = CurrentActor.get().isStaff();
        List<AuditEntry> reads = permits.stream()
                .filter(permit -> isStaff && permit.holder() != null)
                .map(permit -> group.entry("permit.read", "permit", permit.id()))
                .toList();
        if (!reads.isEmpty()) {
            audit.addAll(reads);
        }
        return permits;
    }

    /// All permits of a group for the overview. Not audited, so callers must not show the holders' names.
    @Transactional(readOnly = true)
    List<Permit> overview(GroupId group) {
        return all(group);
    }

    /// The valid permits, which are public.
    @Transactional(readOnly = true)
    List<Permit> shown(GroupId group) {
        return all(group).stream()
                .filter(permit -> permit.state() == PermitState.VALID || permit.state() == PermitState.EXPIRING)
                .toList();
    }

    @Transactional(readOnly = true)
    Permit get(String number, UUID id) {
        Permission.SEE_MEMBERS.require();
        return find(groups.byNumber(number).id(), id);
    }

    /// Adds a permit.
    ///
    /// @param upload the scanned document; null if none was sent
    /// @param replaces the permit that it succeeds; null if there is none
    /// @param seen that permit's version that the user saw; null is refused if `replaces` is given
    /// @throws Refused if a field is invalid or a current permit has the number; nothing is stored then
    Permit add(
            String number, PermitForm form, @Nullable Upload upload, @Nullable UUID replaces, @Nullable Integer seen) {
        Permission.EDIT_PERMITS.require();
        groups.open(number);
        PermitForm.Facts facts = form.read(today());
        // Scanning and storing the document happens before the transaction, which locks the group.
        StoredDocument paper = stored(upload);
        return Objects.requireNonNull(
                transaction.execute(status -> add(groups.open(number), facts, paper, replaces, seen)));
    }

    private Permit add(
            GroupInScope group,
            PermitForm.Facts facts,
            @Nullable StoredDocument paper,
            @Nullable UUID replaces,
            @Nullable Integer seen) {
        UUID id = UUID.randomUUID();
        if (replaces != null) {
            replace(group, replaces, seen, id);
        }
        int added = db.sql("""
                insert into permit.permits (id, group_id, area_code, kind, number, is_other_format, issued_on, expires_on,
                       recorded_on)
                values (:id, :group, :area, :kind, :number, :other, :issued, :expires, :today)
                    on conflict do nothing
                """)
                .param("id", id)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("kind", facts.kind().key())
                .param("number", facts.number())
                .param("other", facts.isOtherFormat())
                .param("issued", facts.issuedOn(), Types.DATE)
                .param("expires", facts.expiresOn(), Types.DATE)
                .param("today", today())
                .update();
        if (added == 0) {
            throw new Refused(new PermitProblem.PermitKnown(facts.number()));
        }
        keepPrivate(group, id, facts.holder(), paper);
        Permit permit = find(group.id(), id);
        note("permit.added", group, null, permit, null);
        return permit;
    }

    /// Corrects a permit.
    ///
    /// @param version the version the user saw; null is refused
    /// @param upload the scanned document; null keeps the current one
    /// @throws Refused as outdated, if it is replaced or withdrawn, or if a field is invalid
    Permit correct(String number, UUID id, @Nullable Integer version, PermitForm form, @Nullable Upload upload) {
        Permission.EDIT_PERMITS.require();
        GroupInScope group = groups.open(number);
        int known = requireOpen(Objects.requireNonNull(transaction.execute(status -> find(group.id(), id))), version);
        PermitForm.Facts facts = form.read(today());
        StoredDocument paper = stored(upload);
        return Objects.requireNonNull(
                transaction.execute(status -> correct(groups.open(number), id, known, facts, paper)));
    }

    private Permit correct(
            GroupInScope group, UUID id, int version, PermitForm.Facts facts, @Nullable StoredDocument paper) {
        Permit before = find(group.id(), id);
        requireOpen(before, version);
        if (write(group, id, version, facts) == 0) {
            throw outdated(version, find(group.id(), id));
        }
        keepPrivate(group, id, facts.holder(), paper);
        Permit after = find(group.id(), id);
        note("permit.changed", group, before, after, null);
        return after;
    }

    /// The unique index on current permits decides whether the number is taken, also between concurrent
    /// requests.
    private int write(GroupInScope group, UUID id, int version, PermitForm.Facts facts) {
        try {
            return db.sql("""
                    update permit.permits
                       set kind = :kind, number = :number, is_other_format = :other, issued_on = :issued,
                           expires_on = :expires, version = version + 1
                     where id = :id and group_id = :group and version = :version
                    """)
                    .param("kind", facts.kind().key())
                    .param("number", facts.number())
                    .param("other", facts.isOtherFormat())
                    .param("issued", facts.issuedOn(), Types.DATE)
                    .param("expires", facts.expiresOn(), Types.DATE)
                    .param("id", id)
                    .param("group", group.id().value())
                    .param("version", version)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refused(new PermitProblem.PermitKnown(facts.number()));
        }
    }

    /// Withdraws a permit with a reason; it stays in the history.
    @Transactional
    Permit withdraw(String number, UUID id, @Nullable Integer version, @Nullable String reason) {
        Permission.EDIT_PERMITS.require();
        GroupInScope group = groups.open(number);
        Permit before = find(group.id(), id);
        int known = requireOpen(before, version);
        String why = Checks.reason("reason", reason, LONGEST_REASON);
        int changed = db.sql("""
                update permit.permits
                   set withdrawn_on = :today, version = version + 1
                 where id = :id and group_id = :group and version = :version
                """)
                .param("today", today())
                .param("id", id)
                .param("group", group.id().value())
                .param("version", known)
                .update();
        if (changed == 0) {
            throw outdated(known, find(group.id(), id));
        }
        db.sql("update permit.permit_private set withdrawn_why = :why where permit_id = :id")
                .param("why", why)
                .param("id", id)
                .update();
        Permit after = find(group.id(), id);
        note("permit.withdrawn", group, before, after, why);
        return after;
    }

    /// A permit's scanned document. Each call is audited.
    @Transactional
    StoredDocument paper(String number, UUID id) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        Permit permit = find(group.id(), id);
        if (permit.fileHash() == null || permit.fileType() == null) {
            throw Refused.notFound();
        }
        audit.add(group.entry("permit.file-shown", "permit", id));
        return new StoredDocument(permit.fileHash(), permit.fileType());
    }

    private void replace(GroupInScope group, UUID old, @Nullable Integer seen, UUID by) {
        Permit before = find(group.id(), old);
        int known = requireOpen(before, seen);
        int changed = db.sql("""
                update permit.permits
                   set replaced_by = :by, replaced_on = :today, version = version + 1
                 where id = :id and group_id = :group and version = :version
                """)
                .param("by", by)
                .param("today", today())
                .param("id", old)
                .param("group", group.id().value())
                .param("version", known)
                .update();
        if (changed == 0) {
            throw outdated(known, find(group.id(), old));
        }
        note("permit.replaced", group, before, find(group.id(), old), null);
    }

    private void keepPrivate(GroupInScope group, UUID id, @Nullable String holder, @Nullable StoredDocument paper) {
        db.sql("""
                insert into permit.permit_private as x (permit_id, group_id, area_code, holder, file_hash, file_type)
                values (:id, :group, :area, :holder, :hash, :type)
                    on conflict (permit_id) do update
                   set holder = excluded.holder, file_hash = coalesce(excluded.file_hash, x.file_hash),
                       file_type = coalesce(excluded.file_type, x.file_type)
                """)
                .param("id", id)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("holder", holder, Types.VARCHAR)
                .param("hash", paper == null ? null : paper.hash(), Types.VARCHAR)
                .param("type", paper == null ? null : paper.mediaType(), Types.VARCHAR)
                .update();
    }

    private @Nullable StoredDocument stored(@Nullable Upload upload) {
        return upload == null ? null : documents.store(upload.open());
    }

    private List<Permit> all(GroupId group) {
        return db.sql(COLUMNS + """
                 order by (p.replaced_by is null and p.withdrawn_on is null) desc,
                          array_position(array['nib', 'p-irt', 'halal', 'brand', 'md'], p.kind),
                          p.expires_on desc nulls first, p.recorded_on desc, p.id
                 limit :most
                """)
                .param("group", group.value())
                .param("most", MOST)
                .query(mapper(today()))
                .list();
    }

    private Permit find(GroupId group, UUID id) {
        return db.sql(COLUMNS + " and p.id = :id")
                .param("group", group.value())
                .param("id", id)
                .query(mapper(today()))
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private static RowMapper<Permit> mapper(LocalDate today) {
        return (row, ordinal) -> {
            UUID replacedBy = row.getObject("replaced_by", UUID.class);
            LocalDate withdrawnOn = row.getObject("withdrawn_on", LocalDate.class);
            LocalDate expiresOn = row.getObject("expires_on", LocalDate.class);
            return new Permit(
                    row.getObject("id", UUID.class),
                    PermitKind.ofKey(row.getString("kind")).orElseThrow(),
                    row.getString("number"),
                    row.getBoolean("is_other_format"),
                    row.getString("holder"),
                    row.getObject("issued_on", LocalDate.class),
                    expiresOn,
                    row.getObject("recorded_on", LocalDate.class),
                    replacedBy,
                    withdrawnOn,
                    row.getString("withdrawn_why"),
                    row.getString("file_hash"),
                    row.getString("file_type"),
                    row.getInt("version"),
                    PermitState.of(withdrawnOn != null, replacedBy != null, expiresOn, today));
        };
    }

    /// Compares the version and returns it.
    ///
    /// @throws Refused if it is null or outdated, or the permit is replaced or withdrawn
    private int requireOpen(Permit permit, @Nullable Integer version) {
        if (version != null && !permit.isCurrent()) {
            throw new Refused(new PermitProblem.PermitClosed());
        }
        audit.requireSeen("permit", permit.id(), version, permit.version());
        return permit.version();
    }

    private Refused outdated(int seen, Permit now) {
        return audit.outdated("permit", now.id(), seen, now.version());
    }

    private void note(
            String action, GroupInScope group, @Nullable Permit before, Permit after, @Nullable String reason) {
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "kind", before, after, permit -> permit.kind().key());
        Change.note(facts, "number", before, after, Permit::number);
        Change.note(facts, "issuedOn", before, after, Permit::issuedOn);
        Change.note(facts, "expiresOn", before, after, Permit::expiresOn);
        Change.note(facts, "state", before, after, permit -> permit.state().key());
        Change.note(facts, "file", before, after, Permit::fileHash);
        Map<String, Change> personal = new HashMap<>();
        Change.note(personal, "holder", before, after, Permit::holder);
        audit.add(group.entry(action, "permit", after.id())
                .changing(facts)
                .changingPersonal(personal)
                .because(reason)
                .making(after.version()));
        events.publishEvent(new PermitChanged(
                after.id(),
                after.version(),
                group.id(),
                group.areaCode(),
                after.kind(),
                after.number(),
                after.expiresOn(),
                after.isCurrent()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
