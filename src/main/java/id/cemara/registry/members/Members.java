package id.cemara.registry.members;

import id.cemara.exchange.Table;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProblem.Alike;
import id.cemara.registry.GroupProblem.AlreadyMember;
import id.cemara.registry.GroupProblem.HoldsOffice;
import id.cemara.registry.GroupProblem.MaybeSameMember;
import id.cemara.registry.GroupProblem.MemberHasLeft;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.RowCount;
import id.cemara.shared.Checks;
import id.cemara.shared.DateRange;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The members of groups in the actor's scope. Every read and every change is audited.
///
/// NIK and family card number are stored encrypted, looked up by keyed hash, and shown masked to the last
/// four digits; the full number needs a reason.
@Service
public class Members {

    private static final int MAX_REASON = 500;
    private static final int MAX_CURSOR = 2000;
    private static final int ROWS_TOGETHER = 500;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final FieldEncryption encryption;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Members(
            JdbcClient db,
            GroupsInScope groups,
            FieldEncryption encryption,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.groups = groups;
        this.encryption = encryption;
        this.audit = audit;
        this.clock = clock;
    }

    /// The encryption context of a member's NIK.
    public static String nikContext(UUID member) {
        return "registry.members.nik:" + member;
    }

    /// The encryption context of a family card number.
    public static String cardContext(UUID family) {
        return "registry.families.card:" + family;
    }

    /// One page of a group's members: current ones first, then by name. Audited.
    ///
    /// @throws Refused as not found if the group is outside the actor's scope
    @Transactional
    public Listing<Member> page(UUID group, int size, @Nullable String cursor) {
        return list(opened(group, "members.read").id(), size, cursor);
    }

    private Listing<Member> list(UUID group, int size, @Nullable String cursor) {
        Optional<Position> after = Optional.ofNullable(cursor).map(text -> place(group, text));
        List<PositionedMember> rows = db.sql(SELECT + AFTER + ORDERED + " limit :limit")
                .param("group", group)
                .param("left", after.map(Position::left).orElse(null))
                .param("name", after.map(Position::name).orElse(null))
                .param("member", after.map(Position::member).orElse(null))
                .param("limit", size + 1)
                .query(this::placed)
                .list();
        List<Member> items =
                rows.stream().limit(size).map(PositionedMember::member).toList();
        return rows.size() <= size
                ? new Listing<>(items, null)
                : new Listing<>(items, cursor(group, rows.get(size - 1).place()));
    }

    /// Decoded cursor: the sort keys of the last row shown.
    ///
    /// @param left `-infinity` for a current member
    /// @param name in lower case
    private record Position(String left, String name, String member) {}

    private record PositionedMember(Member member, Position place) {}

    private PositionedMember placed(ResultSet row, int number) throws SQLException {
        Member member = read(row, number);
        return new PositionedMember(
                member,
                new Position(
                        row.getString("left_key"),
                        row.getString("name_key"),
                        member.id().toString()));
    }

