package id.cemara.registry.members;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProblem.Alike;
import id.cemara.registry.GroupProblem.MaybeSameMember;
import id.cemara.registry.GroupProblem.MemberHasLeft;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.Ids;
import id.cemara.registry.RowCount;
import id.cemara.shared.Checks;
import id.cemara.shared.DateRange;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The members of groups in the actor's scope. Every read and every change is audited.
///
/// NIK and family card number are stored encrypted, looked up by keyed hash, and shown masked to the last
/// four digits; the full number needs a reason.
@Service
public class Members {

    static final int MAX_REASON = 500;

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final MemberList list;
    private final Memberships memberships;
    private final Families families;
    private final IdentityNumbers numbers;
    private final AuditTrail audit;
    private final Clock clock;

    Members(
            JdbcClient db,
            GroupsInScope groups,
            MemberList list,
            Memberships memberships,
            Families families,
            IdentityNumbers numbers,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.groups = groups;
        this.list = list;
        this.memberships = memberships;
        this.families = families;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
    }

    /// One member of the group. Audited.
    @Transactional
    public Member read(GroupId group, UUID member) {
        Permission.SEE_MEMBERS.require();
        GroupInScope found = groups.byId(group);
        Member read = list.one(group, member);
        audit.add(found.entry("member.read", "member", member).about(member));
        return read;
    }

    /// Adds a member.
    ///
    /// @param confirmed whether the user has seen the similar members and wants to add this one anyway
    /// @throws Refused if the same NIK is a member in an overlapping period, or if unconfirmed and a similar
    /// member exists
    @Transactional
    public Member add(GroupId group, MemberDetails details, boolean confirmed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        byte[] hash = numbers.nikHash(details.nik());
        var period = new DateRange(details.joinedOn(), null);
        memberships.refuseSecond(group, hash, period, null);
        if (!confirmed) {
            refuseAlike(group, details, hash, period, null);
        }
        UUID id = Ids.next(clock);
        db.sql("insert into registry.memberships (id, group_id, joined_on) values (:id, :group, :joined)")
                .param("id", id)
                .param("group", group.value())
                .param("joined", details.joinedOn())
                .update();
        UUID family = families.with(details.familyCard(), found);
        db.sql("""
                insert into registry.members
                       (membership_id, group_id, area_code, name, birth_date, phone, nik_cipher, nik_hash, family_id)
                values (:id, :group, :area, :name, :birth, :phone, :nik, :hash, :family)
                """)
                .param("id", id)
                .param("group", group.value())
                .param("area", found.areaCode())
                .param("name", details.name())
                .param("birth", details.birthDate())
                .param("phone", details.phone())
                .param("nik", numbers.nikCipher(id, details.nik()))
                .param("hash", hash)
                .param("family", family)
                .update();
        Map<String, Change> personal = personal(null, details);
        audit.add(found.entry("member.added", "member", id)
                .about(id)
                .changing(Map.of("joinedOn", new Change(null, details.joinedOn().toString())))
                .changingPersonal(personal));
        return list.one(group, id);
    }

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
    /// @param seen the member's version that the user saw; null if the request had none, which is refused
    /// @param confirmed whether the user has seen the similar members and wants this change anyway
    /// @throws Refused as outdated if the version differs, and for the reasons of [#add]
    @Transactional
    public Member change(
            GroupId group,
            UUID id,
            @Nullable Integer seen,
            MemberDetails details,
            Correction correction,
            boolean confirmed) {
        Permission.EDIT_GROUPS.require();
        GroupInScope found = groups.held(group);
        Member before = list.asSeen(group, id, seen);
        int version = before.version();
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
        var period = new DateRange(
                correction.joinedOn() == null ? before.joinedOn() : correction.joinedOn(),
                correction.leftOn() == null ? before.leftOn() : correction.leftOn());
        byte[] hash = numbers.nikHash(details.nik());
        byte[] known = hash == null ? memberships.keptHash(id) : hash;
        memberships.refuseSecond(group, known, period, id);
        if (!confirmed && !isSame) {
            refuseAlike(group, details, known, period, id);
        }
        memberships.correctDays(found, before, period, correction.reason());
        UUID family = families.with(details.familyCard(), found);
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
                .param("nik", numbers.nikCipher(id, details.nik()), Types.BINARY)
                .param("hash", hash, Types.BINARY)
                .param("family", family, Types.OTHER)
                .param("id", id)
                .param("version", version)
                .update();
        RowCount.requireOne(rows, "member", id);
        Map<String, Change> personal = personal(before, details);
        var checks = new Checks();
        String why = checks.text("reason", correction.reason(), MAX_REASON);
        checks.refuseProblems();
        audit.add(found.entry("member.changed", "member", id)
                .about(id)
                .changingPersonal(personal)
                .because(why.isEmpty() ? null : why)
                .making(version + 1));
        return list.one(group, id);
    }

