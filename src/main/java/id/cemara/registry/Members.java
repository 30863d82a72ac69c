package id.cemara.registry;

import id.cemara.exchange.Table;
import id.cemara.identity.AuditEntry;
import id.cemara.identity.AuditTrail;
import id.cemara.identity.Change;
import id.cemara.identity.Permission;
import id.cemara.platform.FieldEncryption;
import id.cemara.registry.GroupProblem.AlreadyMember;
import id.cemara.registry.GroupProblem.MemberHasLeft;
import id.cemara.shared.Checks;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The persons of a group, for who answers for it. Looking at them is in the audit trail, as is every change.
///
/// A NIK and a family card's number are kept as a cipher, found again by a keyed hash, shown by their last four digits,
/// and in full only on demand with a reason.
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

    /// The context a member's NIK is enciphered with.
    public static String nikContext(UUID member) {
        return "registry.members.nik:" + member;
    }

    /// The context a family card's number is enciphered with.
    public static String cardContext(UUID family) {
        return "registry.families.card:" + family;
    }

    /// One page of a group's members by name, those who left last. Noted in the audit trail.
    ///
    /// @throws Refused as not found when the actor does not answer for the group
    @Transactional
    public Listing<Member> page(UUID group, int size, @Nullable String cursor) {
        return list(opened(group, "members.read").id(), size, cursor);
    }

    private Listing<Member> list(UUID group, int size, @Nullable String cursor) {
        Optional<Place> after = Optional.ofNullable(cursor).map(text -> place(group, text));
        List<Placed> rows = db.sql(SELECT + AFTER + ORDERED + " limit :limit")
                .param("group", group)
                .param("left", after.map(Place::left).orElse(null))
                .param("name", after.map(Place::name).orElse(null))
                .param("member", after.map(Place::member).orElse(null))
                .param("limit", size + 1)
                .query(this::placed)
                .list();
        List<Member> items = rows.stream().limit(size).map(Placed::member).toList();
        return rows.size() <= size
                ? new Listing<>(items, null)
                : new Listing<>(items, cursor(group, rows.get(size - 1).place()));
    }

    /// Where a list goes on: behind the member with that day of leaving, name and id.
    ///
    /// @param left as in the list's order, `-infinity` for who is a member now
    /// @param name as in the list's order
    private record Place(String left, String name, String member) {}

    private record Placed(Member member, Place place) {}

    private Placed placed(ResultSet row, int number) throws SQLException {
        Member member = read(row, number);
        return new Placed(
                member,
                new Place(
                        row.getString("left_key"),
                        row.getString("name_key"),
                        member.id().toString()));
    }

    /// A place in the list holds a person's name, and addresses are written into logs: so it is enciphered.
    private String cursor(UUID group, Place place) {
        String text = String.join("\n", place.left(), place.member(), place.name());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encryption.encrypt(text, cursorContext(group)));
    }

    private Place place(UUID group, String cursor) {
        if (cursor.length() > MAX_CURSOR) {
            throw Refused.parameter("cursor", "cursor");
        }
        try {
            String text = encryption.decrypt(Base64.getUrlDecoder().decode(cursor), cursorContext(group));
            String[] parts = text.split("\n", 3);
            return new Place(parts[0], parts[2], parts[1]);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw Refused.parameter("cursor", "cursor");
        }
    }

    private static String cursorContext(UUID group) {
        return "registry.members.cursor:" + group;
    }

    /// All members of a group as a table to keep, read page by page while it is written. Noted in the audit trail.
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

    /// One member of the group, noted in the audit trail.
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
    /// @throws Refused when somebody with that NIK is a member already
    @Transactional
    public Member add(UUID group, MemberDetails details) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        byte[] hash = nikHash(details.nik());
        if (hash != null) {
            refuseSecond(group, hash, null);
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

    /// Changes a member. A NIK or a card's number that is not said again stays.
    ///
    /// @param version the version the change was made from
    /// @throws Refused as outdated when somebody changed the member since
    @Transactional
    public Member change(UUID group, UUID id, int version, MemberDetails details) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = one(group, id);
        if (before.version() != version) {
            throw audit.outdated("member", id, version, before.version());
        }
        if (before.leftOn() != null) {
            throw new Refused(new MemberHasLeft());
        }
        byte[] hash = nikHash(details.nik());
        if (hash != null) {
            refuseSecond(group, hash, id);
        }
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
                .param("nik", cipher(id, details.nik()), java.sql.Types.BINARY)
                .param("hash", hash, java.sql.Types.BINARY)
                .param("family", family, java.sql.Types.OTHER)
                .param("id", id)
                .param("version", version)
                .update();
        Changes.requireOne(rows, "member", id);
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
        audit.add(new AuditEntry("member.changed", "member", id, found.areaCode(), group, id, Map.of(), personal, null)
                .making(version + 1));
        return one(group, id);
    }

    /// Ends a membership, and the offices the member held with it.
    ///
    /// @param on not before the member joined, not after today
    @Transactional
    public void leave(UUID group, UUID id, LocalDate on) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = one(group, id);
        if (before.leftOn() != null) {
            throw new Refused(new MemberHasLeft());
        }
        new Checks()
                .that(!on.isAfter(LocalDate.now(clock)), "leftOn", "not-in-future")
                .that(!on.isBefore(before.joinedOn()), "leftOn", "not-before", before.joinedOn())
                .refuseProblems();
        int rows = db.sql("update registry.memberships set left_on = :on where id = :id and left_on is null")
                .param("on", on)
                .param("id", id)
                .update();
        Changes.requireOne(rows, "membership", id);
        db.sql("""
                update registry.officer_terms
                   set ended_on = greatest(:on, started_on), public_name = null
                 where membership_id = :id and ended_on is null
                """).param("on", on).param("id", id).update();
        note("member.left", found, id, Map.of("leftOn", new Change(null, on.toString())), Map.of(), null);
    }

    /// A member's numbers of identity in full.
    ///
    /// @param nik null when it was never asked for
    /// @param familyCard null when it was never asked for
    public record Identity(@Nullable String nik, @Nullable String familyCard) {

        @Override
        public String toString() {
            return "Identity[hidden]"; // for logs
        }
    }

    /// Shows a member's numbers of identity in full, and notes who saw them and why.
    ///
    /// @param reason needed, at most 500 characters
    @Transactional
    public Identity identity(UUID group, UUID member, @Nullable String reason) {
        Permission.SEE_FULL_IDENTITY.require();
        GroupInScope found = groups.byId(group);
        String why = FieldText.lines(reason);
        new Checks()
                .that(!why.isEmpty(), "reason", "required")
                .that(why.length() <= MAX_REASON, "reason", "too-long", MAX_REASON)
                .refuseProblems();
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

    private void refuseSecond(UUID group, byte[] hash, @Nullable UUID except) {
        long others = db.sql("""
                select count(*)
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.nik_hash = :hash and s.left_on is null
                   and (:except::uuid is null or m.membership_id <> :except)
                """)
                .param("group", group)
                .param("hash", hash)
                .param("except", except)
                .query(Long.class)
                .single();
        if (others > 0) {
            throw new Refused(new AlreadyMember());
        }
    }

    /// The family with that card in the group, made when there is none; null without a card.
    private @Nullable UUID family(GroupInScope group, @Nullable String card) {
        if (card == null) {
            return null;
        }
        byte[] hash = encryption.keyedHash(card, "family-card");
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

    /// The keyed hash of a NIK, by which the same person is found again.
    public byte[] hash(NationalId nik) {
        return encryption.keyedHash(nik.digits(), "nik");
    }

    private byte @Nullable [] nikHash(@Nullable NationalId nik) {
        return nik == null ? null : hash(nik);
    }

    private byte @Nullable [] cipher(UUID id, @Nullable NationalId nik) {
        return nik == null ? null : encryption.encrypt(nik.digits(), nikContext(id));
    }

    private static final String SELECT = """
            select m.membership_id, m.name, m.birth_date, m.phone, m.nik_cipher, m.version, s.joined_on, s.left_on,
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

    /// What a person should look at twice, as tails of message keys `registry.warning.<tail>`.
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
