package id.cemara.registry.members;

import id.cemara.exchange.Table;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.platform.FieldEncryption;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The members of a group as a list and as a table. Each reading is audited. Identity numbers are masked to
/// the last four digits.
@Service
public class MemberList {

    private static final int MAX_CURSOR = 2000;
    private static final int ROWS_TOGETHER = 500;

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

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final IdentityNumbers numbers;
    private final FieldEncryption encryption;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    MemberList(
            JdbcClient db,
            GroupsInScope groups,
            IdentityNumbers numbers,
            FieldEncryption encryption,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.db = db;
        this.groups = groups;
        this.numbers = numbers;
        this.encryption = encryption;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// One page of a group's members: current ones first, then by name. Audited.
    ///
    /// @throws Refused as not found if the group is outside the actor's scope
    @Transactional
    public Listing<Member> page(GroupId group, int size, @Nullable String cursor) {
        return list(opened(group, "members.read").id(), size, cursor);
    }

    /// All members of a group as a table, streamed page by page. Audited.
    ///
    /// @param columns the headings: name, birth date, phone, NIK, joined, left, office
    @Transactional
    public Table table(GroupId group, List<String> columns) {
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

    private GroupInScope opened(GroupId group, String action) {
        Permission.SEE_MEMBERS.require();
        GroupInScope found = groups.byId(group);
        audit.add(found.entry(action, "group", group.value()));
        return found;
    }

    /// One member of the group. Not audited.
    ///
    /// @throws Refused as not found if the member is none of the group's
    Member one(GroupId group, UUID member) {
        return db.sql(SELECT + " and m.membership_id = :member")
                .param("group", group.value())
                .param("member", member)
                .query(this::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// As [#one], if it is still as the user saw it.
    ///
    /// @param seen the version that the user saw; null if the request had none, which is refused
    /// @throws Refused as outdated if the version differs
    Member asSeen(GroupId group, UUID member, @Nullable Integer seen) {
        Member now = one(group, member);
        audit.requireSeen("member", member, seen, now.version());
        return now;
    }

    private Listing<Member> list(GroupId group, int size, @Nullable String cursor) {
        Optional<Position> after = Optional.ofNullable(cursor).map(text -> position(group, text));
        List<PositionedMember> found = db.sql(SELECT + """
                   and (:member::uuid is null
                        or (coalesce(s.left_on, '-infinity'), lower(m.name) collate "C", m.membership_id)
                           > (:left::date, :name::text, :member::uuid))
                 order by left_key, name_key, m.membership_id
                 limit :limit
                """)
                .param("group", group.value())
                .param("left", after.map(Position::left).orElse(null))
                .param("name", after.map(Position::name).orElse(null))
                .param("member", after.map(Position::member).orElse(null))
                .param("limit", size + 1)
                .query(this::positioned)
                .list();
        Listing<PositionedMember> page = Listing.page(found, size, last -> cursor(group, last.position()));
        return page.map(PositionedMember::member);
    }

    /// Decoded cursor: the sort keys of the last row shown.
    ///
    /// @param left `-infinity` for a current member
    /// @param name in lower case
    private record Position(String left, String name, String member) {}

    private record PositionedMember(Member member, Position position) {}

    private PositionedMember positioned(ResultSet row, int number) throws SQLException {
        return new PositionedMember(
                read(row, number),
                new Position(row.getString("left_key"), row.getString("name_key"), row.getString("membership_id")));
    }

    /// Encrypted, because the cursor contains a person's name and URLs are logged.
    private String cursor(GroupId group, Position position) {
        String text = String.join("\n", position.left(), position.member(), position.name());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encryption.encrypt(text, cursorContext(group)));
    }

    private Position position(GroupId group, String cursor) {
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

    private static String cursorContext(GroupId group) {
        return "registry.members.cursor:" + group;
    }

    private Member read(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("membership_id", UUID.class);
        String nik = numbers.nik(id, row.getBytes("nik_cipher"));
        String card = numbers.card(row.getObject("family_id", UUID.class), row.getBytes("card_cipher"));
        return new Member(
                id,
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
}