    /// The changes of personal facts. Numbers that are not given stay as recorded.
    ///
    /// @param before null for a new member
    private static Map<String, Change> personal(@Nullable Member before, MemberDetails after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        Change.note(changes, "name", before == null ? null : before.name(), after.name());
        Change.note(changes, "birthDate", before == null ? null : before.birthDate(), after.birthDate());
        Change.note(changes, "phone", before == null ? null : before.phone(), after.phone());
        if (after.nik() != null) {
            Change.note(
                    changes,
                    "nik",
                    before == null ? null : before.nik(),
                    after.nik().digits());
        }
        if (after.familyCard() != null) {
            Change.note(changes, "familyCard", before == null ? null : before.familyCard(), after.familyCard());
        }
        return changes;
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
    public Identity identity(GroupId group, UUID member, @Nullable String reason) {
        Permission.SEE_FULL_IDENTITY.require();
        GroupInScope found = groups.byId(group);
        String why = Checks.reason("reason", reason, MAX_REASON);
        Identity identity = db.sql("""
                select m.nik_cipher, f.id as family_id, f.card_cipher
                  from registry.members m
                  left join registry.families f on f.id = m.family_id
                 where m.group_id = :group and m.membership_id = :member
                """)
                .param("group", group.value())
                .param("member", member)
                .query((row, number) -> new Identity(
                        numbers.nik(member, row.getBytes("nik_cipher")),
                        numbers.card(row.getObject("family_id", UUID.class), row.getBytes("card_cipher"))))
                .optional()
                .orElseThrow(Refused::notFound);
        audit.add(found.entry("member.identity-shown", "member", member)
                .about(member)
                .because(why));
        return identity;
    }

    /// Existing members whose period overlaps and who may be the same person; at most five.
    @Transactional(readOnly = true)
    public List<Alike> alike(GroupId group, MemberDetails details) {
        Permission.EDIT_GROUPS.require();
        groups.byId(group);
        return alike(group, details, numbers.nikHash(details.nik()), new DateRange(details.joinedOn(), null), null);
    }

    /// Catches a person who was first recorded without a NIK.
    ///
    /// @throws Refused naming the similar members
    private void refuseAlike(
            GroupId group, MemberDetails details, byte @Nullable [] hash, DateRange period, @Nullable UUID except) {
        List<Alike> alike = alike(group, details, hash, period, except);
        if (!alike.isEmpty()) {
            throw new Refused(new MaybeSameMember(alike));
        }
    }

    private List<Alike> alike(
            GroupId group, MemberDetails details, byte @Nullable [] hash, DateRange period, @Nullable UUID except) {
        return db.sql("""
                select m.membership_id as id, m.name, s.joined_on, s.left_on
                  from registry.members m
                  join registry.memberships s on s.id = m.membership_id
                 where m.group_id = :group and m.during && daterange(:from, :until)
                   and m.membership_id is distinct from :except
                   and registry.may_be_same_person(m.name, m.birth_date, m.phone, m.nik_hash,
                                                   :name, :birth, :phone, :hash)
                 order by s.joined_on, m.membership_id
                 limit 5
                """)
                .param("group", group.value())
                .param("from", period.from())
                .param("until", period.until(), Types.DATE)
                .param("except", except, Types.OTHER)
                .param("name", details.name())
                .param("birth", details.birthDate(), Types.DATE)
                .param("phone", details.phone(), Types.VARCHAR)
                .param("hash", hash, Types.BINARY)
                .query(Alike.class)
                .list();
    }
}
