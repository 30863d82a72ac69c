package id.cemara.registry;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Test data builder: a group written as the database owner. Default: verified, in Kota Bengkulu, two
/// members.
public final class AGroup {

    private final String slug;
    private String area = "17.71.01.1001";
    private int members = 2;
    private boolean draft;
    private @Nullable String number;

    private AGroup(String slug) {
        this.slug = slug;
    }

    /// @param slug in its URL
    public static AGroup aGroup(String slug) {
        return new AGroup(slug);
    }

    /// @param areaCode of an existing area
    public AGroup in(String areaCode) {
        this.area = areaCode;
        return this;
    }

    /// Sets the number instead of taking the next one of its kabupaten.
    public AGroup numbered(String groupNumber) {
        this.number = groupNumber;
        return this;
    }

    public AGroup withMembers(int count) {
        this.members = count;
        return this;
    }

    public AGroup asDraft() {
        this.draft = true;
        return this;
    }

    /// The group's id, derived from the slug.
    public UUID id() {
        return UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
    }

    /// Inserts it unless the slug is taken. Returns the id of the existing or new group.
    public UUID insertIfMissing(Connection owner) throws SQLException {
        try (PreparedStatement known =
                owner.prepareStatement("select id from registry.business_groups where slug = ?")) {
            known.setString(1, slug);
            ResultSet row = known.executeQuery();
            return row.next() ? row.getObject(1, UUID.class) : insert(owner);
        }
    }

    public UUID insert(Connection owner) throws SQLException {
        UUID id = id();
        run(owner, """
                insert into registry.business_groups
                       (id, number, slug, name, area_code, place, approval, registered_on, verified_on)
                select ?, coalesce(?, left(a.code, 5) || '-'
                              || lpad((select count(*) + 1 from registry.business_groups)::text, 4, '0')),
                       ?, initcap(replace(?, '-', ' ')), a.code, a.path, ?, '2018-03-01',
                       case when ? then null else date '2018-03-10' end
                  from area.areas a
                 where a.code = ?
                """, id, number, slug, slug, draft ? "draft" : "verified", draft, area);
        if (!draft) {
            run(owner, "insert into registry.verifications (group_id, valid_from) values (?, '2018-03-10')", id);
        }
        run(owner, """
                insert into registry.group_private (group_id, area_code, contact_phone, internal_note)
                values (?, ?, '+6281200000000', 'Ketuanya sedang sakit.')
                """, id, area);
        run(
                owner,
                "insert into registry.group_places (group_id, area_code, valid_from) values (?, ?, '2018-03-01')",
                id,
                area);
        run(owner, """
                insert into registry.group_sectors (group_id, sector_key, kind_key, is_primary, valid_from)
                values (?, 'home-industry', 'chips', true, '2018-03-01')
                """, id);
        run(
                owner,
                "insert into registry.group_stages (group_id, stage, valid_from) values (?, 'basic', '2018-03-01')",
                id);
        for (int number = 1; number <= members; number++) {
            UUID membership = UUID.nameUUIDFromBytes((slug + number).getBytes(StandardCharsets.UTF_8));
            run(
                    owner,
                    "insert into registry.memberships (id, group_id, joined_on) values (?, ?, '2018-03-01')",
                    membership,
                    id);
            run(owner, """
                    insert into registry.members (membership_id, group_id, area_code, name)
                    values (?, ?, ?, ?)
                    """, membership, id, area, "Anggota " + number);
        }
        return id;
    }

    private static void run(Connection owner, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