    /// Encrypted, because the cursor contains a person's name and URLs are logged.
    private String cursor(UUID group, Position place) {
        String text = String.join("\n", place.left(), place.member(), place.name());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encryption.encrypt(text, cursorContext(group)));
    }

    private Position place(UUID group, String cursor) {
        if (cursor.length() > MAX_CURSOR) {
            throw Refused.parameter("cursor", "cursor");
        }
        try {
            String text = encryption.decrypt(Base64.getUrlDecoder().decode(cursor), cursorContext(group));
            String[] parts = text.split("\n", 3);
            return new Position(parts[0], parts[2], parts[1]);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }

    private static String cursorContext(UUID group) {
        return "registry.members.cursor:" + group;
    }

    /// All members of a group as a table, streamed page by page. Audited.
    ///
    /// @param columns the headings: name, birth date, phone, NIK, joined, left, office
    @Transactional
    public Table table(UUID group, List<String> columns) {
        GroupInScope found = opened(group, "members.exported");
        return new Table("anggota-" + found.number(), columns, sink -> {
            Optional<String> cursor = Optional.empty();
            do {
                String from = cursor.orElse(null);
                Listing<Member> page =
                        Objects.requireNonNull(transaction.execute(status -> list(found.id(), ROWS_TOGETHER, from)));
                page.items().forEach(member -> sink.accept(row(member)));
                cursor = Optional.ofNullable(page.next());
            } while (cursor.isPresent());
        });
    }

    private static Table.Row row(Member member) {
        return Table.Row.of(
                member.name(),
                member.birthDate(),
                member.phone(),
                member.nik(),
                member.joinedOn(),
                member.leftOn(),
                member.office());
    }

    private GroupInScope opened(UUID group, String action) {
        Permission.SEE_MEMBERS.require();
        GroupInScope found = groups.byId(group);
        audit.add(new AuditEntry(action, "group", group, found.areaCode(), group, null, Map.of(), Map.of(), null));
        return found;
    }

    /// One member of the group. Audited.
    @Transactional
    public Member read(UUID group, UUID member) {
        Permission.SEE_MEMBERS.require();
        GroupInScope found = groups.byId(group);
        Member read = one(group, member);
        note("member.read", found, member, Map.of(), Map.of(), null);
        return read;
    }

    private Member one(UUID group, UUID member) {
        return db.sql(SELECT + " and m.membership_id = :member")
                .param("group", group)
                .param("member", member)
                .query(this::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Adds a member.
    ///
    /// @param confirmed whether the user has seen the similar members and wants to add this one anyway
    /// @throws Refused if the same NIK is a member in an overlapping period, or if unconfirmed and a similar
    /// member exists
    @Transactional
    public Member add(UUID group, MemberDetails details, boolean confirmed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        byte[] hash = nikHash(details.nik());
        var period = new Period(details.joinedOn(), null);
        refuseSecond(group, hash, period, null);
        if (!confirmed) {
            refuseAlike(group, details, hash, period, null);
        }
        UUID id = Ids.next(clock);
        db.sql("insert into registry.memberships (id, group_id, joined_on) values (:id, :group, :joined)")
                .param("id", id)
                .param("group", group)
                .param("joined", details.joinedOn())
                .update();
        UUID family = family(found, details.familyCard());
        db.sql("""
                insert into registry.members
                       (membership_id, group_id, area_code, name, birth_date, phone, nik_cipher, nik_hash, family_id)
                values (:id, :group, :area, :name, :birth, :phone, :nik, :hash, :family)
                """)
                .param("id", id)
                .param("group", group)
                .param("area", found.areaCode())
                .param("name", details.name())
                .param("birth", details.birthDate())
                .param("phone", details.phone())
                .param("nik", cipher(id, details.nik()))
                .param("hash", hash)
                .param("family", family)
                .update();
        Map<String, Change> personal = new LinkedHashMap<>();
        Change.note(personal, "name", null, details.name());
        Change.note(personal, "birthDate", null, details.birthDate());
        Change.note(personal, "phone", null, details.phone());
        Change.note(
                personal,
                "nik",
                null,
                details.nik() == null ? null : details.nik().digits());
        Change.note(personal, "familyCard", null, details.familyCard());
        note(
                "member.added",
                found,
                id,
                Map.of("joinedOn", new Change(null, details.joinedOn().toString())),
                personal,
                null);
        return one(group, id);
    }

    /// @param left exclusive; null for a current member
    private record Period(LocalDate joined, @Nullable LocalDate left) {}

    /// A correction of wrongly recorded dates.
    ///
    /// @param joinedOn null if it is right
    /// @param leftOn null if it is right or the member has not left
    /// @param reason required if a date changes, else null
    public record Correction(
            @Nullable LocalDate joinedOn,
            @Nullable LocalDate leftOn,
            @Nullable String reason) {}

    /// Changes a member. A null NIK, family card or date keeps the recorded one.
    ///
    /// @param version the version the user saw
    /// @param confirmed whether the user has seen the similar members and wants this change anyway
    /// @throws Refused as outdated if the version differs, and for the reasons of [#add]
    @Transactional
    public Member change(
            UUID group, UUID id, int version, MemberDetails details, Correction correction, boolean confirmed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = one(group, id);
        if (before.version() != version) {
            throw audit.outdated("member", id, version, before.version());
        }
        boolean isSame = details.nik() == null
                && details.familyCard() == null
                && before.name().equals(details.name())
                && Objects.equals(before.birthDate(), details.birthDate())
                && Objects.equals(before.phone(), details.phone());
        if (before.leftOn() != null && !isSame) {
            throw new Refused(new MemberHasLeft());
        }
        new Checks()
                .that(before.leftOn() != null || correction.leftOn() == null, "leftOn", "leave-first")
                .refuseProblems();
        var period = new Period(
                correction.joinedOn() == null ? before.joinedOn() : correction.joinedOn(),
                correction.leftOn() == null ? before.leftOn() : correction.leftOn());
        byte[] hash = nikHash(details.nik());
        refuseSecond(group, hash == null ? keptHash(id) : hash, period, id);
        if (!confirmed && !isSame) {
            refuseAlike(group, details, hash == null ? keptHash(id) : hash, period, id);
        }
        correctDays(found, before, period, correction.reason());
        UUID family = family(found, details.familyCard());
        int rows = db.sql("""
                update registry.members
                   set name = :name, birth_date = :birth, phone = :phone,
                       nik_cipher = coalesce(:nik, nik_cipher), nik_hash = coalesce(:hash, nik_hash),
                       family_id = coalesce(:family, family_id), version = version + 1
                 where membership_id = :id and version = :version
                """)
                .param("name", details.name())
                .param("birth", details.birthDate())
                .param("phone", details.phone())
                .param("nik", cipher(id, details.nik()), Types.BINARY)
                .param("hash", hash, Types.BINARY)
                .param("family", family, Types.OTHER)
                .param("id", id)
                .param("version", version)
                .update();
        RowCount.requireOne(rows, "member", id);
        Map<String, Change> personal = new LinkedHashMap<>();
        Change.note(personal, "name", before.name(), details.name());
        Change.note(personal, "birthDate", before.birthDate(), details.birthDate());
        Change.note(personal, "phone", before.phone(), details.phone());
        if (details.nik() != null) {
            Change.note(personal, "nik", before.nik(), details.nik().digits());
        }
        if (details.familyCard() != null) {
            Change.note(personal, "familyCard", before.familyCard(), details.familyCard());
        }
        var checks = new Checks();
        String why = checks.text("reason", correction.reason(), MAX_REASON);
        checks.refuseProblems();
        audit.add(new AuditEntry(
                        "member.changed",
                        "member",
                        id,
                        found.areaCode(),
                        group,
                        id,
                        Map.of(),
                        personal,
                        why.isEmpty() ? null : why)
                .making(version + 1));
        return one(group, id);
    }

    /// Corrects the dates of a membership, also of a past one.
    ///
    /// @param version the version the user saw
    /// @param joinedOn the first day as a member
    /// @param leftOn the first day no longer a member; null for a current member
    /// @param reason required
    /// @throws Refused as outdated, or if the new period overlaps one of the same person or does not cover
    /// an officer term
    @Transactional
    public Member correct(
            UUID group, UUID id, int version, LocalDate joinedOn, @Nullable LocalDate leftOn, @Nullable String reason) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = one(group, id);
        if (before.version() != version) {
            throw audit.outdated("member", id, version, before.version());
        }
        new Checks()
                .that(before.leftOn() != null || leftOn == null, "leftOn", "leave-first")
                .refuseProblems();
        var period = new Period(joinedOn, leftOn);
        refuseSecond(group, keptHash(id), period, id);
        correctDays(found, before, period, reason);
        int rows = db.sql("update registry.members set version = version + 1 where membership_id = :id")
                .param("id", id)
                .update();
        RowCount.requireOne(rows, "member", id);
        return one(group, id);
    }

    private void correctDays(GroupInScope group, Member before, Period period, @Nullable String reason) {
        Map<String, Change> facts = new LinkedHashMap<>();
        Change.note(facts, "joinedOn", before.joinedOn(), period.joined());
        Change.note(facts, "leftOn", before.leftOn(), period.left());
        if (facts.isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate left = period.left();
        var checks = new Checks();
        String why = checks.text("reason", reason, MAX_REASON);
        checks.that(!period.joined().isAfter(today), "joinedOn", "not-in-future")
                .that(left == null || !left.isAfter(today), "leftOn", "not-in-future")
                .that(left == null || !left.isBefore(period.joined()), "leftOn", "not-before", period.joined())
                .that(!why.isEmpty(), "reason", "correction-reason")
                .refuseProblems();
        endTerms(before.id(), before.leftOn(), left);
        refuseTermsOutside(before.id(), period);
        int rows = db.sql("update registry.memberships set joined_on = :joined, left_on = :left where id = :id")
                .param("joined", period.joined())
                .param("left", left, Types.DATE)
                .param("id", before.id())
                .update();
        RowCount.requireOne(rows, "membership", before.id());
        audit.add(new AuditEntry(
                        "member.days-corrected",
                        "member",
                        before.id(),
                        group.areaCode(),
                        group.id(),
                        before.id(),
                        facts,
                        Map.of(),
                        why)
                .making(before.version() + 1));
    }

    /// Ends open terms on the day the member left, and shortens terms that ended with the membership before.
    private void endTerms(UUID member, @Nullable LocalDate before, @Nullable LocalDate on) {
        if (on == null) {
            return;
        }
        db.sql("""
                update registry.officer_terms
                   set ended_on = :on, public_name = null, version = version + 1
                 where membership_id = :id and started_on <= :on
                   and (ended_on is null or ended_on = :before and ended_on > :on)
                """)
                .param("on", on)
                .param("before", before, Types.DATE)
                .param("id", member)
                .update();
    }

    private record Held(
            String office, LocalDate from, @Nullable LocalDate until) {}

    private void refuseTermsOutside(UUID member, Period period) {
        db.sql("""
                select office, started_on as "from", ended_on as until
                  from registry.officer_terms
                 where membership_id = :member
                   and (started_on < :joined or coalesce(ended_on, 'infinity') > coalesce(:left::date, 'infinity'))
                 order by started_on, id
                 limit 1
                """)
                .param("member", member)
                .param("joined", period.joined())
                .param("left", period.left(), Types.DATE)
                .query(Held.class)
                .optional()
                .ifPresent(held -> {
                    throw new Refused(new HoldsOffice(held.office(), new DateRange(held.from(), held.until())));
                });
    }

    /// Ends a membership and the member's officer terms.
    ///
    /// @param seen the member's version that the user saw; null if the request had none, which is refused
    /// @param on not before the member joined, not in the future
    @Transactional
    public void leave(UUID group, UUID id, @Nullable Integer seen, LocalDate on) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = one(group, id);
        if (seen == null) {
            throw new Refused(new PreconditionNeeded());
        }
        if (before.version() != seen) {
            throw audit.outdated("member", id, seen, before.version());
        }
        if (before.leftOn() != null) {
            throw new Refused(new MemberHasLeft());
        }
        new Checks()
                .that(!on.isAfter(LocalDate.now(clock)), "leftOn", "not-in-future")
                .that(!on.isBefore(before.joinedOn()), "leftOn", "not-before", before.joinedOn())
                .refuseProblems();
        endTerms(id, null, on);
        refuseTermsOutside(id, new Period(before.joinedOn(), on));
        int rows = db.sql("update registry.memberships set left_on = :on where id = :id and left_on is null")
                .param("on", on)
                .param("id", id)
                .update();
        RowCount.requireOne(rows, "membership", id);
        int raised = db.sql("update registry.members set version = version + 1 where membership_id = :id")
                .param("id", id)
                .update();
        RowCount.requireOne(raised, "member", id);
        audit.add(new AuditEntry(
                        "member.left",
                        "member",
                        id,
                        found.areaCode(),
                        group,
                        id,
                        Map.of("leftOn", new Change(null, on.toString())),
                        Map.of(),
                        null)
                .making(before.version() + 1));
    }

    /// A member's identity numbers in full.
    ///
    /// @param nik null if it was never recorded
    /// @param familyCard null if it was never recorded
    public record Identity(@Nullable String nik, @Nullable String familyCard) {

        @Override
        public String toString() {
            return "Identity[hidden]"; // keeps personal data out of logs
        }
    }

    /// Decrypts a member's identity numbers. The audit trail records the actor and the reason.
    ///
    /// @param reason required, at most 500 characters
    @Transactional
    public Identity identity(UUID group, UUID member, @Nullable String reason) {
        Permission.SEE_FULL_IDENTITY.require();
        GroupInScope found = groups.byId(group);
        String why = Checks.reason("reason", reason, MAX_REASON);
        Identity identity = db.sql("""
                select m.membership_id, m.nik_cipher, f.id as family_id, f.card_cipher
                  from registry.members m
                  left join registry.families f on f.id = m.family_id
                 where m.group_id = :group and m.membership_id = :member
                """)
                .param("group", group)
                .param("member", member)
                .query((row, number) -> new Identity(nik(row), card(row)))
                .optional()
                .orElseThrow(Refused::notFound);
        note("member.identity-shown", found, member, Map.of(), Map.of(), why);
        return identity;
    }

    private void note(
            String action,
            GroupInScope group,
            UUID member,
            Map<String, Change> facts,
            Map<String, Change> personal,
            @Nullable String reason) {
        audit.add(new AuditEntry(
                action, "member", member, group.areaCode(), group.id(), member, facts, personal, reason));
    }

    /// @throws Refused naming the other period if the same NIK is a member in an overlapping one
    private void refuseSecond(UUID group, byte @Nullable [] hash, Period period, @Nullable UUID except) {
        if (hash == null) {
            return;
        }
        db.sql("""
                select s.joined_on as joined, s.left_on as "left"
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.nik_hash = :hash and m.during && daterange(:joined, :left)
                   and m.membership_id is distinct from :except
                 order by s.joined_on
                 limit 1
                """)
                .param("group", group)
                .param("hash", hash)
                .param("joined", period.joined())
                .param("left", period.left(), Types.DATE)
                .param("except", except, Types.OTHER)
                .query(Period.class)
                .optional()
                .ifPresent(other -> {
                    throw new Refused(new AlreadyMember(new DateRange(other.joined(), other.left())));
                });
    }

    /// Existing members whose period overlaps and who may be the same person; at most five.
    @Transactional(readOnly = true)
    public List<Alike> alike(UUID group, MemberDetails details) {
        Permission.EDIT_GROUPS.require();
        groups.byId(group);
        return alike(group, details, nikHash(details.nik()), new Period(details.joinedOn(), null), null);
    }

    /// Catches a person who was first recorded without a NIK.
    ///
    /// @throws Refused naming the similar members
    private void refuseAlike(
            UUID group, MemberDetails details, byte @Nullable [] hash, Period period, @Nullable UUID except) {
        List<Alike> alike = alike(group, details, hash, period, except);
        if (!alike.isEmpty()) {
            throw new Refused(new MaybeSameMember(alike));
        }
    }

    private List<Alike> alike(
            UUID group, MemberDetails details, byte @Nullable [] hash, Period period, @Nullable UUID except) {
        return db.sql("""
                select m.membership_id as id, m.name, s.joined_on, s.left_on
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.during && daterange(:joined, :left)
                   and m.membership_id is distinct from :except
                   and registry.may_be_same_person(m.name, m.birth_date, m.phone, m.nik_hash,
                                                   :name, :birth, :phone, :hash)
                 order by s.joined_on, m.membership_id
                 limit 5
                """)
                .param("group", group)
                .param("joined", period.joined())
                .param("left", period.left(), Types.DATE)
                .param("except", except, Types.OTHER)
                .param("name", details.name())
                .param("birth", details.birthDate(), Types.DATE)
                .param("phone", details.phone(), Types.VARCHAR)
                .param("hash", hash, Types.BINARY)
                .query(Alike.class)
                .list();
    }

    private byte @Nullable [] keptHash(UUID member) {
        return db.sql("select nik_hash from registry.members where membership_id = :id")
                .param("id", member)
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
    }

    /// The group's family with that card number, inserted if missing; null without a number.
    private @Nullable UUID family(GroupInScope group, @Nullable String card) {
        if (card == null) {
            return null;
        }
        byte[] hash = encryption.keyedHash(card, HashPurpose.FAMILY_CARD);
        Optional<UUID> known = db.sql("""
                select id from registry.families where group_id = :group and card_hash = :hash order by id limit 1
                """)
                .param("group", group.id())
                .param("hash", hash)
                .query(UUID.class)
                .optional();
        if (known.isPresent()) {
            return known.get();
        }
        UUID id = Ids.next(clock);
        db.sql("""
                insert into registry.families (id, group_id, area_code, card_cipher, card_hash)
                values (:id, :group, :area, :cipher, :hash)
                """)
                .param("id", id)
                .param("group", group.id())
                .param("area", group.areaCode())
                .param("cipher", encryption.encrypt(card, cardContext(id)))
                .param("hash", hash)
                .update();
        return id;
    }

    /// Takes an advisory lock on the person until the transaction ends, for callers that check for a
    /// membership in another group before they add one.
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(NationalId nik) {
        db.sql("select pg_advisory_xact_lock(hashtext('registry.members'), hashtext(encode(:hash, 'hex')))")
                .param("hash", hash(nik))
                .query(rows -> {});
    }

    /// The keyed hash by which a NIK is looked up.
    public byte[] hash(NationalId nik) {
        return encryption.keyedHash(nik.digits(), HashPurpose.NIK);
    }

    private byte @Nullable [] nikHash(@Nullable NationalId nik) {
        return nik == null ? null : hash(nik);
    }

    private byte @Nullable [] cipher(UUID id, @Nullable NationalId nik) {
        return nik == null ? null : encryption.encrypt(nik.digits(), nikContext(id));
    }

    private static final String SELECT = """
            select m.membership_id, m.name, m.birth_date, m.phone, m.nik_cipher, m.version, s.joined_on, s.left_on,
                   least(s.joined_on, (select min(p.joined_on) from registry.memberships p
                                        where p.continued_by = s.id)) as first_joined_on,
                   coalesce(s.left_on, '-infinity') as left_key, lower(m.name) collate "C" as name_key,
                   f.id as family_id, f.card_cipher,
                   (select t.office from registry.officer_terms t
                     where t.membership_id = m.membership_id and t.ended_on is null
                     order by array_position(array['chair', 'secretary', 'treasurer', 'coordinator'], t.office)
                     limit 1) as office
              from registry.members m
              join registry.memberships s on s.id = m.membership_id
              left join registry.families f on f.id = m.family_id
             where m.group_id = :group
            """;

    private static final String AFTER = """
               and (:member::uuid is null
                    or (coalesce(s.left_on, '-infinity'), lower(m.name) collate "C", m.membership_id)
                       > (:left::date, :name::text, :member::uuid))
            """;

    private static final String ORDERED = " order by left_key, name_key, m.membership_id";

    private Member read(ResultSet row, int number) throws SQLException {
        String nik = nik(row);
        String card = card(row);
        return new Member(
                row.getObject("membership_id", UUID.class),
                row.getString("name"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("phone"),
                nik == null ? null : NationalId.masked(nik),
                card == null ? null : NationalId.masked(card),
                row.getObject("joined_on", LocalDate.class),
                row.getObject("first_joined_on", LocalDate.class),
                row.getObject("left_on", LocalDate.class),
                row.getString("office"),
                row.getInt("version"));
    }

    private @Nullable String nik(ResultSet row) throws SQLException {
        byte[] cipher = row.getBytes("nik_cipher");
        return cipher == null
                ? null
                : encryption.decrypt(cipher, nikContext(row.getObject("membership_id", UUID.class)));
    }

    private @Nullable String card(ResultSet row) throws SQLException {
        byte[] cipher = row.getBytes("card_cipher");
        return cipher == null ? null : encryption.decrypt(cipher, cardContext(row.getObject("family_id", UUID.class)));
    }

    /// What the user should check, as suffixes of the message key `registry.warning.`.
    public static List<String> warnings(GroupInScope group, MemberDetails details) {
        List<String> warnings = new ArrayList<>();
        NationalId nik = details.nik();
        if (nik != null && !nik.isFrom(group.areaCode())) {
            warnings.add("nik-elsewhere");
        }
        if (nik != null && details.birthDate() != null && !nik.matches(details.birthDate())) {
            warnings.add("nik-birth-date");
        }
        return warnings;
    }
}
